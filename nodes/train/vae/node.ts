import { defineNode, generator, metrics, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { requireOutput, requireSameWidth } from '../common/example-networks';
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
        help: 'How far a copy may be off. Gaussian suits points and colours; with a learned deviation the two halves of the loss balance by themselves. Bernoulli suits pixels that are nearly black or white, and needs numbers between 0 and 1. The logistic takes pixels for the 256 steps that they come in, so that its nats can be compared with those of other models of images.',
      }),
    deviation: z
      .number()
      .min(0.001)
      .max(10)
      .default(0.1)
      .meta({
        label: 'Deviation (σ)',
        help: 'How far an example may lie from what the decoder makes, where the data has a deviation of about 1. Less asks for sharper copies.',
        when: { param: 'likelihood', is: ['gaussian'] },
      }),
    beta: z.number().min(0).max(100).default(1).meta({
      label: 'Weight of the code (β)',
      help: 'How much the code must look like plain random numbers. 1 is the true bound; more gives tidier codes and blurrier examples, less the reverse.',
    }),
    klWarmUp: z.number().int().min(0).max(1_000_000).default(200).meta({
      label: 'β grows over',
      unit: 'steps',
      help: 'β rises from 0, so that the decoder learns to use the code before the code is made to look random.',
      advanced: true,
    }),
    freeBits: z.number().min(0).max(10).default(0).meta({
      label: 'Free nats',
      unit: 'nats per number',
      help: 'Each number of the code may say so much at no cost, which keeps it in use. 0 is off.',
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
  run: () => import('./run'),
});

const LIKELIHOODS = {
  'learned-gaussian': 'Gaussian',
  gaussian: 'Gaussian',
  bernoulli: 'Bernoulli',
  logistic: 'Logistic',
} as const;
