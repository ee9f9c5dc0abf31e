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
  explain: {
    more: 'Each token asks a question (query), offers a label (key) and has something to tell (value). How well a question fits a label decides how much of that value it takes. Several heads ask different questions at once. Use it with “Norm” before and “Residual add” after, or take the whole “Transformer block”.',
    formula: 'softmax(Q Kᵀ / √d + mask) V',
    lookAt: 'Which tokens a token looks at: its own word, the word before, the name three lines up.',
    source:
      'Vaswani et al. 2017; Shazeer 2019 (multi-query); Ainslie et al. 2023 (grouped-query); Su et al. 2021 (RoPE); Press et al. 2022 (ALiBi)',
  },
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
