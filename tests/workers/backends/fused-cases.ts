import { crossEntropy } from '@/ml/functions/cross-entropy';
import { hasFused } from '@/ml/functions/fused';
import { gelu } from '@/ml/functions/gelu';
import { groupNorm } from '@/ml/functions/group-norm';
import { layerNorm, rmsNorm } from '@/ml/functions/norms';
import { silu } from '@/ml/functions/silu';
import { swiglu } from '@/ml/functions/swiglu';
import type { Weights } from '@/ml/network';
import { createOptimiser, type OptimiserChoice } from '@/ml/optimisers';
import * as tf from '@/ml/tf';
import { createBuckets } from '@/ml/training/resident-buckets';
import { createInPlace } from '@/ml/training/resident-in-place';

/** What a function gives on the current backend: its value, then its gradients for some `dy`, one number after another. */
export interface FusedResult {
  readonly name: string;
  readonly numbers: readonly number[];
}

/** Every function that a backend may have a fused kernel for, on shapes that fit nothing: one, primes, what lies around a group of lanes and a texel. */
export async function runFusedCases(): Promise<readonly FusedResult[]> {
  const results: FusedResult[] = [];
  const run = async (
    name: string,
    shapes: readonly (readonly number[])[],
    f: (...inputs: tf.Tensor[]) => tf.Tensor,
  ) => {
    const tensors = tf.tidy(() => {
      const inputs = shapes.map((shape, index) => tf.randomUniform([...shape], -2, 2, 'float32', 7 * index + 1));
      const value = f(...inputs);
      const dy = tf.randomUniform(value.shape, -2, 2, 'float32', 99);
      return [value, ...tf.grads((...given) => f(...given))(inputs, dy)];
    });
    const numbers = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
    tf.dispose(tensors);
    results.push({ name: `${name} ${JSON.stringify(shapes)}`, numbers: numbers.flatMap((one) => [...one]) });
  };

  for (const shape of [
    [1, 1],
    [3, 5],
    [2, 7, 13],
    [5, 64],
    [3, 65],
    [67, 3],
    [2, 1031],
    [1201, 6],
  ]) {
    const width = shape.at(-1) ?? 1;
    const [weight, bias] = [[width], [width]];
    await run('layer norm', [shape, weight, bias], (x, w, b) => layerNorm(given(x), given(w), b, 0.1));
    await run('layer norm without bias', [shape, weight], (x, w) => layerNorm(given(x), given(w), undefined, 0.1));
    await run('RMS norm', [shape, weight], (x, w) => rmsNorm(given(x), given(w), 0.1));
  }
  for (const [shape, groups] of [
    [[1, 1, 1], 1],
    [[2, 3, 5, 6], 3],
    [[3, 7, 11, 10], 5],
    [[2, 9, 65], 1],
  ] as const) {
    const shapes = [shape, [shape.at(-1) ?? 1], [shape.at(-1) ?? 1]];
    for (const silu of [false, true]) {
      const options = { groups, epsilon: 0.1, silu };
      await run(`group norm, SiLU ${silu}`, shapes, (x, w, b) => groupNorm(given(x), given(w), given(b), options));
    }
  }
  for (const shape of [[1], [7], [3, 65], [3, 5, 7], [2, 3, 5, 7], [1031]]) {
    await run('GELU', [shape], (x) => gelu(tf.mul(given(x), 4)));
    await run('SiLU', [shape], (x) => silu(tf.mul(given(x), 40)));
    await run('SwiGLU', [shape, shape], (gate, up) => swiglu(given(gate), given(up)));
  }
  for (const shape of [
    [1, 2],
    [3, 3],
    [5, 7],
    [67, 65],
    [2, 3, 1031],
    [3, 5, 300],
  ]) {
    const vocabulary = shape.at(-1) ?? 1;
    await run('cross-entropy', [shape], (x) => {
      const labels = tf.randomUniform(shape.slice(0, -1), 0, vocabulary, 'int32', 5);
      return crossEntropy(tf.mul(given(x), 20), labels);
    });
  }
  for (const choice of [
    { kind: 'adamw' },
    { kind: 'sgd', momentum: 0.9, weightDecay: 0.1 },
    { kind: 'sgd' },
  ] as const) {
    results.push({ name: `optimiser ${JSON.stringify(choice)}`, numbers: await updates(choice) });
  }
  // Ten buckets: more than the tensors that a program of a graphics card takes at once.
  const rateOf = (name: string) => 1 + Number(name.slice(1)) / 10;
  results.push({ name: 'optimiser in ten buckets', numbers: await updates({ kind: 'adamw' }, rateOf) });
  return results;
}

/** Norms, weights and moments after some updates of parameters of odd lengths, read in between: what is read is what is there. */
async function updates(choice: OptimiserChoice, rateOf?: (parameter: string) => number): Promise<number[]> {
  const lengths = [1, 2, 3, 63, 64, 65, 257, 1031, 5003, 7];
  const own: Weights = Object.fromEntries(
    lengths.map((length, index) => {
      const data = Float32Array.from({ length }, (_, at) => Math.sin(at + index));
      return [`p${index}`, { shape: index % 2 === 0 ? [length] : [1, length], data }];
    }),
  );
  const optimiser = createOptimiser(choice);
  const inPlace = !rateOf && hasFused('FusedGradientNorm') && hasFused(optimiser.inPlace.kernel);
  const resident = (inPlace ? createInPlace : createBuckets)(own, {}, optimiser, rateOf);
  const seen: number[] = [];
  for (let step = 1; step <= 3; step++) {
    const gradients = tf.tidy(() => {
      const found = Object.entries(own).map(([key, { shape }], index) => {
        return [key, tf.randomUniform([...shape], -1, 1, 'float32', 100 * step + index)] as const;
      });
      return resident.collect(Object.fromEntries(found));
    });
    const norm = resident.update(gradients, { learningRate: 0.1, step, clip: step === 1 ? 0 : 5, parts: 2 });
    seen.push(...(await norm.data()));
    tf.dispose([norm, ...gradients]);
    const { weights, moments } = await resident.download();
    for (const tensors of [weights, ...Object.values(moments)]) {
      for (const key of Object.keys(own)) seen.push(...(tensors[key]?.data ?? []));
    }
  }
  resident.dispose();
  return seen;
}

/** An input that the shapes of its case promise. */
function given(tensor: tf.Tensor | undefined): tf.Tensor {
  if (!tensor) throw new RangeError('The case has fewer shapes than its function takes.');
  return tensor;
}
