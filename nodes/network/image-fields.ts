import { z } from '@/graph';

/** Settings that blocks over images share, so that they are called and explained alike. */
const NORMS = { group: 'group norm', instance: 'instance norm', layer: 'layer norm', batch: 'batch norm' } as const;

export const imageNormField = z
  .enum(['group', 'instance', 'layer', 'batch', 'none'])
  .default('group')
  .meta({
    label: 'Normalisation',
    choices: { ...NORMS, none: 'none' },
    advanced: true,
  });
/** Of a norm that stands by itself. */
export const channelNormField = z
  .enum(['group', 'instance', 'layer', 'batch'])
  .default('group')
  .meta({
    label: 'Normalises',
    choices: {
      group: 'groups of channels',
      instance: 'each channel by itself',
      layer: 'the whole image',
      batch: 'each channel over the batch',
    },
  });
const BENDS = { silu: 'SiLU', relu: 'ReLU', 'leaky-relu': 'leaky ReLU', tanh: 'tanh' } as const;

export const imageActivationField = z.enum(['silu', 'relu', 'leaky-relu', 'tanh']).default('silu').meta({
  choices: BENDS,
  advanced: true,
});
/** The same where there may be none. */
export const bendField = z
  .enum(['silu', 'relu', 'leaky-relu', 'tanh', 'none'])
  .default('silu')
  .meta({
    label: 'Activation',
    choices: { ...BENDS, none: 'none' },
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
