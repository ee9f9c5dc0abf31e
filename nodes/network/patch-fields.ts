import { z } from '@/graph';

/** Settings that blocks over patches share, so that they are called and explained alike. */
export const patchField = z.number().int().min(1).max(64).default(4).meta({
  label: 'Patch',
  unit: 'pixels',
  help: 'Height and width of a patch; the size of the images must divide by it. Half as large are four times as many, and more than four times the work.',
});
export const tokenWidthField = z.number().int().min(1).max(4_096).default(64).meta({
  label: 'Width',
  unit: 'numbers',
  scale: 'log',
  help: 'How many numbers each patch is worked with. Twice the width is about four times the work.',
});
export const depthField = z.number().int().min(1).max(48).default(4).meta({
  label: 'Blocks',
  unit: 'blocks',
  help: 'How often all patches look at each other, one block after the other.',
});
export const patchPositionsField = z
  .enum(['sinusoidal', 'learned', 'none'])
  .default('sinusoidal')
  .meta({
    label: 'Positions',
    choices: { sinusoidal: 'rows and columns, fixed', learned: 'learned', none: 'none' },
    help: 'How a patch knows where it was. Without, the image is a heap of patches.',
    advanced: true,
  });
