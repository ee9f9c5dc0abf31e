import { addOperation, defineNode, network, z } from '@/graph';
import { exampleStemOf } from '../example-wiring';

export const minibatchDeviation = defineNode({
  type: 'network.minibatch-deviation',
  version: 1,
  phase: 'train',
  title: 'Minibatch deviation',
  summary:
    'Tells a critic how much the examples of a batch differ, so that a generator that makes one thing is found out.',
  keywords: ['minibatch standard deviation', 'mode collapse', 'discriminator', 'critic', 'variety', 'gan'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    group: z.number().int().min(2).max(256).default(4).meta({
      label: 'Examples of a group',
      unit: 'examples',
      scale: 'log',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ group }) => `among ${group}`,
  extend: ({ network: facts }, { group }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    const { shape, inputs } = stem;
    const more = [...shape.slice(0, -1), (shape.at(-1) ?? 0) + 1];
    return {
      network: {
        ...facts,
        // Per number: its mean, the difference, its square, the sum of the squares.
        network: addOperation(stem.network, {
          layer: 'minibatch-deviation',
          params: { group },
          shape: ['B', ...more],
          parameters: [],
          flops: 4 * inputs,
        }),
      },
    };
  },
});
