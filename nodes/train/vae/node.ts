import { defineNode, generator, metrics, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { requireOutput, requireSameWidth } from '../common/example-networks';
import { adviseOnImages } from '../common/narrow';
import { codePorts, examplePorts } from '../common/ports';

export const trainVae = defineNode({
  type: 'train.vae',
  version: 1,
  phase: 'train',
  title: 'Train VAE',
  summary:
    'Teaches two networks to write an example down in a few numbers and to read it back, so that new numbers make new examples.',
  keywords: ['variational autoencoder', 'latent', 'encoder', 'decoder', 'elbo', 'beta-vae', 'generative', 'compress'],
  inputs: {
    ...codePorts,
    ...examplePorts,
  },
  outputs: { model: port(generator, { title: 'Model' }), metrics },
  params: z.object({
    likelihood: z
      .enum(['learned-gaussian', 'gaussian', 'bernoulli', 'logistic'])
      .default('learned-gaussian')
      .meta({
        label: 'A miss counts as',
        choices: {
          'learned-gaussian': 'Gaussian, deviation learned',
          gaussian: 'Gaussian, deviation given',
          bernoulli: 'Bernoulli',
          logistic: 'Logistic in 256 steps',
        },
      }),
    deviation: z
      .number()
      .min(0.001)
      .max(10)
      .default(0.1)
      .meta({
        label: 'Deviation (σ)',
        when: { param: 'likelihood', is: ['gaussian'] },
      }),
    beta: z.number().min(0).max(100).default(1).meta({
      label: 'Weight of the code (β)',
    }),
    klWarmUp: z.number().int().min(0).max(1_000_000).default(200).meta({
      label: 'β grows over',
      unit: 'steps',
      advanced: true,
    }),
    freeBits: z.number().min(0).max(10).default(0).meta({
      label: 'Free nats',
      unit: 'nats per number',
      advanced: true,
    }),
    ...exampleTrainingFields,
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ likelihood, beta, steps }) =>
    `${LIKELIHOODS[likelihood]} · β ${beta} · ${steps.toLocaleString('en')} steps`,
  extend: ({ encoder, decoder, examples: given }, _params, around) => {
    requireOutput(encoder, given, 'encoder', { gives: 'latent', takes: 'example', alone: 'but for the class' }, around);
    requireOutput(decoder, given, 'decoder', { gives: 'example', alone: 'but for the class' }, around);
    requireSameWidth(encoder, decoder, around);
    return {
      model: {
        generator: { family: 'vae' },
        ...(decoder?.network?.examples && { latentShape: decoder.network.examples.shape }),
        ...likeThese(given),
      },
    };
  },
  advise: ({ encoder, decoder, examples: given }) => adviseOnImages([encoder, decoder], given),
  run: () => import('./run'),
});

const LIKELIHOODS = {
  'learned-gaussian': 'Gaussian',
  gaussian: 'Gaussian',
  bernoulli: 'Bernoulli',
  logistic: 'Logistic',
} as const;
