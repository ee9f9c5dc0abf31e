import { defineNode, examples, generator, metrics, port, z } from '@/graph';
import { noEncoder, requireExamplesOf, requireFamily, WITH_ANY_ENCODER } from '../../common/latent-wiring';

export const reconstruct = defineNode({
  type: 'generate.reconstruct',
  version: 1,
  phase: 'generate',
  title: 'Reconstruct',
  summary:
    'Sends examples through the encoder and decoder of a VAE, a VQ-VAE or an autoencoder, shows them beside their copies, and measures how well they are copied.',
  keywords: ['autoencoder', 'copy', 'encode', 'decode', 'vae', 'vq-vae', 'compress', 'compare', 'mse', 'psnr', 'ssim'],
  inputs: {
    model: port(generator, {
      title: 'Model',
    }),
    examples: port(examples, {
      title: 'Examples',
    }),
  },
  outputs: { examples: port(examples, { title: 'Copies' }), metrics },
  params: z.object({
    count: z.number().int().min(1).max(50_000).default(1_000).meta({
      label: 'How many',
      unit: 'examples',
      scale: 'log',
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ count }) => `${count.toLocaleString('en')} examples`,
  extend: ({ model, examples: given }, _params, around) => {
    requireFamily(model, ['vae', 'vq-vae', 'autoencoder'], noEncoder(WITH_ANY_ENCODER), around);
    requireExamplesOf(model, given, around);
    return { examples: given ?? {} };
  },
  run: () => import('./run'),
});
