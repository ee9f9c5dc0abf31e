import { z } from '@/graph';

/** Settings that several blocks share, so that they are called and explained alike. */
export const headsField = z.number().int().min(1).max(64).default(4).meta({
  unit: 'heads',
});
export const keyValueHeadsField = z.number().int().min(0).max(64).nullable().default(null).meta({
  label: 'Key/value heads',
  unit: 'heads',
  advanced: true,
});
export const causalField = z.boolean().default(true).meta({
  label: 'Look back only',
  advanced: true,
});
export const positionsField = z
  .enum(['none', 'rope', 'alibi'])
  .default('none')
  .meta({
    label: 'Positions inside attention',
    choices: { none: 'none', rope: 'RoPE', alibi: 'ALiBi' },
  });
export const ropeThetaField = z
  .number()
  .min(100)
  .max(10_000_000)
  .default(10_000)
  .meta({
    label: 'RoPE base',
    scale: 'log',
    when: { param: 'positions', is: ['rope'] },
    advanced: true,
  });
export const normField = z
  .enum(['layer-norm', 'rms-norm'])
  .default('layer-norm')
  .meta({
    label: 'Normalisation',
    choices: { 'layer-norm': 'LayerNorm', 'rms-norm': 'RMSNorm' },
    advanced: true,
  });
export const activationField = z
  .enum(['gelu', 'silu', 'relu', 'swiglu'])
  .default('gelu')
  .meta({
    choices: { gelu: 'GELU', silu: 'SiLU', relu: 'ReLU', swiglu: 'SwiGLU' },
    advanced: true,
  });
export const hiddenField = z.number().min(0.5).max(16).default(4).meta({
  label: 'Hidden size',
  unit: '× width',
  advanced: true,
});
export const dropoutField = z.number().min(0).max(0.9).default(0).meta({
  control: 'slider',
  step: 0.05,
  advanced: true,
});
export const biasField = z.boolean().default(false).meta({
  label: 'Biases',
  advanced: true,
});
