import { addOperation, defineNode, network, z } from '@/graph';
import { exampleStemOf, toldInputs, wordsKnown } from '../example-wiring';
import { imageActivationField } from '../image-fields';
import { describeMlp } from '../parameters';

export const params = z.object({
  width: z.number().int().min(1).max(8_192).default(128).meta({
    unit: 'numbers',
    scale: 'log',
  }),
  layers: z.number().int().min(1).max(64).default(3),
  activation: imageActivationField,
  residual: z.boolean().default(true).meta({
    advanced: true,
  }),
});

export const mlp = defineNode({
  type: 'network.mlp',
  version: 1,
  phase: 'train',
  title: 'MLP',
  summary: 'Dense layers, one after another: the plainest network, and all that points need.',
  keywords: ['dense', 'fully connected', 'multilayer perceptron', 'feed-forward', 'linear', 'hidden'],
  inputs: { network },
  outputs: { network },
  params,
  explain: () => import('./explain'),
  opens: () => import('./open'),
  vertical: 'between',
  subtitle: ({ layers, width }) => `${layers} × ${width}`,
  extend: ({ network: facts }, { width, layers, activation, residual }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, inputs, time, classes } = stem;
    const params = { inputs, width, layers, activation, residual, time, classes, ...wordsKnown(below) };
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'mlp',
          params,
          inputs: [below.output, ...toldInputs(params)],
          shape: ['B', width],
          ...describeMlp(params),
        }),
      },
    };
  },
});
