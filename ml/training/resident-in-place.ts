import { runFused } from '../functions/fused';
import type { WeightArray, Weights } from '../network';
import type { Optimiser } from '../optimisers/optimiser';
import { keep, reshape, type Scalar, type Tensor, tensor, tidy, zeros } from '../tf';
import { gradientsOf, type Resident } from './resident';

/**
 * Each parameter and each of its moments as a tensor of its own, which an update writes over: nothing is copied, and gradients are read where they lie.
 * Only for backends that have the optimiser's kernel (`Optimiser.inPlace`) and `FusedGradientNorm`.
 */
export function createInPlace(
  own: Weights,
  stored: Readonly<Record<string, Weights>>,
  { moments: names, inPlace }: Optimiser,
  rateOf: (parameter: string) => number = () => 1,
): Resident {
  const keys = Object.keys(own);
  const weights = uploaded(own, own);
  const moments = Object.fromEntries(names.map((name) => [name, uploaded(own, stored[name] ?? {})]));
  /** What moves equally far is updated at once. */
  const groups = [...new Set(keys.map(rateOf))].map((rate) => {
    const places = keys.flatMap((key, place) => (rateOf(key) === rate ? [place] : []));
    const running = Object.entries({ weights, ...moments }).map(([name, tensors]) =>
      numbered(name, chosen(Object.values(tensors), places)),
    );
    return {
      rate,
      places,
      fixed: Object.assign({}, ...running) as Record<string, Tensor>,
      // Matrices decay; biases and norms do not (as in GPT-3 and nanoGPT).
      decays: chosen(Object.values(own), places).map(({ shape }) => shape.length >= 2),
    };
  });

  return {
    weights,
    collect: (gradients) => gradientsOf(keys, gradients).map(keep),
    update(gradients, { learningRate, step, clip, parts }) {
      const [norm] = runFused('FusedGradientNorm', numbered('gradient', gradients), { scale: 1 / parts }) ?? [];
      if (!norm) throw new TypeError('The backend has no kernel for the norm of gradients.');
      for (const { rate, places, fixed, decays } of groups) {
        const inputs = numbered('gradient', chosen(gradients, places));
        const attrs = { ...inPlace.attrs({ learningRate: learningRate * rate, step }), clip, scale: 1 / parts, decays };
        runFused(inPlace.kernel, { ...fixed, ...inputs, norm }, attrs);
      }
      const scalar: Scalar = tidy(() => keep(reshape(norm, [])));
      norm.dispose();
      return scalar;
    },
    async download() {
      const running: Record<string, Weights> = {};
      for (const [name, tensors] of Object.entries(moments)) running[name] = await downloaded(tensors);
      return { weights: await downloaded(weights), moments: running };
    },
    dispose() {
      for (const tensors of [weights, ...Object.values(moments)]) {
        for (const one of Object.values(tensors)) one.dispose();
      }
    },
  };
}

/** `name/0`, `name/1` …, as the kernels name what they take many of. */
const numbered = (name: string, tensors: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(tensors.map((one, index) => [`${name}/${index}`, one]));

const chosen = <Item>(items: readonly Item[], places: readonly number[]): Item[] =>
  places.flatMap((place) => items.slice(place, place + 1));

/** A tensor for each of these weights, zeros where nothing is stored. */
function uploaded(own: Weights, stored: Weights): Record<string, Tensor> {
  const entries = Object.entries(own).map(([key, { shape }]): [string, Tensor] => {
    const data = stored[key]?.data;
    return [key, keep(data ? tensor(data, [...shape]) : zeros([...shape]))];
  });
  return Object.fromEntries(entries);
}

/** The numbers as they are now, copied. */
async function downloaded(tensors: Readonly<Record<string, Tensor>>): Promise<Weights> {
  const arrays: Record<string, WeightArray> = {};
  for (const [key, one] of Object.entries(tensors)) {
    arrays[key] = { shape: one.shape, data: await one.data<'float32'>() };
  }
  return arrays;
}
