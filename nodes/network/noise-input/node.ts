import { defineNode, emptyExampleNetwork, examples, network, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { countClasses } from '../told-class';

export const noiseInput = defineNode({
  type: 'network.noise-input',
  version: 1,
  phase: 'train',
  title: 'Noise input',
  summary: 'Where a generator or a decoder begins: a few random numbers, from which it makes an example.',
  keywords: ['latent', 'z', 'generator', 'decoder', 'random', 'begin', 'code', 'class', 'conditional'],
  inputs: {
    examples: port(examples, {
      title: 'Examples',
      optional: true,
      help: 'Gives the classes that the network is told, and the shape of what it is to make. Their numbers are not used.',
    }),
  },
  outputs: { network },
  params: z.object({
    width: z.number().int().min(1).max(4_096).default(8).meta({
      unit: 'numbers',
      scale: 'log',
      help: 'How many numbers an example is made from: the size of the latent space. Simple data needs few.',
    }),
    grid: z.number().int().min(1).max(256).nullable().default(null).meta({
      label: 'Grid',
      unit: 'places each way',
      help: 'So many numbers for each place of a small image, from which “Image decoder” goes on. Empty: one row of numbers for the whole.',
    }),
    classes: z.boolean().default(false).meta({
      label: 'Told the class',
      help: 'Lets the model make what you ask for: a certain digit, a certain cluster. Needs examples with labels on “Examples”.',
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ width, grid, classes }) =>
    `${grid === null ? '' : `${grid} × ${grid} × `}${width} number${width === 1 && grid === null ? '' : 's'}${classes ? ' · told the class' : ''}`,
  extend: ({ examples: given }, { width, grid, classes }, around) => {
    if (classes && !given)
      around.refuse('examples', {
        code: 'network.no-examples-for-classes',
        title: 'Nothing tells which classes there are.',
        fix: 'Connect the examples to “Examples” of this node, or turn off “Told the class”.',
        set: { param: 'classes', value: false },
      });
    if (classes && !given?.exampleShape) return {};
    const told = classes ? countClasses(given, around) : 0;
    return {
      network: {
        network: emptyExampleNetwork({
          shape: grid === null ? [width] : [grid, grid, width],
          time: false,
          classes: told,
        }),
        ...likeThese(given),
      },
    };
  },
});
