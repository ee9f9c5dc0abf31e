import { dataset, defineNode, languageModel, metrics, port, text, z } from '@/graph';
import { ONLY_FILLS } from '../../generate/text/node';
import { perturbation } from '../../prepare/perturb/fields';

export const evaluateRobustness = defineNode({
  type: 'evaluate.robustness',
  version: 1,
  phase: 'evaluate',
  title: 'Robustness',
  summary: 'Measures how much worse a language model goes on with a text whose beginning is more and more damaged.',
  keywords: [
    'typos',
    'noise',
    'corruption',
    'severity',
    'stress test',
    'perturbation',
    'distractor',
    'paraphrase',
    'prompt injection',
    'jailbreak',
  ],
  inputs: { model: languageModel, text: port(dataset(text), { title: 'Texts' }) },
  outputs: { metrics },
  params: z.object({
    damage: perturbation,
    read: z.number().int().min(8).max(4_000).default(120).meta({ unit: 'characters', scale: 'log' }),
    scored: z.number().int().min(1).max(1_000).default(40).meta({ unit: 'characters', scale: 'log' }),
    limit: z.number().int().min(2).max(10_000).default(200).meta({ label: 'At most', unit: 'texts', scale: 'log' }),
    batchSize: z.number().int().min(1).max(256).default(16).meta({ unit: 'texts', advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});
