import { linear } from '../functions/linear';
import { NetworkError } from '../network';
import { reshape, type Tensor } from '../tf';
import { constantValues, linearSpecs, onlyInput, required, uniformValues } from './initial';
import type { Layer } from './layer';
import { numberOf, type Params, sizeParam } from './params';

/**
 * The end of a network over examples: `[B, …]`, `inputs` numbers each, to `[B, …shape]` by one dense layer. `scale` shrinks the first weights: 0 lets a denoiser begin at
 * nothing (Ho et al. 2020's code).
 * Params: `inputs`, `shape`, `scale`.
 */
export const exampleHead: Layer = {
  parameters: (params) => linearSpecs('output', sizeParam(params, 'inputs'), outputsOf(params), true),
  initialise: (spec, random, params) =>
    spec.name.endsWith('.bias') ? constantValues(spec, 0) : uniformValues(spec, random, numberOf(params, 'scale', 1)),
  forward(inputs, weights, params) {
    const given: Tensor = onlyInput(inputs);
    // Images and rows of codes come with axes of their own.
    const x = reshape(given, [given.shape[0] ?? 0, sizeParam(params, 'inputs')]);
    const y = linear(x, required(weights, 'output.weight'), required(weights, 'output.bias'));
    return reshape(y, [x.shape[0] ?? 0, ...shapeOf(params)]);
  },
};

const shapeOf = (params: Params): number[] => {
  const { shape } = params;
  if (!Array.isArray(shape) || !shape.every((length) => Number.isInteger(length) && length > 0))
    throw new NetworkError(`“shape” should be a list of sizes, and is ${JSON.stringify(shape)}.`);
  return shape;
};
const outputsOf = (params: Params): number => shapeOf(params).reduce((product, length) => product * length, 1);
