import { defineNode, languageModel, port, text, z } from '@/graph';
import { ONLY_FILLS } from '../text/node';

/** Where something is to be filled in. */
export const HOLE = '___';

export const fillTheMiddle = defineNode({
  type: 'generate.middle',
  version: 1,
  phase: 'generate',
  title: 'Fill the middle',
  summary: 'Lets a model write what stands between two texts, as it learned from documents with their middles last.',
  keywords: ['FIM', 'fill in the middle', 'infill', 'insert', 'gap', 'code completion', 'cursor'],
  inputs: {
    model: languageModel,
    text: port(text, { title: 'Text', optional: true }),
  },
  outputs: {
    text: port(text, { title: 'Text' }),
    middle: port(text, { title: 'What was filled in' }),
  },
  params: z.object({
    text: z.string().max(20_000).default('I have ___ the king.').meta({
      label: 'Text with a gap',
      control: 'textarea',
    }),
    maxTokens: z.number().int().min(1).max(4_096).default(40).meta({ label: 'Length, at most', unit: 'tokens' }),
    temperature: z.number().min(0).max(5).default(0).meta({ control: 'slider', step: 0.05 }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ temperature }) => (temperature === 0 ? 'greedy' : `temperature ${temperature}`),
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  advise: ({ text: wired }, { text: own }) => (wired || own.includes(HOLE) ? [] : [NO_GAP]),
  run: () => import('./run'),
});

/** What to say of a text that is whole. */
export const NO_GAP = {
  code: 'middle.no-gap',
  title: 'This text has no gap.',
  fix: `Write ${HOLE} where something is missing.`,
};
