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
export const epsilonField = z.number().min(1e-12).max(0.1).default(1e-5).meta({
  scale: 'log',
  advanced: true,
});
/** What projects into the stream may begin smaller, as in GPT-2. */
export const residualScaleField = z.number().min(0.001).max(1).default(1).meta({
  label: 'First size of what it adds',
  advanced: true,
});

const biasOf = (label: string) =>
  z
    .enum(['same', 'on', 'off'])
    .default('same')
    .meta({ label, choices: { same: 'as “Biases”', on: 'on', off: 'off' }, advanced: true });
const ropeNumber = (label: string, most: number, otherwise: number, ...is: string[]) =>
  z
    .number()
    .min(0.001)
    .max(most)
    .default(otherwise)
    .meta({ label, when: { param: 'ropeScaling', is }, advanced: true });

/** What published models have and few others: how attention is cut into heads, evened out, and stretched to longer texts. */
export const publishedFields = {
  headWidth: z.number().int().min(1).max(8_192).nullable().default(null).meta({
    label: 'Width of a head',
    unit: 'numbers',
    advanced: true,
  }),
  inputBias: biasOf('Biases of query, key, value'),
  outputBias: biasOf('Biases of attention’s output'),
  headNorm: z.boolean().default(false).meta({
    label: 'Norm of queries and keys',
    advanced: true,
  }),
  ropeScaling: z
    .enum(['none', 'linear', 'dynamic', 'llama3', 'yarn'])
    .default('none')
    .meta({
      label: 'RoPE stretched',
      choices: { none: 'not', linear: 'linearly', dynamic: 'by the length', llama3: 'as in Llama 3', yarn: 'YaRN' },
      when: { param: 'positions', is: ['rope'] },
      advanced: true,
    }),
  ropeFactor: ropeNumber('RoPE: times as long', 1e9, 8, 'linear', 'dynamic', 'llama3', 'yarn'),
  ropeContext: ropeNumber('RoPE: learned on', 1e9, 8_192, 'dynamic', 'llama3', 'yarn'),
  ropeLow: ropeNumber('RoPE: slow below', 1e9, 1, 'llama3'),
  ropeHigh: ropeNumber('RoPE: fast above', 1e9, 4, 'llama3'),
  ropeFast: ropeNumber('RoPE: fast from', 1e9, 32, 'yarn'),
  ropeSlow: ropeNumber('RoPE: slow to', 1e9, 1, 'yarn'),
  ropeSharpness: ropeNumber('RoPE: sharper by', 1e3, 1, 'yarn'),
  ropeWhole: z
    .boolean()
    .default(true)
    .meta({ label: 'RoPE: whole pairs', when: { param: 'ropeScaling', is: ['yarn'] }, advanced: true }),
};
