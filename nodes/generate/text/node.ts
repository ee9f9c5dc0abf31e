import { defineNode, languageModel, port, text, trace, type UserFacingError, z } from '@/graph';

const sampling = { param: 'strategy', is: ['sample'] } as const;

export const generateText = defineNode({
  type: 'generate.text',
  version: 1,
  phase: 'generate',
  title: 'Write text',
  summary: 'Lets a model go on from your words, token by token, and shows what it could have written instead.',
  keywords: ['sample', 'decode', 'beam search', 'greedy', 'temperature', 'top-k', 'top-p', 'nucleus', 'complete'],
  inputs: {
    model: languageModel,
    prompt: port(text, { title: 'Prompt', optional: true }),
  },
  outputs: {
    text: port(text, { title: 'Text' }),
    trace: port(trace, { title: 'Trace' }),
  },
  params: z.object({
    prompt: z.string().max(20_000).default('').meta({
      control: 'textarea',
      placeholder: 'a line break',
    }),
    strategy: z
      .enum(['greedy', 'sample', 'beam'])
      .default('sample')
      .meta({
        control: 'segmented',
        choices: { greedy: 'Greedy', sample: 'Sample', beam: 'Beam search' },
      }),
    maxTokens: z.number().int().min(1).max(4_096).default(200).meta({
      label: 'Length',
      unit: 'tokens',
      scale: 'log',
    }),
    temperature: z.number().min(0).max(5).default(0.8).meta({
      control: 'slider',
      step: 0.05,
      when: sampling,
    }),
    topK: z.number().int().min(0).max(1_000).default(0).meta({
      label: 'Top-k',
      unit: 'tokens',
      when: sampling,
    }),
    topP: z.number().min(0.01).max(1).default(1).meta({
      label: 'Top-p',
      control: 'slider',
      step: 0.01,
      when: sampling,
    }),
    minP: z.number().min(0).max(1).default(0).meta({
      label: 'Min-p',
      control: 'slider',
      step: 0.01,
      when: sampling,
    }),
    beams: z
      .number()
      .int()
      .min(1)
      .max(16)
      .default(4)
      .meta({ unit: 'texts', when: { param: 'strategy', is: ['beam'] } }),
    repetitionPenalty: z.number().min(1).max(5).default(1).meta({
      control: 'slider',
      step: 0.05,
      advanced: true,
    }),
    stop: z.string().max(2_000).default('').meta({
      label: 'Stop at',
      control: 'textarea',
      placeholder: 'one per line',
      advanced: true,
    }),
    useCache: z.boolean().default(true).meta({
      label: 'Keep keys and values',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  seeded: true,
  subtitle: ({ strategy, temperature, topK, topP, minP, beams }) => {
    if (strategy === 'greedy') return 'greedy';
    if (strategy === 'beam') return `${beams} beams`;
    const cuts = [topK > 0 ? `top-k ${topK}` : '', topP < 1 ? `top-p ${topP}` : '', minP > 0 ? `min-p ${minP}` : ''];
    return [`temperature ${temperature}`, ...cuts.filter(Boolean)].join(' · ');
  },
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  advise: (_inputs, { strategy, beams, maxTokens }) => {
    const advice: UserFacingError[] = [];
    if (strategy === 'beam' && beams === 1)
      advice.push({
        code: 'generate.one-beam',
        title: 'Beam search with one beam is greedy.',
        fix: 'Use 4 beams.',
        set: { param: 'beams', value: 4 },
      });
    if (strategy === 'beam' && maxTokens > 500)
      advice.push({
        code: 'generate.long-beam',
        title: 'Beam search over long texts tends to repeat itself.',
        fix: 'Sample, or write fewer tokens.',
        set: { param: 'strategy', value: 'sample' },
      });
    return advice;
  },
  run: () => import('./run'),
});

/** What to say of a model that cannot write. */
export const ONLY_FILLS: UserFacingError = {
  code: 'generate.only-fills',
  title: 'This model fills gaps; it does not go on writing.',
  detail: 'It learned to look at both sides of a gap, and at the end of a text there is only one.',
  fix: 'Use “Fill the gaps” with it, or train the network with “Train language model”.',
};
