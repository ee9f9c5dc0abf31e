import { defineNode, examples, generator, port, z } from '@/graph';
import { captionsLike } from '../../common/example-facts';
import { latentShapeOf, requireSameShape } from '../../common/latent-wiring';

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
    requireSameShape('codes', 'codes', codes?.exampleShape, latent, around);
    return {
      examples: {
        ...(model?.exampleShape && { exampleShape: model.exampleShape }),
        ...(codes?.classes && { classes: codes.classes }),
        ...captionsLike(codes),
      },
    };
  },
  run: () => import('./run'),
});
