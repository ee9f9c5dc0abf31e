import { dataset, defineNode, text, z } from '@/graph';
import { perturbation } from './fields';

export const perturbText = defineNode({
  type: 'prepare.perturb',
  version: 1,
  phase: 'prepare',
  title: 'Perturb text',
  summary: 'Damages each document a little or a lot, as a hurried writer would: for testing what a model can bear.',
  keywords: [
    'robustness',
    'typos',
    'noise',
    'corrupt',
    'distractor',
    'stress test',
    'casing',
    'severity',
    'paraphrase',
    'prompt injection',
    'jailbreak',
  ],
  inputs: { text: dataset(text) },
  outputs: { text: dataset(text) },
  params: z.object({
    damage: perturbation,
    severity: z.number().int().min(1).max(5).default(3).meta({ control: 'slider', step: 1 }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ severity }) => `severity ${severity} of 5`,
  run: () => import('./run'),
});
