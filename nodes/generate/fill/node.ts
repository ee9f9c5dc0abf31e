import { defineNode, languageModel, port, text, trace, type UserFacingError, z } from '@/graph';

export const fillGaps = defineNode({
  type: 'generate.fill',
  version: 1,
  phase: 'generate',
  title: 'Fill the gaps',
  summary:
    'Lets a masked language model fill the gaps of a text, and shows what else could have stood in each of them.',
  keywords: ['bert', 'mask', 'cloze', 'infill', 'masked language model', 'mask-predict', 'blank', 'missing word'],
  inputs: {
    model: port(languageModel, { title: 'Model', help: 'One that “Train masked language model” made.' }),
    text: port(text, {
      title: 'Text',
      optional: true,
      help: 'Instead of the text below. Gaps are written as ___ or [MASK].',
    }),
  },
  outputs: {
    text: port(text, { title: 'Text', help: 'With its gaps filled.' }),
    trace: port(trace, { title: 'Gaps', help: 'What could have stood in each gap, and how likely it was.' }),
  },
  params: z.object({
    text: z.string().max(20_000).default('What ___ is this ___?').meta({
      label: 'Text with gaps',
      control: 'textarea',
      help: 'Each ___ or [MASK] is a gap. Leave a space on either side of a missing word.',
    }),
    width: z.number().int().min(1).max(16).default(1).meta({
      label: 'Width of a gap',
      unit: 'tokens',
      help: 'A rare word is several tokens. The model fills what it is given: it does not choose how many.',
    }),
    order: z
      .enum(['surest-first', 'at-once'])
      .default('surest-first')
      .meta({
        label: 'Fills',
        control: 'segmented',
        choices: { 'surest-first': 'The surest first', 'at-once': 'All at once' },
        help: 'One after another, each gap sees what was filled in before. All at once, two gaps may not fit together.',
      }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ order, width }) =>
    [
      order === 'surest-first' ? 'the surest first' : 'all at once',
      ...(width > 1 ? [`${width} tokens each`] : []),
    ].join(' · '),
  extend: ({ model }, _params, { refuse }) => {
    if (model?.network && model.objective !== 'masked') refuse('model', ONLY_WRITES);
    return {};
  },
  advise: ({ text: wired }, { text: own }) => (wired || /___|\[MASK\]/.test(own) ? [] : [NO_GAP]),
  run: () => import('./run'),
});

/** What to say of a model that cannot fill gaps. */
export const ONLY_WRITES: UserFacingError = {
  code: 'fill.only-writes',
  title: 'This model goes on writing; it does not fill gaps.',
  detail: 'It sees what stands before a gap, and nothing after it.',
  fix: 'Use “Write text” with it, or train a network with “Train masked language model”.',
};

/** What to say of a text that is whole. */
export const NO_GAP: UserFacingError = {
  code: 'fill.no-gap',
  title: 'This text has no gap.',
  fix: 'Write ___ or [MASK] where a token is missing.',
};
