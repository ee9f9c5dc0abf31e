import { answers, dataset, defineNode, examples, generator, port, text, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { requireExamplesOf, requireFamily } from '../../common/latent-wiring';
import { NO_CODES } from '../../common/unread-pictures';

export const textToPictures = defineNode({
  type: 'generate.text-to-pictures',
  version: 1,
  phase: 'generate',
  computes: true,
  title: 'Text to pictures',
  summary:
    'Reads the signs that a language model wrote as codes of a VQ-VAE, and shows the pictures that they stand for.',
  keywords: ['image tokens', 'vq-vae', 'decode', 'draw', 'multimodal', 'text to image', 'complete', 'any to any'],
  inputs: {
    model: port(generator, { title: 'VQ-VAE' }),
    answers: port(answers, { title: 'Answers', optional: true }),
    text: port(dataset(text), { title: 'Documents', optional: true }),
    beside: port(examples, { title: 'True ones', optional: true }),
  },
  outputs: { pictures: port(examples, { title: 'Pictures' }) },
  params: z.object({}),
  explain: () => import('./explain'),
  extend: ({ model, beside }, _params, around) => {
    requireFamily(model, ['vq-vae'], NO_CODES, around);
    requireExamplesOf(model, beside, around);
    return { pictures: { ...likeThese(model), ...(beside?.classes && { classes: beside.classes }) } };
  },
  run: () => import('./run'),
});
