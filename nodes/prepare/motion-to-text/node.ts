import { data, dataset, defineNode, port, text, trajectories, z } from '@/graph';

export const motionToText = defineNode({
  type: 'prepare.motion-to-text',
  version: 1,
  phase: 'prepare',
  title: 'Motion to text',
  summary:
    'Writes runs of a system down as text, a sign for each number, so that a language model learns how things move.',
  keywords: ['trajectory', 'tokens', 'quantise', 'bins', 'mu-law', 'gato', 'time series', 'multimodal', 'any to any'],
  inputs: {
    trajectories: port(trajectories, { title: 'Runs' }),
    own: port(trajectories, { title: 'Your own', optional: true }),
  },
  outputs: {
    text: dataset(text),
    starts: port(dataset(text), { title: 'Beginnings' }),
    kept: port(trajectories, { title: 'Kept aside' }),
    scale: port(data, { title: 'Scale' }),
    form: port(text, { title: 'Form' }),
  },
  params: z.object({
    levels: z.number().int().min(2).max(336).default(64).meta({ label: 'Levels of a number', unit: 'levels' }),
    law: z
      .enum(['even', 'mu-law'])
      .default('even')
      .meta({
        label: 'Levels are',
        choices: { even: 'of one width', 'mu-law': 'finer in the middle (µ-law)' },
        advanced: true,
      }),
    aside: z.number().int().min(1).max(2_000).default(20).meta({ label: 'Kept aside', unit: 'runs' }),
    given: z.number().min(0.02).max(0.95).default(0.33).meta({
      label: 'Given of a beginning',
      control: 'slider',
      step: 0.01,
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ levels }) => `${levels} levels`,
  run: () => import('./run'),
});
