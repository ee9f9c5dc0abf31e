import { defineNode, describer, examples, metrics, port, ranking, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const evaluateDescriber = defineNode({
  type: 'evaluate.describer',
  version: 1,
  phase: 'evaluate',
  title: 'Examine descriptions',
  summary: 'Compares what a model says of pictures, and what it answers, with what is true of them.',
  keywords: ['captioning', 'vqa', 'accuracy', 'bleu', 'cider', 'exact match', 'vision-language', 'test'],
  inputs: {
    describer: port(describer, { title: 'Describer' }),
    examples: port(examples, { title: 'Captioned pictures' }),
  },
  outputs: { metrics, ranking: port(ranking, { title: 'What it says' }) },
  params: z.object({
    limit: z.number().int().min(1).max(10_000).default(200).meta({ label: 'At most', unit: 'pictures', scale: 'log' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ limit }) => `up to ${limit.toLocaleString('en')} pictures`,
  extend: ({ describer: model, examples: given }, _params, around) => {
    requireKnown('describer', model, 'examples', given, around);
    return {};
  },
  run: () => import('./run'),
});
