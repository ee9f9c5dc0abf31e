import { type Network, ownParameters, type WeightArray, type Weights } from '../network';
import { add, clone, keep, mul, sub, type Tensor, tidy } from '../tf';
import { disposeAll, uploadArrays } from '../weights';

/** The share of a running statistic that a batch replaces (PyTorch's momentum of batch norm). */
const MOMENTUM = 0.1;

/** What networks measure of the batches that pass, on the backend: kept with the weights, with no gradient, no decay and no moments of the optimiser. */
export interface Statistics {
  /** By full name; `settle` replaces them. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Takes down what one is in this batch. Every use of a network in training counts, whoever's turn it is, as in PyTorch. */
  readonly observe: (statistic: string, value: Tensor) => void;
  /** Takes in all that was taken down, in its order: between two moves, so that weights stay as they are during one. */
  settle(): void;
  download(): Promise<Weights>;
  dispose(): void;
}

/** Puts these statistics on the backend. The caller disposes of them. */
export function createStatistics(first: Weights): Statistics {
  const weights = uploadArrays(first);
  let seen: { readonly statistic: string; readonly value: Tensor }[] = [];
  return {
    weights,
    observe: (statistic, value) => void seen.push({ statistic, value: keep(clone(value)) }),
    settle() {
      for (const { statistic, value } of seen) {
        const running = weights[statistic];
        if (running) {
          weights[statistic] = tidy(() => keep(add(running, mul(sub(value, running), MOMENTUM))));
          running.dispose();
        }
        value.dispose();
      }
      seen = [];
    },
    async download() {
      const arrays: Record<string, WeightArray> = {};
      for (const [key, tensor] of Object.entries(weights))
        arrays[key] = { shape: tensor.shape, data: Float32Array.from(await tensor.data()) };
      return arrays;
    },
    dispose() {
      for (const { value } of seen) value.dispose();
      seen = [];
      disposeAll(weights);
    },
  };
}

/** Those of a network's weights that are measured, but for the frozen ones. */
export const statisticsOf = (network: Network, weights: Weights, frozen: Weights): Weights =>
  Object.fromEntries(
    ownParameters(network).flatMap(({ key, spec }): [string, WeightArray][] => {
      const array = weights[key];
      return spec.statistic && array && !(key in frozen) ? [[key, array]] : [];
    }),
  );
