import { defineNode, network, z } from '@/graph';
import { addPatchMean, rowsStemOf } from '../patch-wiring';

export const patchMean = defineNode({
  type: 'network.patch-mean',
  version: 1,
  phase: 'train',
  title: 'Mean of patches',
  summary: 'Sums up all patches of an image in one row of numbers.',
  keywords: ['pool', 'vision transformer', 'vit'],
  inputs: { network },
  outputs: { network },
  params: z.object({}),
  explain: () => import('./explain'),
  vertical: 'between',
  extend: ({ network: facts }, _params, around) => {
    const stem = rowsStemOf(facts, 'network', around);
    return stem ? { network: { ...facts, network: addPatchMean(stem) } } : {};
  },
});
