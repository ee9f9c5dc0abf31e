import { defineNode, examples, port, z } from '@/graph';
import { requireClips } from '../../common/clip-facts';
import { captionsLike, likeThese } from '../../common/example-facts';

export const prepareFrames = defineNode({
  type: 'prepare.frames',
  version: 1,
  phase: 'prepare',
  title: 'Clips to frames',
  summary: 'Takes single frames out of clips, as pictures that an autoencoder or a classifier can learn from.',
  keywords: ['video', 'clip', 'frame', 'still', 'picture', 'latent video', 'vae', 'autoencoder', 'split'],
  inputs: { examples: port(examples, { title: 'Clips' }) },
  outputs: { examples: port(examples, { title: 'Frames' }) },
  params: z.object({
    each: z.number().int().min(1).max(256).default(4).meta({ label: 'How many', unit: 'of each clip' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ each }) => `${each} of each clip`,
  extend: ({ examples: given }, _params, around) => {
    requireClips('examples', given, around);
    const { exampleShape: shape, ...known } = likeThese(given);
    return { examples: { ...known, ...(shape && { exampleShape: shape.slice(1) }), ...captionsLike(given) } };
  },
  run: () => import('./run'),
});
