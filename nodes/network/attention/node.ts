import { defineNode, network, z } from '@/graph';
import {
  biasField,
  causalField,
  dropoutField,
  epsilonField,
  headsField,
  keyValueHeadsField,
  positionsField,
  publishedFields,
  residualScaleField,
  ropeThetaField,
} from '../fields';
import { describeAttention } from '../parameters';
import { extended, headSizes, publishedParams, stemOf, unlessUsual } from '../wiring';

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
    ...publishedFields,
    epsilon: epsilonField.meta({ when: { param: 'headNorm', is: [true] } }),
    residualScale: residualScaleField,
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ heads, positions }) => `${heads} heads${nameOf[positions]}`,
  extend: ({ network: facts }, params, around) => {
    const stem = stemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, width, context } = stem;
    const { heads, causal, positions, ropeTheta, dropout, bias, headNorm, epsilon, residualScale } = params;
    const { keyValueHeads } = headSizes(width, params, 'network', around);
    const layer = {
      ...{ width, heads, keyValueHeads, causal, positions, ropeTheta, dropout, bias },
      ...publishedParams(width, params),
      ...(headNorm && unlessUsual('epsilon', epsilon, 1e-5)),
      ...unlessUsual('residualScale', residualScale, 1),
    };
    return extended(facts, below, 'attention', layer, describeAttention(layer, context));
  },
});

const nameOf = { none: '', rope: ' · RoPE', alibi: ' · ALiBi' } as const;
