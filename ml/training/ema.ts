import type { WeightArray, Weights } from '../network';
import { add, keep, mul, sub, type Tensor, tensor, tidy } from '../tf';
import { disposeAll } from '../weights';

export interface EmaOptions {
  /** The share of the average that a step leaves, for every update or for each, counted from 0; 0.999 to 0.9999 as a rule. At 1 an update changes nothing. */
  readonly decay: number | ((update: number) => number);
  /** Early averages forget faster, so that first weights do not linger: decay is at most (1 + n) / (10 + n) after n updates. */
  readonly warmup?: boolean;
  /** Updates that were taken in before, where an average goes on. */
  readonly updates?: number;
}

/** An exponential moving average of weights on the backend. */
export interface Ema {
  /** The averages by full name; an update replaces them. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Updates that were taken in, before this average went on too. */
  updates(): number;
  /** Takes in the weights after a step. @throws RangeError that names the first weight that is missing. */
  update(weights: Readonly<Record<string, Tensor>>): void;
  download(): Promise<Weights>;
  dispose(): void;
}

/**
 * Averages weights over a training, `average ← decay · average + (1 − decay) · weights` (Polyak & Juditsky 1992; Ho et al. 2020, appendix B).
 * Begins as a copy of the weights, which a training may write over. The caller disposes of it.
 */
export function createEma(weights: Readonly<Record<string, Tensor>>, options: EmaOptions): Ema {
  // A clone would share the numbers that a training writes over.
  const averages = Object.fromEntries(
    Object.entries(weights).map(([key, weight]) => [key, keep(tidy(() => mul(weight, 1)))]),
  );
  let updates = options.updates ?? 0;
  return {
    weights: averages,
    updates: () => updates,
    update(current) {
      const decay = decayAt(updates++, options);
      if (decay === 1) return;
      for (const [key, average] of Object.entries(averages)) {
        const weight = current[key];
        if (!weight) throw new RangeError(`The weights lack “${key}”.`);
        averages[key] = keep(tidy(() => add(average, mul(sub(weight, average), 1 - decay))));
        average.dispose();
      }
    },
    async download() {
      const arrays: Record<string, WeightArray> = {};
      for (const [key, { shape }] of Object.entries(averages)) {
        arrays[key] = { shape, data: Float32Array.from((await averages[key]?.data()) ?? []) };
      }
      return arrays;
    },
    dispose: () => disposeAll(averages),
  };
}

/** The average of a training that begins, or goes on from an average that was kept. */
export function startEma(
  weights: Readonly<Record<string, Tensor>>,
  options: EmaOptions,
  average: Weights | undefined,
): Ema {
  if (!average) return createEma(weights, options);
  const kept = Object.fromEntries(
    Object.entries(average).map(([key, { shape, data }]) => [key, tensor(data, [...shape])]),
  );
  try {
    return createEma(kept, options);
  } finally {
    disposeAll(kept);
  }
}

/** The decay of an update, counted from 0. */
export function decayAt(update: number, { decay, warmup = false }: EmaOptions): number {
  const asked = typeof decay === 'number' ? decay : decay(update);
  return warmup ? Math.min(asked, (1 + update) / (10 + update)) : asked;
}

/** The same for weights as plain data. @throws RangeError that names the first weight that is missing or of another size. */
export function averageWeights(average: Weights, weights: Weights, decay: number): Weights {
  return Object.fromEntries(
    Object.entries(average).map(([key, { shape, data }]): [string, WeightArray] => {
      const current = weights[key]?.data;
      if (current?.length !== data.length)
        throw new RangeError(`The weights lack “${key}”, or have it in another size.`);
      return [key, { shape, data: data.map((value, index) => value + (1 - decay) * ((current[index] ?? 0) - value)) }];
    }),
  );
}
