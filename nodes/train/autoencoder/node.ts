import { defineNode, generator, metrics, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { requireOutput, requireSameWidth } from '../common/example-networks';
import { codePorts, examplePorts } from '../common/ports';

export const trainAutoencoder = defineNode({
  type: 'train.autoencoder',
  version: 1,
  phase: 'train',
  title: 'Train autoencoder',
  summary:
    'Teaches two networks to write an example down in a few numbers and to read it back, as exactly as they can.',
  keywords: ['encoder', 'decoder', 'compress', 'features', 'code', 'bottleneck', 'reconstruction', 'mse', 'latent'],
  inputs: {
    ...codePorts,
    ...examplePorts,
  },
  outputs: {
    model: port(generator, { title: 'Model', help: 'It copies and encodes; new examples cannot be drawn from it.' }),
    metrics,
  },
  params: z.object({
    ...exampleTrainingFields,
    samples: exampleTrainingFields.samples.meta({
      label: 'Copies at each look',
      help: 'How many examples are copied to be looked at. Of images a few are shown, each row above its copies. 0 makes none.',
    }),
    average: exampleTrainingFields.average.meta({
      label: 'Average of weights',
      help: 'The model has a moving average of the weights, which is steadier than any single step. The share that a step leaves; 0 takes the weights as they are.',
      advanced: true,
    }),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ steps, batchSize }) => `${steps.toLocaleString('en')} steps · ${batchSize} at a time`,
  extend: ({ encoder, decoder, examples: given }, _params, around) => {
    requireOutput(encoder, given, 'encoder', { gives: 'latent', takes: 'example', alone: true }, around);
    requireOutput(decoder, given, 'decoder', { gives: 'example', alone: true }, around);
    requireSameWidth(encoder, decoder, around);
    return {
      model: {
        generator: { family: 'autoencoder' },
        ...(decoder?.network?.examples && { latentShape: decoder.network.examples.shape }),
        ...likeThese(given),
      },
    };
  },
  run: () => import('./run'),
});
