import { dataset, defineNode, metrics, port, text, z } from '@/graph';

export const clean = defineNode({
  type: 'prepare.clean',
  version: 1,
  phase: 'prepare',
  title: 'Clean and filter',
  summary: 'Evens out odd characters and leaves out documents that would teach a model nothing good.',
  keywords: ['normalise', 'unicode', 'filter', 'quality', 'regex', 'length', 'spam', 'words'],
  inputs: { text: dataset(text) },
  outputs: {
    text: dataset(text),
    report: port(metrics, { title: 'Report' }),
  },
  params: z.object({
    normalise: z
      .enum(['none', 'NFC', 'NFKC'])
      .default('NFC')
      .meta({
        label: 'Unicode form',
        choices: { none: 'leave as it is', NFC: 'one code for each letter', NFKC: 'and plain forms of fancy letters' },
      }),
    whitespace: z.boolean().default(true).meta({
      label: 'Tidy white space',
    }),
    minimumLength: z.number().int().min(0).max(1_000_000).default(1).meta({
      label: 'Shortest document',
      unit: 'characters',
    }),
    maximumLength: z.number().int().min(0).max(100_000_000).default(0).meta({
      label: 'Longest document',
      unit: 'characters',
    }),
    maximumSymbolShare: z.number().min(0).max(1).default(1).meta({
      label: 'Most symbols',
      control: 'slider',
      step: 0.01,
    }),
    maximumRepetition: z.number().min(0).max(1).default(1).meta({
      label: 'Most repetition',
      control: 'slider',
      step: 0.01,
    }),
    words: z.string().max(100_000).default('').meta({
      label: 'Unwanted words',
      control: 'words',
      placeholder: 'one per line',
    }),
    pattern: z
      .string()
      .max(500)
      .refine(isPattern, 'This is not a regular expression that JavaScript understands.')
      .default('')
      .meta({
        label: 'Pattern',
        control: 'pattern',
        placeholder: 'a regular expression, for instance https?://\\S+',
        advanced: true,
      }),
    patternAction: z
      .enum(['delete', 'drop', 'keep'])
      .default('delete')
      .meta({
        label: 'What matches the pattern',
        choices: { delete: 'is cut out of the text', drop: 'makes its document go', keep: 'makes its document stay' },
        advanced: true,
      }),
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'gu');
    return true;
  } catch {
    return false;
  }
}
