import { defineNode, network, z } from '@/graph';
import { addUnpatchify, patchStemOf } from '../patch-wiring';

export const unpatchify = defineNode({
  type: 'network.unpatchify',
  version: 1,
  phase: 'train',
  title: 'Unpatchify',
  summary:
    'Makes a square of pixels of each vector and puts the squares together: where a transformer ends in an image.',
  keywords: ['patch', 'image', 'output', 'vision transformer', 'dit', 'denoiser', 'head', 'end'],
  inputs: { network },
  outputs: { network },
  params: z.object({}),
  explain: () => import('./explain'),
  vertical: 'last',
  extend: ({ network: facts }, _params, around) => {
    const stem = patchStemOf(facts, 'network', around);
    if (stem?.cut.step !== undefined)
      return around.refuse('network', {
        code: 'network.overlap',
        title: 'These patches lie over each other, so they do not make an image again.',
        fix: 'Let patches lie side by side in “Patchify”.',
      });
    return stem ? { network: { ...facts, network: addUnpatchify(stem, facts) } } : {};
  },
});
