import { defineNode, network, z } from '@/graph';
import { addSqueeze, imageFlowStemOf } from '../flow-wiring';
import { requireHalvings } from '../image-wiring';

export const squeeze = defineNode({
  type: 'network.squeeze',
  version: 1,
  phase: 'train',
  title: 'Squeeze',
  summary: 'Puts each square of 2 × 2 pixels on top of each other as channels, so that a flow over images sees more.',
  keywords: ['space to depth', 'channels', 'normalising flow', 'normalizing flow', 'multi-scale', 'glow', 'realnvp'],
  inputs: { network },
  outputs: { network },
  params: z.object({}),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: () => 'half the size · four times the channels',
  extend: ({ network: facts }, _params, around) => {
    const stem = imageFlowStemOf(facts, around);
    if (!stem) return {};
    requireHalvings(stem.image, 1, { port: 'network' }, around);
    return { network: { ...facts, network: addSqueeze(stem).network } };
  },
});
