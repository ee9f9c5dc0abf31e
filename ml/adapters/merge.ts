import { DOWN, UP } from '../layers/project';
import type { WeightArray, Weights } from '../network';

/** Adapters do not belong to the weights that they are merged into: says which part, and why. */
export class AdapterMisfit extends Error {
  override readonly name = 'AdapterMisfit';
}

/** Adapters as they were trained, and how strongly they count: `alpha / rank`, times how much of it is wanted. */
export interface ScaledAdapters {
  readonly weights: Weights;
  readonly scale: number;
}

/**
 * Weights with adapters merged into them, `W + ∑ scale · down · up` (Hu et al. 2021, section 4.1), so that using them costs nothing more. The given weights
 * stay as they are: they are what unmerging gives.
 * @throws AdapterMisfit where an adapter has no matrix to sit beside, lacks its other half, or has another shape
 */
export function mergeAdapters(base: Weights, adapters: readonly ScaledAdapters[]): Weights {
  const merged: Record<string, WeightArray> = { ...base };
  for (const { weights, scale } of adapters)
    for (const [part, { down, up }] of pairsOf(weights)) {
      const key = `${part}.weight`;
      const whole = merged[key];
      const [inputs = 0, rank = 0] = down.shape;
      const [, outputs = 0] = up.shape;
      if (!whole) throw new AdapterMisfit(`The model has no “${part}”.`);
      if (up.shape[0] !== rank || whole.shape[0] !== inputs || whole.shape[1] !== outputs)
        throw new AdapterMisfit(
          `“${part}” is [${whole.shape.join(', ')}] in the model, and its adapter was made for [${inputs}, ${outputs}].`,
        );
      merged[key] = {
        shape: whole.shape,
        data: withProduct(whole.data, down.data, up.data, { inputs, rank, outputs, scale }),
      };
    }
  return merged;
}

/** Both halves of each adapter by the part that it sits beside. @throws AdapterMisfit where one is missing */
function pairsOf(
  weights: Weights,
): readonly (readonly [string, { readonly down: WeightArray; readonly up: WeightArray }])[] {
  const parts = new Set(Object.keys(weights).map((key) => key.replace(`.${DOWN}`, '').replace(`.${UP}`, '')));
  return [...parts].map((part) => {
    const [down, up] = [weights[`${part}.${DOWN}`], weights[`${part}.${UP}`]];
    if (!down || !up) throw new AdapterMisfit(`The adapter of “${part}” lacks one of its two matrices.`);
    return [part, { down, up }] as const;
  });
}

function withProduct(
  base: Float32Array,
  down: Float32Array,
  up: Float32Array,
  { inputs, rank, outputs, scale }: Readonly<Record<'inputs' | 'rank' | 'outputs' | 'scale', number>>,
): Float32Array {
  const result = new Float32Array(base.length);
  const row = new Float64Array(outputs);
  for (let input = 0; input < inputs; input++) {
    row.fill(0);
    for (let inner = 0; inner < rank; inner++) {
      const factor = (down[input * rank + inner] ?? 0) * scale;
      for (let output = 0; output < outputs; output++)
        row[output] = (row[output] ?? 0) + factor * (up[inner * outputs + output] ?? 0);
    }
    for (let output = 0; output < outputs; output++)
      result[input * outputs + output] = (base[input * outputs + output] ?? 0) + (row[output] ?? 0);
  }
  return result;
}
