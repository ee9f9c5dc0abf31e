import { z } from '@/graph';

/** Settings that blocks over images share, so that they are called and explained alike. */
export const imageNormField = z
  .enum(['group', 'none'])
  .default('group')
  .meta({
    label: 'Normalisation',
    choices: { group: 'group norm', none: 'none' },
    help: 'Group norm keeps what flows through at one scale, which makes deep networks trainable. Critics often do better without.',
    advanced: true,
  });
export const imageActivationField = z
  .enum(['silu', 'relu', 'leaky-relu', 'tanh'])
  .default('silu')
  .meta({
    choices: { silu: 'SiLU', relu: 'ReLU', 'leaky-relu': 'leaky ReLU', tanh: 'tanh' },
    help: 'The bend after each convolution. Smooth ones suit denoisers, leaky ReLU suits critics.',
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
