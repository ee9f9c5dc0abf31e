import { dataset, defineNode, passages, port, text, z } from '@/graph';

export const splitPassages = defineNode({
  type: 'retrieve.split',
  version: 1,
  phase: 'prepare',
  title: 'Split into passages',
  summary: 'Cuts documents into pieces that are short enough to be found and read, and remembers where each came from.',
  keywords: ['chunk', 'chunking', 'rag', 'retrieval', 'documents', 'paragraph', 'sentence', 'overlap', 'split'],
  inputs: { text: port(dataset(text), { title: 'Documents' }) },
  outputs: { passages },
  params: z.object({
    by: z
      .enum(['paragraphs', 'sentences'])
      .default('paragraphs')
      .meta({
        label: 'Cut at the ends of',
        control: 'segmented',
        choices: { paragraphs: 'Paragraphs', sentences: 'Sentences' },
      }),
    measure: z
      .enum(['characters', 'words'])
      .default('characters')
      .meta({
        label: 'Measured in',
        control: 'segmented',
        choices: { characters: 'Characters', words: 'Words' },
      }),
    size: z.number().int().min(20).max(20_000).default(800).meta({ label: 'At most', scale: 'log' }),
    overlap: z.number().int().min(0).max(10_000).default(100).meta({ label: 'Overlap' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ by, measure, size, overlap }) =>
    `${by} · ${size.toLocaleString('en')} ${measure}${overlap > 0 ? `, ${overlap.toLocaleString('en')} twice` : ''}`,
  run: () => import('./run'),
});
