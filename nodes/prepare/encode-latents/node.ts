import { defineNode, examples, generator, port, z } from '@/graph';
import { captionsLike } from '../../common/example-facts';
import { requireSameFrames } from '../../common/frames';
import { latentShapeOf } from '../../common/latent-wiring';

export const encodeLatents = defineNode({
  type: 'prepare.encode-latents',
  version: 1,
  phase: 'prepare',
  computes: true,
  title: 'Into the latent space',
  summary:
    'Writes each example down as its code in a trained VAE or autoencoder, so that another model can learn from the codes.',
  keywords: ['latent diffusion', 'encode', 'vae', 'autoencoder', 'compress', 'code', 'stable diffusion'],
  inputs: {
    model: port(generator, {
      title: 'VAE',
    }),
    examples: port(examples, { title: 'Examples' }),
  },
  outputs: { codes: port(examples, { title: 'Codes' }) },
  params: z.object({}),
  explain: () => import('./explain'),
  extend: ({ model, examples: given }, _params, around) => {
    const latent = latentShapeOf(model, around);
    if (!latent) return {};
    const shape = requireSameFrames('examples', given, model?.exampleShape, latent, around) ?? latent;
    return {
      codes: { exampleShape: shape, ...(given?.classes && { classes: given.classes }), ...captionsLike(given) },
    };
  },
  run: () => import('./run'),
});
