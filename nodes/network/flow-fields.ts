import { z } from '@/graph';

/** Settings that layers of flows share, so that they are called and explained alike. */
export const flowWidthField = z.number().int().min(1).max(4_096).default(64).meta({
  unit: 'numbers',
  scale: 'log',
  help: 'Width of the small network in each layer that says how numbers are moved. For images it is its channels.',
});
export const flowDepthField = z.number().int().min(1).max(16).default(2).meta({
  label: 'Layers in each',
  help: 'Layers of that small network, before its output.',
});
export const couplingKindField = z.enum(['affine', 'additive', 'spline']).meta({
  choices: {
    affine: 'scale and shift (RealNVP)',
    additive: 'shift (NICE)',
    spline: 'spline (neural spline flow)',
  },
  help: 'What happens to the half that changes. A spline bends most and fits sharp shapes with few layers, and each step of training takes longer.',
});
export const splineBinsField = z
  .number()
  .int()
  .min(2)
  .max(64)
  .default(8)
  .meta({
    label: 'Pieces of the spline',
    unit: 'pieces',
    help: 'More pieces bend more sharply.',
    when: { param: 'kind', is: ['spline'] },
  });
export const actNormField = z.boolean().default(true).meta({
  label: 'ActNorm',
  help: 'A learned scale and shift of each number, or of each channel of an image, before each layer, which keeps many layers trainable.',
  advanced: true,
});

/** How kinds of coupling are called where there is little room. */
export const COUPLING_NAMES = { affine: 'RealNVP', additive: 'NICE', spline: 'spline' } as const;
