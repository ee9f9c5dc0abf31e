import { runFused } from '../functions/fused';
import type { Network, WeightArray, Weights } from '../network';
import { checkWeights, ownParameters } from '../network';
import { type Bucket, bucketsOf, downloadFlat, flatten, unflatten, uploadFlat } from '../optimisers/buckets';
import type { Optimiser, UpdateInput } from '../optimisers/optimiser';
import { add, addN, div, keep, minimum, mul, type Scalar, scalar, sqrt, square, sum, type Tensor, tidy } from '../tf';

/** Weights and moments of a training as tensors on the backend. */
export interface Resident {
  /** The weights by full name; an update replaces them, or their numbers where they lie. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Lays gradients, by full name, into one kept flat tensor for each bucket. */
  collect(gradients: Readonly<Record<string, Tensor>>): Tensor[];
  /** One update from the mean of `parts` micro-batches' summed gradients. Gives the gradient's norm, a kept scalar. */
  update(gradients: readonly Tensor[], options: UpdateOptions): Scalar;
  download(): Promise<{ weights: Weights; moments: Record<string, Weights> }>;
  dispose(): void;
}

export interface UpdateOptions {
  readonly learningRate: number;
  /** From 1. */
  readonly step: number;
  /** The longest gradient that is used as it is; longer ones are shortened to it. 0 never shortens. */
  readonly clip: number;
  /** How many micro-batches the gradients are the sum of. */
  readonly parts: number;
}

interface Slot {
  readonly bucket: Bucket;
  flat: Tensor;
  moments: Record<string, Tensor>;
}

/** Puts a state's weights and moments on the backend. The caller disposes of it. */
export function createResident(
  network: Network,
  weights: Weights,
  moments: Readonly<Record<string, Weights>>,
  optimiser: Optimiser,
): Resident {
  checkWeights(network, weights);
  const own = Object.fromEntries(
    ownParameters(network).flatMap(({ key }): [string, WeightArray][] => {
      const array = weights[key];
      return array ? [[key, array]] : [];
    }),
  );
  // Moved in place, parameters need not be laid together, and their gradients are used where they lie.
  const { updateInPlace } = optimiser;
  const slots: Slot[] = bucketsOf(own, updateInPlace ? 0 : undefined).map((bucket) => ({
    bucket,
    flat: uploadFlat(bucket, dataOf(own)),
    moments: Object.fromEntries(
      optimiser.moments.map((name) => [name, uploadFlat(bucket, dataOf(moments[name] ?? {}))]),
    ),
  }));
  let tensors: Record<string, Tensor> = {};
  const refresh = () => {
    for (const tensor of Object.values(tensors)) tensor.dispose();
    tensors = Object.assign({}, ...slots.map(({ flat, bucket }) => unflatten(flat, bucket)));
  };
  refresh();

  return {
    get weights() {
      return tensors;
    },
    collect: (gradients) =>
      slots.map(({ bucket }) =>
        keep(
          flatten(
            bucket.keys.map((key) => {
              const gradient = gradients[key];
              if (!gradient) throw new RangeError(`No gradient came for “${key}”.`);
              return gradient;
            }),
          ),
        ),
      ),
    update(gradients, { learningRate, step, clip, parts }) {
      const { norm, scale } = tidy(() => {
        const norm: Scalar = mul(sqrt(sumOfSquares(gradients)), 1 / parts);
        return { norm: keep(norm), scale: keep(clipScale(norm, clip, parts)) };
      });
      slots.forEach((slot, index) => {
        const gradient = gradients[index];
        if (!gradient) return;
        const at = { learningRate, step, decays: slot.bucket.decays };
        if (updateInPlace) updateInPlace({ weights: slot.flat, gradient, moments: slot.moments, scale, ...at });
        else updateSlot(slot, gradient, scale, optimiser, at);
      });
      scale.dispose();
      if (!updateInPlace) refresh();
      return norm;
    },
    async download() {
      const weights: Record<string, WeightArray> = {};
      const moments: Record<string, Record<string, WeightArray>> = {};
      for (const { bucket, flat, moments: running } of slots) {
        Object.assign(weights, await downloadFlat(bucket, flat));
        for (const [name, values] of Object.entries(running)) {
          moments[name] = Object.assign(moments[name] ?? {}, await downloadFlat(bucket, values));
        }
      }
      return { weights, moments };
    },
    dispose() {
      for (const tensor of Object.values(tensors)) tensor.dispose();
      for (const { flat, moments } of slots) {
        flat.dispose();
        for (const tensor of Object.values(moments)) tensor.dispose();
      }
    },
  };
}

/** What gradients are multiplied by: the mean over micro-batches, and no longer than `clip` (PyTorch's `clip_grad_norm_`). */
function clipScale(norm: Scalar, clip: number, parts: number): Tensor {
  if (clip <= 0) return scalar(1 / parts);
  return mul(minimum(div(clip, add(norm, 1e-6)), 1), 1 / parts);
}

function sumOfSquares(gradients: readonly Tensor[]): Tensor {
  const named = Object.fromEntries(gradients.map((gradient, index) => [index, gradient]));
  const [fused] = runFused('FusedSumOfSquares', named) ?? [];
  return fused ?? addN(gradients.map((gradient) => sum(square(gradient))));
}

function updateSlot(
  slot: Slot,
  gradient: Tensor,
  scale: Tensor,
  optimiser: Optimiser,
  at: Pick<UpdateInput, 'learningRate' | 'step' | 'decays'>,
): void {
  const old = [slot.flat, ...Object.values(slot.moments)];
  const next = tidy(() => {
    const { weights, moments } = optimiser.update({
      weights: slot.flat,
      gradient: mul(gradient, scale),
      moments: slot.moments,
      ...at,
    });
    keep(weights);
    for (const tensor of Object.values(moments)) keep(tensor);
    return { weights, moments: { ...moments } };
  });
  slot.flat = next.weights;
  slot.moments = next.moments;
  for (const tensor of old) tensor.dispose();
}

const dataOf = (arrays: Weights): Record<string, Float32Array> =>
  Object.fromEntries(Object.entries(arrays).map(([key, { data }]) => [key, data]));
