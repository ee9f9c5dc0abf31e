import { defineNode, network, z } from '@/graph';
import { COUPLING_NAMES, couplingKindField, flowDepthField, flowWidthField, splineBinsField } from '../flow-fields';
import { addCouplings, addSplitOff, addSqueeze, imageFlowStemOf } from '../flow-wiring';
import { requireHalvings } from '../image-wiring';

export const params = z.object({
  levels: z.number().int().min(1).max(6).default(2).meta({
    label: 'Levels',
  }),
  steps: z.number().int().min(1).max(64).default(4).meta({
    label: 'Steps a level',
    unit: '×',
  }),
  width: flowWidthField.default(32),
  depth: flowDepthField,
  kind: couplingKindField.default('affine').meta({ label: 'Coupling', advanced: true }),
  bins: splineBinsField.meta({ advanced: true }),
});

export const glow = defineNode({
  type: 'network.glow',
  version: 1,
  phase: 'train',
  title: 'Glow',
  summary: 'The usual flow over images: squeezed, mixed and bent at several sizes, and all of it can be undone.',
  keywords: [
    'normalising flow',
    'normalizing flow',
    'image',
    'invertible',
    '1x1 convolution',
    'actnorm',
    'multi-scale',
  ],
  inputs: { network },
  outputs: { network },
  params,
  explain: () => import('./explain'),
  opens: () => import('./open'),
  vertical: 'between',
  subtitle: ({ levels, steps, width, kind }) =>
    `${levels} level${levels === 1 ? '' : 's'} × ${steps} · ${width} wide${kind === 'affine' ? '' : ` · ${COUPLING_NAMES[kind]}`}`,
  extend: ({ network: facts }, { levels, steps, ...couplings }, around) => {
    const begun = imageFlowStemOf(facts, around);
    if (!begun) return {};
    const setting = { param: 'levels', label: 'Levels', value: (times: number) => times };
    requireHalvings(begun.image, levels, { port: 'network', setting }, around);
    let stem = begun;
    for (let level = 0; level < levels; level++) {
      if (level > 0) stem = addSplitOff(stem);
      stem = addSqueeze(stem);
      const { network } = addCouplings(stem, { ...couplings, repeat: steps, actNorm: true, mix: true });
      stem = { ...stem, network };
    }
    return { network: { ...facts, network: stem.network } };
  },
});
