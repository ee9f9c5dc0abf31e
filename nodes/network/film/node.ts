import { addOperation, defineNode, network, z } from '@/graph';
import { exampleStemOf } from '../example-wiring';
import { describeFilm } from '../patch-parameters';
import { withCondition } from '../patch-wiring';

export const film = defineNode({
  type: 'network.film',
  version: 1,
  phase: 'train',
  title: 'FiLM',
  summary: 'Turns each channel up or down by how noisy the image is and by its class: put it after a convolution.',
  keywords: ['feature-wise linear modulation', 'conditioning', 'scale and shift', 'class', 'timestep', 'adagn'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    told: z.number().int().min(4).max(1_024).default(64).meta({
      label: 'Width of what is told',
      unit: 'numbers',
      scale: 'log',
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ told }) => `told by ${told} numbers`,
  extend: ({ network: facts }, { told: toldWidth }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    const told = withCondition(stem.network, stem, toldWidth);
    if (!told)
      return around.refuse('network', {
        code: 'network.told-nothing',
        title: 'FiLM is steered by the noise or the class, and the network is told neither.',
        fix: 'Turn on “Told how noisy it is” or “Told the class” in its “Example input”.',
      });
    const channels = stem.shape.at(-1) ?? 1;
    const below = told.network;
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'film',
          params: { channels, toldWidth },
          inputs: [below.output, told.condition],
          shape: below.shape,
          ...describeFilm(channels, toldWidth, stem.inputs / channels),
        }),
      },
    };
  },
});
