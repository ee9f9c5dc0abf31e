import { defineNode, network, z } from '@/graph';
import { activationField, biasField, dropoutField, hiddenField, residualScaleField } from '../fields';
import { describeFeedForward } from '../parameters';
import { extended, stemOf, unlessUsual } from '../wiring';

export const feedForward = defineNode({
  type: 'network.feed-forward',
  version: 1,
  phase: 'train',
  title: 'Feed-forward',
  summary: 'Works on each token by itself: widens it, bends it, narrows it again.',
  keywords: ['mlp', 'ffn', 'gelu', 'swiglu', 'dense', 'linear', 'activation'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    hidden: hiddenField,
    activation: activationField,
    dropout: dropoutField,
    bias: biasField,
    residualScale: residualScaleField,
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ hidden, activation }) => `× ${hidden} · ${nameOf[activation]}`,
  extend: ({ network: facts }, { hidden: multiple, activation, dropout, bias, residualScale }, around) => {
    const stem = stemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, width } = stem;
    const hidden = Math.max(1, Math.round(multiple * width));
    const scale = unlessUsual('residualScale', residualScale, 1);
    const layer = { width, hidden, activation, dropout, bias, ...scale };
    return extended(facts, below, 'feed-forward', layer, describeFeedForward(width, hidden, activation, bias));
  },
});

const nameOf = { gelu: 'GELU', silu: 'SiLU', relu: 'ReLU', swiglu: 'SwiGLU' } as const;
