import { defineNode, formatShape, network, z } from '@/graph';
import { addSplitOff, imageFlowStemOf } from '../flow-wiring';

export const splitOff = defineNode({
  type: 'network.split-off',
  version: 1,
  phase: 'train',
  title: 'Split off half',
  summary: 'Half of a flow’s channels are done here; the others go on, and tell what those that stay behind look like.',
  keywords: ['factor out', 'multi-scale', 'normalising flow', 'normalizing flow', 'prior', 'glow', 'realnvp', 'half'],
  inputs: { network },
  outputs: { network },
  params: z.object({}),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: () => 'half the channels go on',
  extend: ({ network: facts }, _params, around) => {
    const stem = imageFlowStemOf(facts, around);
    if (!stem) return {};
    if (stem.channels < 2)
      around.refuse('network', {
        code: 'split-off.one-channel',
        title: `There is one channel, and it has no half: what comes in has the shape ${formatShape(stem.network.shape.slice(1))}.`,
        fix: 'Put “Squeeze” above it.',
      });
    return { network: { ...facts, network: addSplitOff(stem).network } };
  },
});
