import { defineNode, emptyExampleNetwork, examples, network, port, z } from '@/graph';
import { countClasses } from '../told-class';

export const exampleInput = defineNode({
  type: 'network.example-input',
  version: 1,
  phase: 'train',
  title: 'Example input',
  summary: 'Where a network over points or images begins: it takes one example at a time, as it is.',
  keywords: ['begin', 'denoiser', 'critic', 'encoder', 'input', 'points', 'images', 'timestep'],
  inputs: { examples: port(examples, { title: 'Examples' }) },
  outputs: { network },
  params: z.object({
    time: z.boolean().default(false).meta({
      label: 'Told how noisy it is',
    }),
    classes: z.boolean().default(false).meta({
      label: 'Told the class',
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ time, classes }) =>
    [time && 'told the noise', classes && 'told the class'].filter(Boolean).join(' · ') || 'the example alone',
  extend: ({ examples: given }, { time, classes }, around) => {
    if (!given?.exampleShape) return {};
    const told = classes ? countClasses(given, around) : 0;
    return {
      network: {
        network: emptyExampleNetwork({ shape: given.exampleShape, time, classes: told }),
        exampleShape: given.exampleShape,
        ...(given.classes && { classes: given.classes }),
      },
    };
  },
});
