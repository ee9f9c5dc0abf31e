import { defineNode, examples, generator, port, z } from '@/graph';
import { captionsLike } from '../../common/example-facts';
import { requireSameFrames } from '../../common/frames';
import { latentShapeOf } from '../../common/latent-wiring';

export const decodeLatents = defineNode({
  type: 'generate.decode-latents',
  version: 1,
  phase: 'generate',
  title: 'Out of the latent space',
  summary: 'Makes examples of codes with a trained VAE: the way back from its latent space.',
  keywords: ['latent diffusion', 'decode', 'vae', 'autoencoder', 'reconstruct', 'code', 'stable diffusion'],
  inputs: {
    model: port(generator, { title: 'VAE' }),
    codes: port(examples, { title: 'Codes' }),
  },
  outputs: { examples: port(examples, { title: 'Made' }) },
  params: z.object({}),
  explain: () => import('./explain'),
  extend: ({ model, codes }, _params, around) => {
    const latent = latentShapeOf(model, around);
    if (!latent) return {};
    const shape = requireSameFrames('codes', codes, latent, model?.exampleShape, around);
    return {
      examples: {
        ...(shape && { exampleShape: shape }),
        ...(codes?.classes && { classes: codes.classes }),
        ...captionsLike(codes),
      },
    };
  },
  run: () => import('./run'),
});
