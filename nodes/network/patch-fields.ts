import { z } from '@/graph';

/** Settings that blocks over patches share, so that they are called and explained alike. */
export const patchField = z.number().int().min(1).max(64).default(4).meta({
  label: 'Patch',
  unit: 'pixels',
});
export const overlapField = z
  .enum(['none', 'half'])
  .default('none')
  .meta({
    label: 'Patches lie',
    choices: { none: 'side by side', half: 'half over each other (AST)' },
    advanced: true,
  });
export const tokenWidthField = z.number().int().min(1).max(4_096).default(64).meta({
  label: 'Width',
  unit: 'numbers',
  scale: 'log',
});
export const depthField = z.number().int().min(1).max(48).default(4).meta({
  label: 'Blocks',
  unit: 'blocks',
});
export const patchPositionsField = z
  .enum(['sinusoidal', 'learned', 'none'])
  .default('sinusoidal')
  .meta({
    label: 'Positions',
    choices: { sinusoidal: 'rows and columns, fixed', learned: 'learned', none: 'none' },
    advanced: true,
  });
