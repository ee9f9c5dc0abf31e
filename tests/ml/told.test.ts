import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Arrays } from '@/ml/arrays';
import type { NoiseProcess } from '@/ml/diffusion/process';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import { runNetwork } from '@/ml/forward';
import { sampleDiffusion } from '@/ml/generators/diffusion';
import { layers } from '@/ml/layers';
import { groupsOf } from '@/ml/layers/image-norm';
import type { Params } from '@/ml/layers/params';
import type { Network } from '@/ml/network';
import { denoising } from '@/ml/objectives/diffusion';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { noise } from './helpers/tensors';

beforeAll(() => startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 }));

const CLASSES = 3;

/** A network of one layer over images of 4 × 4 pixels that is told the time and the class. */
function told(layer: string, sizes: Params): Network {
  const params = { ...sizes, time: true, classes: CLASSES };
  const parameters = layers.get(layer)?.parameters(params) ?? [];
  return {
    operations: [{ id: 'net', layer, params, inputs: ['input', 'time', 'label'], shape: [], parameters }],
    output: 'net',
    examples: { shape: [4, 4, 1], time: true, classes: CLASSES },
  };
}
const unet = (channels: number[], more: Params = {}) =>
  told('unet', { inputs: 1, outputs: 1, blocks: 1, attention: false, channels, ...more });

const image = { height: 4, width: 4, inputs: 1, kernel: 3, size: 'same', activation: 'silu' };
const networks: [string, Network][] = [
  ['a U-Net of 4 channels', unet([4])],
  ['a U-Net of 8 channels', unet([8])],
  ['a U-Net of 8 and 16 channels', unet([8, 16])],
  ['a U-Net of 12 channels', unet([12])],
  ['a convolution to 8 channels', told('convolution', { ...image, channels: 8, norm: 'group' })],
  ['an MLP', told('mlp', { inputs: 16, width: 16, layers: 2, activation: 'silu', residual: true })],
];

describe.each(networks)('%s', (_name, network) => {
  const apart = (a: object, b: object) => {
    const weights = uploadWeights(network, initialiseWeights(network, 1));
    const found = tf.tidy(() => {
      const made = [a, b].map((inputs) =>
        runNetwork(network, weights, { input: noise(1, [8, 4, 4, 1]), time: tf.fill([8], 0.5), ...inputs }),
      );
      const [first, second] = made as [tf.Tensor, tf.Tensor];
      const away = tf.mean(tf.squaredDifference(first, second)).dataSync()[0] ?? 0;
      return Math.sqrt(away / (tf.moments(first).variance.dataSync()[0] ?? 1));
    });
    disposeAll(weights);
    return found;
  };
  const label = (value: number) => ({ label: tf.fill([8], value, 'int32') });

  test('is moved by its class and by the time from the beginning', () => {
    expect(apart(label(0), label(1))).toBeGreaterThan(0.01);
    expect(apart(label(2), label(CLASSES))).toBeGreaterThan(0.01);
    const times = [0.1, 0.6].map((time) => ({ ...label(0), time: tf.fill([8], time) }));
    expect(apart(times[0] ?? {}, times[1] ?? {})).toBeGreaterThan(0.01);
  });
});

test('norms have groups of at least four channels where there are so many: in groups of one, what is the same everywhere would be lost', () => {
  expect([1, 2, 4, 6, 8, 12, 16, 24, 32, 64].map(groupsOf)).toEqual([1, 1, 1, 1, 2, 3, 4, 6, 8, 8]);
});

/** Images of one grey each, which their class decides. */
function greys(): Arrays {
  const count = 60;
  const labels = Int32Array.from({ length: count }, (_, index) => index % CLASSES);
  return {
    shape: [4, 4, 1],
    count,
    labels,
    classes: ['a', 'b', 'c'],
    data: Float32Array.from({ length: 16 * count }, (_, at) => greyOf(labels[at >> 4] ?? 0)),
  };
}
const greyOf = (label: number) => [-0.9, 0, 0.9][label] ?? 0;

test('a small U-Net whose class is sometimes left out makes what it is asked for, guided or not', async () => {
  const network = unet([8]);
  const process: NoiseProcess = { method: 'diffusion', schedule: noiseSchedule('cosine', 100), prediction: 'x0' };
  const { state } = await trainNetwork({
    network,
    data: { training: greys() },
    objective: denoising(network, { process, labelDropout: 0.2 }),
    optimiser: { kind: 'adam', beta1: 0.9, beta2: 0.99 },
    schedule: { kind: 'cosine', learningRate: 0.01, minimumLearningRate: 0.001, warmupSteps: 5, decaySteps: 60 },
    batchSize: 16,
    steps: 60,
    evaluateEvery: 60,
    evaluateBatches: 1,
    seed: 1,
  });
  const weights = uploadWeights(network, state.weights);
  const labels = Int32Array.from({ length: 16 }, (_, index) => index % CLASSES);
  for (const guidance of [1, 2]) {
    const { samples } = await sampleDiffusion({
      network,
      weights,
      process,
      sampler: 'ddim',
      shape: [16, 4, 4, 1],
      steps: 10,
      seed: 1,
      labels,
      guidance,
      clip: 0.9,
    });
    const made = tf.tidy(() => tf.mean(samples, [1, 2, 3]).dataSync());
    samples.dispose();
    const right = labels.filter((label, row) => Math.abs((made[row] ?? 0) - greyOf(label)) < 0.45).length;
    expect(right).toBeGreaterThanOrEqual(14);
  }
  disposeAll(weights);
});
