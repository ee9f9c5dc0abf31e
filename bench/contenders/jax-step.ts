import { type JaxArray, jit, numpy as np, valueAndGrad } from '@jax-js/jax';
import type { Weights } from '@/ml/network';
import type { Work } from '../support/contender';
import { LEARNING_RATE } from './training-steps';

export type Params = Record<string, JaxArray>;

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/**
 * Training steps with Adam as jax-js does them, the whole step in one `jit`: the same formulas as ours. `lossOf` takes over the weights and the two arrays
 * of a batch, which `batchOf` makes for each step.
 */
export function jaxSteps(
  initial: Weights,
  batchOf: (step: number) => readonly [JaxArray, JaxArray],
  lossOf: (weights: Params, inputs: JaxArray, targets: JaxArray) => JaxArray,
): Work {
  const upload = (valuesOf: (data: Float32Array) => Float32Array): Params =>
    Object.fromEntries(
      Object.entries(initial).map(([key, { shape, data }]) => [key, np.array(valuesOf(data)).reshape([...shape])]),
    );
  let params = upload((data) => data);
  let first = upload((data) => new Float32Array(data.length));
  let second = upload((data) => new Float32Array(data.length));
  let step = 0;

  const update = jit((weights: Params, m: Params, v: Params, a: JaxArray, b: JaxArray, rates: JaxArray[]) => {
    const differentiate = valueAndGrad((weights: Params, a: JaxArray, b: JaxArray) => lossOf(weights, a, b));
    const [loss, gradients] = differentiate(
      mapped(weights, (array) => array.ref),
      a,
      b,
    );
    const next = { weights: {} as Params, first: {} as Params, second: {} as Params };
    const [stepSize, epsilon] = rates as [JaxArray, JaxArray];
    for (const key of Object.keys(weights)) {
      const gradient = required(gradients, key);
      const mean = required(m, key)
        .mul(BETA1)
        .add(gradient.ref.mul(1 - BETA1));
      const variance = required(v, key)
        .mul(BETA2)
        .add(np.square(gradient).mul(1 - BETA2));
      const move = mean.ref.mul(stepSize.ref).div(np.sqrt(variance.ref).add(epsilon.ref));
      next.weights[key] = required(weights, key).sub(move);
      next.first[key] = mean;
      next.second[key] = variance;
    }
    stepSize.dispose();
    epsilon.dispose();
    return { loss, ...next };
  });

  /** One step, its batch and the reading of its loss included, as in the training loop. */
  const once = async (): Promise<number> => {
    const [inputs, targets] = batchOf(step);
    step += 1;
    const correction = Math.sqrt(1 - BETA2 ** step);
    const rates = [(LEARNING_RATE * correction) / (1 - BETA1 ** step), EPSILON * correction];
    const done = update(
      params,
      first,
      second,
      inputs,
      targets,
      rates.map((rate) => np.array(rate)),
    );
    ({ weights: params, first, second } = done);
    const [loss = Number.NaN] = await done.loss.data();
    return loss;
  };

  return {
    async round(runs, warm) {
      const times: number[] = [];
      const values: number[] = [];
      for (let run = 0; run < warm + runs; run++) {
        const began = performance.now();
        values.push(await once());
        times.push(performance.now() - began);
      }
      return { times: times.slice(warm), values };
    },
    dispose() {
      for (const tree of [params, first, second]) for (const array of Object.values(tree)) array.dispose();
      update.dispose();
    },
  };
}

const mapped = (tree: Params, change: (array: JaxArray) => JaxArray): Params =>
  Object.fromEntries(Object.entries(tree).map(([key, array]) => [key, change(array)]));

/** The array of this name. @throws Error where there is none */
export function required(tree: Params, key: string): JaxArray {
  const array = tree[key];
  if (!array) throw new Error(`there is no “${key}”`);
  return array;
}
