import { defineNode, network, z } from '@/graph';
import { addTubelets } from '../clip-wiring';
import { patchField, patchPositionsField, tokenWidthField } from '../patch-fields';

export const tubelets = defineNode({
  type: 'network.tubelets',
  version: 1,
  phase: 'train',
  title: 'Tubelets',
  summary: 'Cuts a clip into small blocks of space and time and makes a vector of each, for a transformer.',
  keywords: ['video', 'clip', 'vivit', 'patch', 'spacetime', 'tokens', 'embedding', '3d', 'positions'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    span: z.number().int().min(1).max(64).default(2).meta({ label: 'Frames', unit: 'frames' }),
    patch: patchField,
    width: tokenWidthField,
    positions: patchPositionsField,
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ span, patch, width }) => `${span} × ${patch} × ${patch} · ${width} wide`,
  extend: ({ network: facts }, params, around) => {
    const stem = addTubelets(facts, params, 'network', around);
    return stem ? { network: { ...facts, network: stem.network } } : {};
  },
});
