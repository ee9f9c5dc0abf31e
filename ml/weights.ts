import { codedOf } from './functions/coded';
import { layerOf } from './layers';
import { checkWeights, type Network, ownParameters, type WeightArray, type Weights } from './network';
import { createRandom } from './random';
import { keep, type Tensor, tensor } from './tf';

/**
 * First weights for a network (GPT-2's). Each parameter has a random stream of its own, made of the seed and its name,
 * so adding a block changes no other block's first weights.
 */
export function initialiseWeights(network: Network, seed: number | string): Weights {
  const weights: Record<string, WeightArray> = {};
  for (const { key, operation, spec } of ownParameters(network)) {
    const random = createRandom(`${seed}/weights/${key}`);
    weights[key] = { shape: spec.shape, data: layerOf(operation).initialise(spec, random, operation.params) };
  }
  return weights;
}

/** Weights as tensors on the current backend, checked against the network, beside those that are there already. The caller disposes of all. */
export function uploadWeights(
  network: Network,
  weights: Weights,
  there: Readonly<Record<string, Tensor>> = {},
): Record<string, Tensor> {
  checkWeights(network, weights, there);
  const tensors: Record<string, Tensor> = { ...there };
  for (const { key, spec } of ownParameters(network)) {
    const data = key in there ? undefined : weights[key]?.data;
    if (data) tensors[key] = keep(tensor(data, [...spec.shape], 'float32'));
  }
  return tensors;
}

/** Arrays as tensors on the current backend. The caller disposes of them. */
export const uploadArrays = (arrays: Weights): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(arrays).map(([key, { shape, data }]) => [key, keep(tensor(data, [...shape], 'float32'))]),
  );

/** Frees tensors. */
export function disposeAll(tensors: Readonly<Record<string, Tensor>>): void {
  for (const weight of Object.values(tensors)) {
    codedOf(weight)?.scales.dispose();
    weight.dispose();
  }
}
