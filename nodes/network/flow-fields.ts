import { z } from '@/graph';

/** Settings that layers of flows share, so that they are called and explained alike. */
export const flowWidthField = z.number().int().min(1).max(4_096).default(64).meta({
  unit: 'numbers',
  scale: 'log',
});
export const flowDepthField = z.number().int().min(1).max(16).default(2).meta({
  label: 'Layers in each',
});
export const couplingKindField = z.enum(['affine', 'additive', 'spline']).meta({
  choices: {
    affine: 'scale and shift (RealNVP)',
    additive: 'shift (NICE)',
    spline: 'spline (neural spline flow)',
  },
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
    when: { param: 'kind', is: ['spline'] },
  });
export const actNormField = z.boolean().default(true).meta({
  label: 'ActNorm',
  advanced: true,
});

/** How kinds of coupling are called where there is little room. */
export const COUPLING_NAMES = { affine: 'RealNVP', additive: 'NICE', spline: 'spline' } as const;
