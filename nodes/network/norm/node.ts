import { defineNode, network, z } from '@/graph';
import { epsilonField, normField } from '../fields';
import { describeNorm } from '../parameters';
import { extended, stemOf } from '../wiring';

export const norm = defineNode({
  type: 'network.norm',
  version: 1,
  phase: 'train',
  title: 'Norm',
  summary: 'Brings the numbers of each token to an even size, so that deep networks stay trainable.',
  keywords: ['layernorm', 'rmsnorm', 'normalise', 'scale'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    kind: normField.meta({ advanced: false }),
    bias: z
      .boolean()
      .default(true)
      .meta({
        when: { param: 'kind', is: ['layer-norm'] },
        advanced: true,
      }),
    epsilon: epsilonField,
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ kind }) => (kind === 'layer-norm' ? 'LayerNorm' : 'RMSNorm'),
  extend: ({ network: facts }, { kind, bias, epsilon }, around) => {
    const stem = stemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, width } = stem;
    return extended(facts, below, 'norm', { kind, width, bias, epsilon }, describeNorm(kind, width, bias));
  },
});
