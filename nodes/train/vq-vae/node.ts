import { defineNode, formatShape, generator, metrics, network, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { requireOutput } from '../common/example-networks';
import { examplePorts } from '../common/ports';

export const trainVqVae = defineNode({
  type: 'train.vq-vae',
  version: 1,
  phase: 'train',
  title: 'Train VQ-VAE',
  summary:
    'Teaches an encoder and a decoder to write examples down in codes from a learned list, and a third network which codes follow which.',
  keywords: ['vector quantised', 'codebook', 'discrete', 'autoencoder', 'tokens', 'generative', 'compress', 'prior'],
  inputs: {
    encoder: port(network, { title: 'Encoder' }),
    decoder: port(network, { title: 'Decoder' }),
    ...examplePorts,
  },
  outputs: { model: port(generator, { title: 'Model' }), metrics },
  params: z.object({
    commitment: z.number().min(0).max(10).default(0.25).meta({
      label: 'Commitment (β)',
      control: 'slider',
      step: 0.05,
    }),
    revive: z.number().min(0).max(10).default(1).meta({
      label: 'Bring back unused entries',
      advanced: true,
    }),
    priorWidth: z.number().int().min(8).max(4_096).default(256).meta({
      label: 'Width of the prior',
      unit: 'numbers',
      scale: 'log',
      advanced: true,
    }),
    ...exampleTrainingFields,
    samples: exampleTrainingFields.samples.default(40),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ commitment, steps }) => `β ${commitment} · ${steps.toLocaleString('en')} steps`,
  extend: ({ encoder, decoder, examples: given }, _params, around) => {
    requireOutput(encoder, given, 'encoder', { gives: 'codes', takes: 'example', alone: true }, around);
    requireOutput(decoder, given, 'decoder', { gives: 'example', alone: true }, around);
    const [codes, taken] = [encoder?.network?.shape.slice(1), decoder?.network?.examples?.shape];
    if (codes && taken)
      around.unify('decoder', taken, codes, () => ({
        code: 'train.other-codes',
        title: `${around.sourceOf('encoder')} gives codes of the shape ${formatShape(codes)}, and ${around.sourceOf('decoder')} takes ${formatShape(taken)}.`,
        fix: 'Begin the decoder at a “Code input” that is connected to this encoder.',
      }));
    return {
      model: {
        generator: { family: 'vq-vae' },
        ...likeThese(given),
      },
    };
  },
  run: () => import('./run'),
});
