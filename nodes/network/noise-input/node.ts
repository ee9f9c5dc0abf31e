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
    }),
  },
  outputs: { network },
  params: z.object({
    width: z.number().int().min(1).max(4_096).default(8).meta({
      unit: 'numbers',
      scale: 'log',
    }),
    grid: z.number().int().min(1).max(256).nullable().default(null).meta({
      label: 'Grid',
      unit: 'places each way',
    }),
    classes: z.boolean().default(false).meta({
      label: 'Told the class',
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
