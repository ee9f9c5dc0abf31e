import { defineNode, network, z } from '@/graph';
import { normField } from '../fields';
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
    epsilon: z.number().min(1e-12).max(0.1).default(1e-5).meta({
      scale: 'log',
      advanced: true,
    }),
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
