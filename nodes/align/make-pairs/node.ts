import { answerPairs, dataset, defineNode, languageModel, port, text, z } from '@/graph';
import { ONLY_FILLS } from '../../generate/text/node';
import { answerFields } from '../common/answer-fields';

export const makePairs = defineNode({
  type: 'align.make-pairs',
  version: 1,
  phase: 'align',
  title: 'Pairs to rank',
  summary: 'Lets a model answer each prompt twice, or two models once each, for you to say which answer is better.',
  keywords: ['preferences', 'pairs', 'compare', 'blind', 'feedback', 'human', 'label', 'rlhf'],
  inputs: {
    model: languageModel,
    second: port(languageModel, { title: 'Second model', optional: true }),
    prompts: port(dataset(text), { title: 'Prompts' }),
  },
  outputs: { pairs: port(answerPairs, { title: 'Pairs' }) },
  params: z.object({
    pairs: z.number().int().min(1).max(500).default(20).meta({ unit: 'pairs', scale: 'log' }),
    ...answerFields,
    together: z.number().int().min(1).max(512).default(32).meta({
      label: 'Answers at once',
      scale: 'log',
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ pairs }) => `${pairs.toLocaleString('en')} pairs`,
  extend: ({ model, second }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    if (second?.objective === 'masked') refuse('second', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});
