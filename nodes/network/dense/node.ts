import { addOperation, defineNode, network, z } from '@/graph';
import { exampleStemOf } from '../example-wiring';
import { imageActivationField } from '../image-fields';
import { describeDense } from '../parameters';
import { withCondition } from '../patch-wiring';

export const dense = defineNode({
  type: 'network.dense',
  version: 1,
  phase: 'train',
  title: 'Dense layer',
  summary: 'One learned matrix and a bend: the layer that an MLP is stacked from.',
  keywords: ['fully connected', 'linear', 'mlp', 'perceptron'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    width: z.number().int().min(1).max(8_192).default(128).meta({
      unit: 'numbers',
      scale: 'log',
    }),
    activation: imageActivationField,
    residual: z.boolean().default(false).meta({
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ width, residual }) => `width ${width}${residual ? ' · adds to what came in' : ''}`,
  extend: ({ network: facts }, { width, activation, residual }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    const { inputs } = stem;
    if (residual && inputs !== width)
      around.refuse('network', {
        code: 'dense.residual',
        title: `${inputs.toLocaleString('en')} numbers come in and ${width.toLocaleString('en')} go out, so they cannot be added.`,
        fix: `Set “Width” to ${inputs}, or turn off “Residual”.`,
        set: { param: 'residual', value: false },
      });
    const told = withCondition(stem.network, stem, width, { mix: false });
    const below = told?.network ?? stem.network;
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'dense',
          params: { inputs, width, activation, residual },
          inputs: [below.output, ...(told ? [told.condition] : [])],
          shape: ['B', width],
          ...describeDense(inputs, width),
        }),
      },
    };
  },
});
