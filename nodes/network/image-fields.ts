import { z } from '@/graph';

/** Settings that blocks over images share, so that they are called and explained alike. */
const NORMS = { group: 'group norm', instance: 'instance norm', layer: 'layer norm' } as const;

export const imageNormField = z
  .enum(['group', 'instance', 'layer', 'none'])
  .default('group')
  .meta({
    label: 'Normalisation',
    choices: { ...NORMS, none: 'none' },
    help: 'Group norm keeps what flows through at one scale, which makes deep networks trainable. Instance norm takes each channel by itself, layer norm the whole image. Critics often do better without.',
    advanced: true,
  });
/** Of a norm that stands by itself. */
export const channelNormField = z
  .enum(['group', 'instance', 'layer'])
  .default('group')
  .meta({
    label: 'Normalises',
    choices: { group: 'groups of channels', instance: 'each channel by itself', layer: 'the whole image' },
    help: 'Group norm suits denoisers. Instance norm takes the contrast out of each image, as style transfer wants. Layer norm keeps channels as large as they are beside each other.',
  });
const BENDS = { silu: 'SiLU', relu: 'ReLU', 'leaky-relu': 'leaky ReLU', tanh: 'tanh' } as const;

export const imageActivationField = z.enum(['silu', 'relu', 'leaky-relu', 'tanh']).default('silu').meta({
  choices: BENDS,
  help: 'The bend after each convolution. Smooth ones suit denoisers, leaky ReLU suits critics.',
  advanced: true,
});
/** The same where there may be none. */
export const bendField = z
  .enum(['silu', 'relu', 'leaky-relu', 'tanh', 'none'])
  .default('silu')
  .meta({
    label: 'Activation',
    choices: { ...BENDS, none: 'none' },
    help: 'The bend that follows. None where a norm and a bend come later, as between residual blocks.',
    advanced: true,
  });
export const halvingsField = z.number().int().min(1).max(6).default(2).meta({
  label: 'Halvings',
  unit: 'times',
  help: 'How often the size is halved, with twice the channels each time. 28 pixels can be halved twice, 32 five times.',
});
export const channelsField = z.number().int().min(1).max(1_024).default(32).meta({
  label: 'Channels',
  unit: 'channels',
  scale: 'log',
  help: 'How many pictures of features there are at the largest size. Twice as many are about four times the work.',
});
