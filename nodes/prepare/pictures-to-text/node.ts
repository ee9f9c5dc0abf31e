import { dataset, defineNode, examples, generator, port, text, z } from '@/graph';
import { requireExamplesOf, requireFamily } from '../../common/latent-wiring';
import { NO_CODES } from '../../common/unread-pictures';

export const picturesToText = defineNode({
  type: 'prepare.pictures-to-text',
  version: 1,
  phase: 'prepare',
  computes: true,
  title: 'Pictures to text',
  summary:
    'Writes pictures down as the codes of a VQ-VAE, a sign for each, with their captions before or behind, so that a language model learns to draw and to describe.',
  keywords: ['image tokens', 'vq-vae', 'codes', 'multimodal', 'dall-e', 'chameleon', 'captions', 'any to any'],
  inputs: {
    model: port(generator, { title: 'VQ-VAE' }),
    examples: port(examples, { title: 'Pictures' }),
    own: port(examples, { title: 'Your own', optional: true }),
  },
  outputs: {
    text: dataset(text),
    starts: port(dataset(text), { title: 'Begun pictures' }),
    asked: port(dataset(text), { title: 'Captions' }),
    seen: port(dataset(text), { title: 'Whole pictures' }),
    captions: port(dataset(text), { title: 'True captions' }),
    kept: port(examples, { title: 'Kept aside' }),
    form: port(text, { title: 'Form' }),
  },
  params: z.object({
    words: z
      .enum(['captions', 'classes'])
      .default('captions')
      .meta({
        label: 'Words for a picture',
        control: 'segmented',
        choices: { captions: 'its caption', classes: 'its class' },
      }),
    order: z
      .enum(['both', 'caption-first', 'picture-first', 'alone'])
      .default('both')
      .meta({
        label: 'They stand',
        choices: {
          both: 'before a picture, and once more behind it',
          'caption-first': 'before pictures',
          'picture-first': 'behind pictures',
          alone: 'are left out',
        },
      }),
    aside: z.number().int().min(1).max(2_000).default(24).meta({ label: 'Kept aside', unit: 'pictures' }),
    given: z.number().min(0.05).max(0.95).default(0.5).meta({
      label: 'Given of a begun picture',
      control: 'slider',
      step: 0.05,
    }),
  }),
  explain: () => import('./explain'),
  extend: ({ model, examples: pictures, own }, _params, around) => {
    requireFamily(model, ['vq-vae'], NO_CODES, around);
    requireExamplesOf(model, pictures, around);
    return { kept: own ?? pictures ?? {} };
  },
  run: () => import('./run'),
});
