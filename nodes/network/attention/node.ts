import { defineNode, network, z } from '@/graph';
import {
  biasField,
  causalField,
  dropoutField,
  headsField,
  keyValueHeadsField,
  positionsField,
  ropeThetaField,
} from '../fields';
import { describeAttention } from '../parameters';
import { extended, headSizes, stemOf } from '../wiring';

export const attention = defineNode({
  type: 'network.attention',
  version: 1,
  phase: 'train',
  title: 'Attention',
  summary: 'Lets each token gather what it needs from the tokens before it.',
  keywords: ['self-attention', 'multi-head', 'query', 'key', 'value', 'mqa', 'gqa', 'rope', 'alibi'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    heads: headsField,
    positions: positionsField,
    ropeTheta: ropeThetaField,
    keyValueHeads: keyValueHeadsField,
    causal: causalField,
    dropout: dropoutField,
    bias: biasField,
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ heads, positions }) => `${heads} heads${nameOf[positions]}`,
  extend: ({ network: facts }, { heads, causal, positions, ropeTheta, dropout, bias, ...params }, around) => {
    const stem = stemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, width, context } = stem;
    const { keyValueHeads } = headSizes(width, { heads, positions, ...params }, 'network', around);
    const layer = { width, heads, keyValueHeads, causal, positions, ropeTheta, dropout, bias };
    return extended(facts, below, 'attention', layer, describeAttention(layer, context));
  },
});

const nameOf = { none: '', rope: ' · RoPE', alibi: ' · ALiBi' } as const;
