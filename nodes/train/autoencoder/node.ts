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
    model: port(generator, { title: 'Model' }),
    metrics,
  },
  params: z.object({
    ...exampleTrainingFields,
    samples: exampleTrainingFields.samples.meta({
      label: 'Copies at each look',
    }),
    average: exampleTrainingFields.average.meta({
      label: 'Average of weights',
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
