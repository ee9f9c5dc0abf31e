import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Facts } from '@/graph';
import { runNetwork } from '@/ml/forward';
import type { Network } from '@/ml/network';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { memoryOf } from '@/ml/training/memory';
import { initialiseWeights, uploadWeights } from '@/ml/weights';
import { concreteNetwork } from '@/nodes/common/network';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { network, said } from '../nodes/examples/support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

const images: Facts = { exampleShape: [8, 8, 1] };

/** Bytes that are kept of a batch once it has gone through, beside the weights. */
function keptBytes(net: Network, batch: number): number {
  const weights = uploadWeights(net, initialiseWeights(net, 1));
  const shape = net.examples?.shape ?? [];
  const x = tf.randomNormal([batch, ...shape]);
  const time = tf.fill([batch], 0.5);
  const before = tf.memory().numBytes;
  let kept = 0;
  tf.tidy(() => {
    valueAndGradients(() => {
      const made = runNetwork(net, weights, { input: x, ...(net.examples?.time && { time }) }, { training: true });
      kept = tf.memory().numBytes - before;
      return tf.mean(tf.square(made)).asScalar();
    }, Object.values(weights));
  });
  tf.dispose([x, time]);
  tf.dispose(Object.values(weights));
  return kept;
}

test.each([
  [
    'a U-Net',
    () => {
      const begun = said('network.example-input', { time: true }, { examples: images });
      return said('network.unet', { channels: 4, levels: 2 }, { network: begun }).network;
    },
  ],
  [
    'a U-Net of patches',
    () => {
      const begun = said('network.example-input', { time: true }, { examples: images });
      return said('network.unet', { channels: 4, levels: 2, patch: '2' }, { network: begun }).network;
    },
  ],
  ['an MLP', () => network(images, { from: 'example', mlp: { width: 64, layers: 3 }, output: { gives: 'score' } })],
])('what a batch leaves in %s is at least what is told, and not many times as much', (_name, build) => {
  const built = build();
  if (!built) throw new Error('no network');
  const net = concreteNetwork(built);
  const kept = keptBytes(net, 4) - keptBytes(net, 2);
  const told = 2 * memoryOf(net).example;
  expect(kept).toBeGreaterThanOrEqual(told);
  expect(kept).toBeLessThan(4 * told);
});
