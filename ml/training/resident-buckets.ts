import type { WeightArray, Weights } from '../network';
import { type Bucket, bucketsOf, downloadFlat, flatten, unflatten, uploadFlat } from '../optimisers/buckets';
import type { Optimiser } from '../optimisers/optimiser';
import { add, div, keep, minimum, mul, type Scalar, scalar, sqrt, square, stack, sum, type Tensor, tidy } from '../tf';
import { gradientsOf, type Resident } from './resident';

interface Slot {
  readonly bucket: Bucket;
  flat: Tensor;
  moments: Record<string, Tensor>;
}

/** Weights and moments in flat buckets, each replaced by every update: a few ops for many parameters, on any backend. */
export function createBuckets(
  own: Weights,
  moments: Readonly<Record<string, Weights>>,
  optimiser: Omit<Optimiser, 'inPlace'>,
  rateOf: (parameter: string) => number = () => 1,
): Resident {
  const slots: Slot[] = bucketsOf(own, rateOf).map((bucket) => ({
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
    collect: (gradients) => slots.map(({ bucket }) => keep(flatten(gradientsOf(bucket.keys, gradients)))),
    update(gradients, { learningRate, step, clip, parts }) {
      const { norm, scale } = tidy(() => {
        const squares = gradients.map((gradient) => sum(square(gradient)));
        // Not `addN`: TF.js's program for WebGPU takes as many tensors as it is given, and a card binds eight.
        const norm: Scalar = mul(sqrt(sum(stack(squares))), 1 / parts);
        return { norm: keep(norm), scale: keep(clipScale(norm, clip, parts)) };
      });
      slots.forEach((slot, index) => {
        const gradient = gradients[index];
        if (gradient) updateSlot(slot, gradient, scale, optimiser, learningRate * slot.bucket.rate, step);
      });
      scale.dispose();
      refresh();
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

function updateSlot(
  slot: Slot,
  gradient: Tensor,
  scale: Tensor,
  optimiser: Omit<Optimiser, 'inPlace'>,
  learningRate: number,
  step: number,
): void {
  const old = [slot.flat, ...Object.values(slot.moments)];
  const next = tidy(() => {
    const { weights, moments } = optimiser.update({
      weights: slot.flat,
      gradient: mul(gradient, scale),
      moments: slot.moments,
      learningRate,
      step,
      decays: slot.bucket.decays,
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
