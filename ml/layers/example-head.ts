import { linear } from '../functions/linear';
import { NetworkError } from '../network';
import { add, cast, gather, mul, reshape, sum, type Tensor } from '../tf';
import { constantValues, linearSpecs, onlyInput, required, uniformValues } from './initial';
import type { Layer, LayerWeights } from './layer';
import { flagOf, numberOf, type Params, sizeParam } from './params';

/**
 * The end of a network over examples: `[B, …]`, `inputs` numbers each, to `[B, …shape]` by one dense layer. `scale` shrinks the first weights: 0 lets a
 * denoiser begin at nothing (Ho et al. 2020's code). A critic's that is told the class adds how well what comes in goes with that class, `x · v(class)`,
 * and is then a projection discriminator (Miyato & Koyama 2018, eq. 3).
 * Params: `inputs`, `shape`, `scale`, `classes`, `bias`.
 */
export const exampleHead: Layer = {
  parameters: (params) => [
    ...linearSpecs('output', sizeParam(params, 'inputs'), outputsOf(params), flagOf(params, 'bias', true)),
    ...(classesOf(params) > 0
      ? [{ name: 'classes.weight', shape: [classesOf(params) + 1, sizeParam(params, 'inputs')] }]
      : []),
  ],
  initialise: (spec, random, params) =>
    spec.name !== 'output.weight' ? constantValues(spec, 0) : uniformValues(spec, random, numberOf(params, 'scale', 1)),
  forward([given, ...told], weights, params) {
    const input = onlyInput(given ? [given] : []);
    // Images and rows of codes come with axes of their own.
    const x = reshape(input, [input.shape[0] ?? 0, sizeParam(params, 'inputs')]);
    const y = linear(x, required(weights, 'output.weight'), weights['output.bias']);
    const score = classesOf(params) > 0 ? add(y, projection(x, told[0], weights)) : y;
    return reshape(score, [x.shape[0] ?? 0, ...shapeOf(params)]);
  },
};

function projection(x: Tensor, label: Tensor | undefined, weights: LayerWeights): Tensor {
  if (!label) throw new NetworkError('is told the class, and was given none.');
  return sum(mul(x, gather(required(weights, 'classes.weight'), cast(label, 'int32'))), -1, true);
}

const shapeOf = (params: Params): number[] => {
  const { shape } = params;
  if (!Array.isArray(shape) || !shape.every((length) => Number.isInteger(length) && length > 0))
    throw new NetworkError(`“shape” should be a list of sizes, and is ${JSON.stringify(shape)}.`);
  return shape;
};
const classesOf = (params: Params): number => numberOf(params, 'classes', 0);
const outputsOf = (params: Params): number => shapeOf(params).reduce((product, length) => product * length, 1);
