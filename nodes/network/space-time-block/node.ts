import { defineNode, network, z } from '@/graph';
import { addSpaceTimeBlock, tubeletStemOf } from '../clip-wiring';
import { headsField, hiddenField } from '../fields';
import { headSizes } from '../wiring';

export const spaceTimeBlock = defineNode({
  type: 'network.space-time-block',
  version: 1,
  phase: 'train',
  title: 'Space-time block',
  summary:
    'A transformer block for clips: tubelets look at those of the same moment, and then along time at their own place.',
  keywords: [
    'video',
    'temporal attention',
    'factorised',
    'divided',
    'vivit',
    'timesformer',
    'latte',
    'tubelets',
    'adaln',
  ],
  inputs: { network },
  outputs: { network },
  params: z.object({ heads: headsField, hidden: hiddenField }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ heads }) => `${heads} heads, in space and in time`,
  extend: ({ network: facts }, params, around) => {
    const stem = tubeletStemOf(facts, 'network', around);
    if (!stem) return {};
    headSizes(stem.tokenWidth, { ...params, keyValueHeads: null, positions: 'none' }, 'network', around);
    return { network: { ...facts, network: addSpaceTimeBlock(stem, params).network } };
  },
});
