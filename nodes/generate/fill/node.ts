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
    model: port(languageModel, { title: 'Model' }),
    text: port(text, {
      title: 'Text',
      optional: true,
    }),
  },
  outputs: {
    text: port(text, { title: 'Text' }),
    trace: port(trace, { title: 'Gaps' }),
  },
  params: z.object({
    text: z.string().max(20_000).default('What ___ is this ___?').meta({
      label: 'Text with gaps',
      control: 'textarea',
    }),
    width: z.number().int().min(1).max(16).default(1).meta({
      label: 'Width of a gap',
      unit: 'tokens',
    }),
    order: z
      .enum(['surest-first', 'at-once'])
      .default('surest-first')
      .meta({
        label: 'Fills',
        control: 'segmented',
        choices: { 'surest-first': 'The surest first', 'at-once': 'All at once' },
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
