import { addOperation, defineNode, network, z } from '@/graph';
import {
  activationField,
  biasField,
  causalField,
  dropoutField,
  epsilonField,
  headsField,
  hiddenField,
  keyValueHeadsField,
  normField,
  positionsField,
  publishedFields,
  ropeThetaField,
} from '../fields';
import { describeBlock } from '../parameters';
import { residualScaleOf } from '../residual-scale';
import { headSizes, publishedParams, stemOf, unlessUsual } from '../wiring';

export const params = z.object({
  repeat: z.number().int().min(1).max(96).default(4).meta({
    label: 'Layers',
    unit: '×',
  }),
  heads: headsField,
  positions: positionsField,
  ropeTheta: ropeThetaField,
  keyValueHeads: keyValueHeadsField,
  causal: causalField,
  norm: normField,
  activation: activationField,
  hidden: hiddenField,
  dropout: dropoutField,
  bias: biasField,
  ...publishedFields,
  epsilon: epsilonField,
});

export const transformerBlock = defineNode({
  type: 'network.transformer-block',
  version: 1,
  phase: 'train',
  title: 'Transformer block',
  summary: 'Attention, then feed-forward, each added to the stream: the layer that language models are stacked from.',
  keywords: ['layer', 'decoder', 'encoder', 'gpt', 'llama', 'self-attention', 'mlp', 'repeat'],
  inputs: { network },
  outputs: { network },
  params,
  explain: () => import('./explain'),
  opens: () => import('./open'),
  vertical: 'between',
  subtitle: ({ repeat, heads, positions, keyValueHeads }) =>
    [
      `× ${repeat}`,
      `${heads} heads`,
      ...(keyValueHeads ? [`${keyValueHeads} key/value`] : []),
      ...names[positions],
    ].join(' · '),
  extend: ({ network: facts }, params, around) => {
    const stem = stemOf(facts, 'network', around);
    if (!stem) return {};
    const { width, context } = stem;
    const { heads, causal, positions, ropeTheta, norm, activation, dropout, bias, repeat } = params;
    const { keyValueHeads } = headSizes(width, params, 'network', around);
    const hidden = Math.max(1, Math.round(params.hidden * width));
    const residualScale = residualScaleOf(stem.network, repeat);
    const { ropeScaling, ...published } = publishedParams(width, params);
    const sizes = { width, heads, keyValueHeads, bias, ...published };
    const described = describeBlock(sizes, norm, hidden, activation, context);
    const layer = {
      ...{ ...sizes, causal, positions, ropeTheta, norm, activation, hidden, dropout, residualScale },
      ...(ropeScaling && { ropeScaling }),
      ...unlessUsual('epsilon', params.epsilon, 1e-5),
    };
    let grown = stem.network;
    for (let count = 0; count < repeat; count++)
      grown = addOperation(grown, { layer: 'transformer-block', params: layer, shape: grown.shape, ...described });
    return { network: { ...facts, network: grown } };
  },
});

const names = { none: [], rope: ['RoPE'], alibi: ['ALiBi'] } as const;
