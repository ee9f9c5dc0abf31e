import { z } from '@/graph';

/** Settings that several blocks share, so that they are called and explained alike. */
export const headsField = z.number().int().min(1).max(64).default(4).meta({
  unit: 'heads',
  help: 'How many places each token can look at in one layer, each in its own way. The width must divide by it.',
});
export const keyValueHeadsField = z.number().int().min(0).max(64).nullable().default(null).meta({
  label: 'Key/value heads',
  unit: 'heads',
  help: 'Fewer than heads: several heads share keys and values, which saves memory while writing (grouped-query; with 1, multi-query). Empty: one each.',
  advanced: true,
});
export const causalField = z.boolean().default(true).meta({
  label: 'Look back only',
  help: 'A language model may not see the tokens it has to predict. Off: each token sees all others.',
  advanced: true,
});
export const positionsField = z
  .enum(['none', 'rope', 'alibi'])
  .default('none')
  .meta({
    label: 'Positions inside attention',
    choices: { none: 'none', rope: 'RoPE', alibi: 'ALiBi' },
    help: 'RoPE turns queries and keys by their position; ALiBi makes far tokens count less. None: use a “Positions” block under the embedding.',
  });
export const ropeThetaField = z
  .number()
  .min(100)
  .max(10_000_000)
  .default(10_000)
  .meta({
    label: 'RoPE base',
    scale: 'log',
    help: 'Larger turns more slowly, for longer texts.',
    when: { param: 'positions', is: ['rope'] },
    advanced: true,
  });
export const normField = z
  .enum(['layer-norm', 'rms-norm'])
  .default('layer-norm')
  .meta({
    label: 'Normalisation',
    choices: { 'layer-norm': 'LayerNorm', 'rms-norm': 'RMSNorm' },
    help: 'LayerNorm as in GPT-2; RMSNorm, simpler, as in Llama.',
    advanced: true,
  });
export const activationField = z
  .enum(['gelu', 'silu', 'relu', 'swiglu'])
  .default('gelu')
  .meta({
    choices: { gelu: 'GELU', silu: 'SiLU', relu: 'ReLU', swiglu: 'SwiGLU' },
    help: 'GELU as in GPT-2; SwiGLU, with a third matrix, as in Llama.',
    advanced: true,
  });
export const hiddenField = z.number().min(0.5).max(16).default(4).meta({
  label: 'Hidden size',
  unit: '× width',
  help: 'How much wider the network is inside the feed-forward part. 4 is usual; 2.67 with SwiGLU keeps the size the same.',
  advanced: true,
});
export const dropoutField = z.number().min(0).max(0.9).default(0).meta({
  control: 'slider',
  step: 0.05,
  help: 'Share of numbers that are set to 0 while training, so that nothing relies on one of them. 0 for short trainings, 0.1 to 0.2 against learning by heart.',
  advanced: true,
});
export const biasField = z.boolean().default(false).meta({
  label: 'Biases',
  help: 'Adds a learned number to each output, as in GPT-2. Small models are as good without.',
  advanced: true,
});
