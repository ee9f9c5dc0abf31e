import { defineNode, generator, metrics, network, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { adviseOnImages } from '../common/narrow';
import { examplePorts } from '../common/ports';
import { requireFlow } from './networks';

export const trainFlow = defineNode({
  type: 'train.flow',
  version: 1,
  phase: 'train',
  title: 'Train flow',
  summary: 'Teaches a network that can be undone to turn examples into plain noise, and so noise into examples.',
  keywords: ['normalising flow', 'normalizing flow', 'likelihood', 'density', 'realnvp', 'glow', 'nice', 'generative'],
  inputs: {
    network: port(network, {
      title: 'Flow',
    }),
    ...examplePorts,
  },
  outputs: { model: port(generator, { title: 'Model' }), metrics },
  params: z.object(exampleTrainingFields),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ steps, batchSize }) =>
    `${steps.toLocaleString('en')} steps · ${batchSize.toLocaleString('en')} examples`,
  extend: ({ network: wired, examples: given }, _params, around) => {
    requireFlow(wired, given, 'network', around);
    return {
      model: {
        generator: { family: 'flow' },
        ...likeThese(given),
      },
    };
  },
  advise: ({ network: wired, examples: given }) => adviseOnImages([wired], given),
  run: () => import('./run'),
});
