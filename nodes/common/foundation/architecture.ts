import { addOperation, emptyNetwork, type Json, type Network } from '@/graph';
import { describeBlock, describeHead, describeTable } from '../../network/parameters';
import type { Decoder } from './config';

/**
 * The network of a published decoder: the same operations, with the same ids, that “Token embedding”, “Positions”, “Transformer block” and
 * “Language-model head” make. What only published models need is said only where it is not what those blocks do.
 */
export function networkOf(decoder: Decoder): Network {
  const { vocabulary, context, width, rope, tied, norm, epsilon } = decoder;
  const bias = norm === 'layer-norm';
  let network = addOperation(emptyNetwork(vocabulary), {
    layer: 'token-embedding',
    params: { vocabulary, width },
    shape: ['B', 'T', width],
    ...describeTable(vocabulary, width),
  });
  const tiedTo = tied ? `${network.output}.weight` : null;
  if (!rope)
    network = addOperation(network, {
      layer: 'position-learned',
      params: { context, width },
      shape: network.shape,
      ...describeTable(context, width),
      flops: width,
    });
  network = addBlocks({ ...network, context }, decoder);
  return addOperation(network, {
    layer: 'language-head',
    params: { width, vocabulary, tied, norm, bias, ...unlessUsual(epsilon) },
    shape: ['B', 'T', vocabulary],
    ...describeHead(width, vocabulary, norm, bias, tiedTo),
  });
}

function addBlocks(network: Network, decoder: Decoder): Network {
  const { width, heads, keyValueHeads, headWidth, hidden, norm, activation, bias, rope } = decoder;
  const { inputBias, outputBias, headNorm } = decoder;
  const sizes = {
    width,
    heads,
    keyValueHeads,
    bias,
    ...(headWidth !== width / heads && { headWidth }),
    ...(inputBias !== bias && { inputBias }),
    ...(outputBias !== bias && { outputBias }),
    ...(headNorm && { headNorm }),
  };
  const params: { readonly [key: string]: Json } = {
    ...sizes,
    causal: true,
    positions: rope ? 'rope' : 'none',
    ropeTheta: rope?.theta ?? 10_000,
    ...(rope?.scaling && { ropeScaling: { ...rope.scaling } }),
    norm,
    activation,
    hidden,
    dropout: 0,
    residualScale: 1 / Math.sqrt(2 * decoder.layers),
    ...unlessUsual(decoder.epsilon),
  };
  const described = describeBlock(sizes, norm, hidden, activation, decoder.context);
  let grown = network;
  for (let count = 0; count < decoder.layers; count++)
    grown = addOperation(grown, { layer: 'transformer-block', params, shape: grown.shape, ...described });
  return grown;
}

const unlessUsual = (epsilon: number): { readonly [key: string]: Json } => (epsilon === 1e-5 ? {} : { epsilon });
