import { addOperation, emptyNetwork, type Network } from '@/graph';
import { describeBlock, describeHead, describeNorm, describeTable } from '../../network/parameters';
import type { EncoderBlocks, TextEncoder } from './encoder-config';

/** The network of a published encoder of text. Segments end at the `separator`, where it has one. */
export function networkOfTextEncoder(encoder: TextEncoder, separator: number | null): Network {
  const { vocabulary, context, width, types, tied, epsilon, activation, head } = encoder;
  let network = addOperation(emptyNetwork(vocabulary), {
    layer: 'token-embedding',
    params: { vocabulary, width },
    shape: ['B', 'T', width],
    ...describeTable(vocabulary, width),
  });
  const tiedTo = tied ? `${network.output}.weight` : null;
  network = addOperation(network, {
    layer: 'position-learned',
    params: { context, width },
    shape: network.shape,
    ...describeTable(context, width),
    flops: width,
  });
  if (types > 0)
    network = addOperation(network, {
      layer: 'token-types',
      params: { types, width, ...(separator !== null && { separator }) },
      inputs: [network.output, 'input'],
      shape: network.shape,
      ...describeTable(types, width),
      flops: width,
    });
  network = addNorm({ ...network, context }, width, epsilon);
  network = addEncoderBlocks(network, encoder, { normPlace: 'post', causal: false, tokens: context });
  if (!head) return network;
  return addOperation(network, {
    layer: 'language-head',
    params: {
      width,
      vocabulary,
      tied,
      norm: 'layer-norm',
      bias: true,
      epsilon,
      transform: activation,
      projectionBias: true,
    },
    shape: ['B', 'T', vocabulary],
    ...describeHead(width, vocabulary, 'layer-norm', true, tiedTo, { transform: true, projectionBias: true }),
  });
}

/** A LayerNorm between other parts. */
export function addNorm(network: Network, width: number, epsilon: number): Network {
  return addOperation(network, {
    layer: 'norm',
    params: { kind: 'layer-norm', width, bias: true, epsilon },
    shape: network.shape,
    ...describeNorm('layer-norm', width, true),
  });
}

/** An encoder's blocks, which are all alike. `tokens` is how many see each other, for the cost of it; of images each counts so many tokens. */
export function addEncoderBlocks(
  network: Network,
  {
    width,
    layers,
    heads,
    hidden,
    activation,
    epsilon,
    inputBias = true,
  }: EncoderBlocks & { readonly inputBias?: boolean },
  {
    normPlace,
    causal,
    tokens,
    counted = 1,
  }: {
    readonly normPlace: 'pre' | 'post';
    readonly causal: boolean;
    readonly tokens: number;
    readonly counted?: number;
  },
): Network {
  const sizes = { width, heads, keyValueHeads: heads, bias: true, ...(!inputBias && { inputBias }) };
  const { parameters, flops } = describeBlock(sizes, 'layer-norm', hidden, activation, tokens);
  const params = {
    ...sizes,
    ...{ causal, positions: 'none', norm: 'layer-norm', activation, hidden, dropout: 0, epsilon },
    ...(normPlace === 'post' && { normPlace }),
  };
  let grown = network;
  for (let count = 0; count < layers; count++)
    grown = addOperation(grown, {
      layer: 'transformer-block',
      params,
      shape: grown.shape,
      parameters,
      flops: counted * flops,
    });
  return grown;
}
