import { linear } from '../functions/linear';
import { max, relu, reshape } from '../tf';
import { constantValues, linearSpecs, onlyInput, required, uniformValues } from './initial';
import type { Layer } from './layer';
import { type Params, sizeParam } from './params';

/**
 * A cloud as one row of numbers, whatever the order of its points: `[B, P, 3] → [B, features]`. Each point goes through the same dense layers, and of each feature
 * the largest over all points is kept (Qi et al. 2017, eq. 1, without the networks that turn clouds first).
 * Params: `points`, `width`, `layers`, `features`.
 */
export const pointnet: Layer = {
  parameters: (params) =>
    sizesOf(params).flatMap(([inputs, outputs], index) => linearSpecs(`point${index}`, inputs, outputs, true)),

  initialise: (spec, random) =>
    spec.name.endsWith('.bias') ? constantValues(spec, 0) : uniformValues(spec, random, Math.sqrt(2)),

  forward(inputs, weights, params) {
    const x = onlyInput(inputs);
    const points = sizeParam(params, 'points');
    let h = reshape(x, [(x.shape[0] ?? 0) * points, 3]); // (B·P, 3)
    for (const [index] of sizesOf(params).entries())
      h = relu(linear(h, required(weights, `point${index}.weight`), required(weights, `point${index}.bias`)));
    return max(reshape(h, [x.shape[0] ?? 0, points, sizeParam(params, 'features')]), 1);
  },

  keeps: (params) => sizeParam(params, 'points') * sizesOf(params).reduce((sum, [, outputs]) => sum + outputs, 0),
};

/** Inputs and outputs of each dense layer. */
function sizesOf(params: Params): readonly (readonly [number, number])[] {
  const [width, layers] = [sizeParam(params, 'width'), sizeParam(params, 'layers')];
  return Array.from({ length: layers + 1 }, (_, index) => [
    index === 0 ? 3 : width,
    index === layers ? sizeParam(params, 'features') : width,
  ]);
}
