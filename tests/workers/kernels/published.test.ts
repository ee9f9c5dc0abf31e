import { beforeAll, expect, test } from 'vitest';
import { forward } from '@/ml/forward';
import { crossEntropy } from '@/ml/functions/cross-entropy';
import * as tf from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { loadModel } from '@/nodes/common/foundation/load';
import { concreteNetwork } from '@/nodes/common/network';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import {
  encoderExpectation,
  expectedOf,
  FILLERS,
  PUBLISHED,
  publishedFiles,
  quietly,
} from '../../nodes/foundation/published';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
});

test.each(FILLERS)(
  'our kernels give the logits of the reference implementation for %s, and gradients',
  async (name) => {
    const { network: described, weights } = await loadModel(await publishedFiles(name), quietly());
    const { ids, output } = await encoderExpectation<{ ids: number[][]; output: number[] }>(name);
    const network = concreteNetwork(described);
    const uploaded = uploadWeights(network, weights);
    const made = forward(network, uploaded, ids);
    const numbers = await made.data();
    expect(Math.max(...output.map((logit, index) => Math.abs(logit - (numbers[index] ?? Number.NaN))))).toBeLessThan(
      1e-4,
    );
    made.dispose();
    const names = Object.keys(uploaded);
    const gradients = tf.tidy(() =>
      tf.grads((...given: tf.Tensor[]) => {
        const own = Object.fromEntries(names.map((key, index) => [key, given[index] as tf.Tensor]));
        return crossEntropy(forward(network, own, ids), tf.tensor2d(ids, undefined, 'int32'));
      })(names.map((key) => uploaded[key] as tf.Tensor)),
    );
    for (const [index, gradient] of gradients.entries()) {
      const values = await gradient.data();
      expect(values.every(Number.isFinite), names[index]).toBe(true);
      if (!names[index]?.endsWith('key.bias'))
        expect(
          values.some((value) => value !== 0),
          names[index],
        ).toBe(true);
      gradient.dispose();
    }
    disposeAll(uploaded);
  },
);

test.each(PUBLISHED)(
  'our kernels give the logits of the reference implementation for %s, and a gradient of every weight',
  async (name) => {
    const { network: described, weights } = await loadModel(await publishedFiles(name), quietly());
    const { ids, logits } = await expectedOf(name);
    const network = concreteNetwork(described);
    const uploaded = uploadWeights(network, weights);
    const made = forward(network, uploaded, ids);
    const numbers = await made.data();
    const apart = logits.map((logit, index) => Math.abs(logit - (numbers[index] ?? Number.NaN)));
    expect(Math.max(...apart)).toBeLessThan(1e-4);
    made.dispose();

    const names = Object.keys(uploaded);
    const gradients = tf.tidy(() =>
      tf.grads((...given: tf.Tensor[]) => {
        const own = Object.fromEntries(names.map((key, index) => [key, given[index] as tf.Tensor]));
        return crossEntropy(forward(network, own, ids), tf.tensor2d(ids, undefined, 'int32'));
      })(names.map((key) => uploaded[key] as tf.Tensor)),
    );
    for (const [index, gradient] of gradients.entries()) {
      const values = await gradient.data();
      expect(values.every(Number.isFinite), names[index]).toBe(true);
      // Softmax does not change where all keys are moved alike, so their biases have none where nothing turns them.
      if (!names[index]?.endsWith('key.bias'))
        expect(
          values.some((value) => value !== 0),
          names[index],
        ).toBe(true);
      gradient.dispose();
    }
    disposeAll(uploaded);
  },
);
