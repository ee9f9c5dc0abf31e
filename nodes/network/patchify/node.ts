import { defineNode, network, z } from '@/graph';
import { imageStemOf } from '../image-wiring';
import { overlapField, patchField, patchPositionsField, tokenWidthField } from '../patch-fields';
import { addPatchify } from '../patch-wiring';

export const patchify = defineNode({
  type: 'network.patchify',
  version: 1,
  phase: 'train',
  title: 'Patchify',
  summary:
    'Cuts an image into small squares and makes a vector of each, so that a transformer can read it like a text.',
  keywords: [
    'patch',
    'vision transformer',
    'vit',
    'dit',
    'tokens',
    'image',
    'embedding',
    'positions',
    'ast',
    'overlap',
  ],
  inputs: { network },
  outputs: { network },
  params: z.object({
    patch: patchField,
    width: tokenWidthField,
    positions: patchPositionsField,
    overlap: overlapField,
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ patch, width }) => `${patch} × ${patch} pixels · ${width} wide`,
  extend: ({ network: facts }, params, around) => {
    const stem = imageStemOf(facts, 'network', around);
    return stem ? { network: { ...facts, network: addPatchify(stem, params, 'network', around).network } } : {};
  },
});
