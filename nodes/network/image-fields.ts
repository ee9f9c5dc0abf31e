import { z } from '@/graph';

/** Settings that blocks over images share, so that they are called and explained alike. */
export const imageNormField = z
  .enum(['group', 'none'])
  .default('group')
  .meta({
    label: 'Normalisation',
    choices: { group: 'group norm', none: 'none' },
    advanced: true,
  });
export const imageActivationField = z
  .enum(['silu', 'relu', 'leaky-relu', 'tanh'])
  .default('silu')
  .meta({
    choices: { silu: 'SiLU', relu: 'ReLU', 'leaky-relu': 'leaky ReLU', tanh: 'tanh' },
    advanced: true,
  });
export const halvingsField = z.number().int().min(1).max(6).default(2).meta({
  label: 'Halvings',
  unit: 'times',
});
export const channelsField = z.number().int().min(1).max(1_024).default(32).meta({
  label: 'Channels',
  unit: 'channels',
  scale: 'log',
});
