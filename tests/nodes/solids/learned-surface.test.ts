import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyExampleNetwork, extendNode, type Meshes } from '@/graph';
import { levelAt, levelOf, sampleGrid } from '@/ml/geometry/grid';
import { volumeOf } from '@/ml/geometry/mesh';
import { ball } from '@/ml/geometry/solids';
import { surfaceOf } from '@/ml/geometry/surface-of';
import { layers } from '@/ml/layers';
import { createConstants } from '@/ml/layers/constants';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { surfaceMeshes } from '@/nodes/generate/surface-meshes/node';
import { run as toMeshes } from '@/nodes/generate/surface-meshes/run';
import { fourierFeatures } from '@/nodes/network/fourier-features/node';
import { trainImplicitSurface } from '@/nodes/train/implicit-surface/node';
import { run as train } from '@/nodes/train/implicit-surface/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { expectClose, expectGradient, type StoredArray, tensorOf } from '../../ml/helpers/tensors';
import { refusalOf, testContext } from '../support';

const stored = JSON.parse(readFileSync(new URL('../../fixtures/solids/encoders.json', import.meta.url), 'utf8'));
const planes: Readonly<Record<string, StoredArray>> = stored.planes;
const gradients: Readonly<Record<string, StoredArray>> = stored.gradients;

const run = (name: string, x: tf.Tensor, weights: Record<string, tf.Tensor>, params: Record<string, unknown>) => {
  const layer = layers.get(name);
  if (!layer) throw new Error(`no layer ${name}`);
  const constants = createConstants();
  const y = tf.tidy(() =>
    layer.forward([x], weights, params, { training: false, scope: 'test', offset: 0, constants }),
  );
  constants.dispose();
  return y;
};

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  test('octaves of coordinates, and a triplane with its gradient, are those of numpy; no tensor stays', async () => {
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const x = tensorOf(stored.x);
      const octaves = { inputs: 3, bands: stored.bands, frequencies: 'octaves' };
      expectClose(run('fourier-features', x, {}, octaves), stored.features.data, 2e-5);
      const params = { resolution: stored.resolution, channels: stored.channels };
      const names = Object.keys(planes);
      const given = names.map((name) => tensorOf(planes[name] ?? { shape: [], data: [] }));
      const read = (...all: tf.Tensor[]) =>
        run('triplane', x, Object.fromEntries(all.map((one, at) => [`${names[at]}.weight`, one])), params);
      expectClose(read(...given), stored.y.data, 1e-5);
      const found = tf.grads(read)(given, tensorOf(stored.dy));
      for (const [at, name] of names.entries())
        expectClose(found[at] ?? tf.scalar(0), gradients[name]?.data ?? [], 1e-5);
      // Of places inside, too, away from where planes have an edge.
      const inside = tf.tensor2d([0.13, -0.31, 0.67, -0.83, 0.21, 0.37], [2, 3]);
      const weights = Object.fromEntries(given.map((one, at) => [`${names[at]}.weight`, one]));
      expectGradient([inside], (places) => run('triplane', places as tf.Tensor, weights, params), { h: 1e-3 });
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('random waves are of the wanted speed, and the same in every network of the same settings', async () => {
  await tf.setBackend('cpu');
  tf.tidy(() => {
    const params = { inputs: 2, bands: 256, frequencies: 'random', scale: 3 };
    const small = 1e-4;
    const [once, again] = [0, 1].map(() => run('fourier-features', tf.tensor2d([small, 0], [1, 2]), {}, params));
    const values = Array.from(once?.dataSync() ?? []);
    expect(values).toEqual(Array.from(again?.dataSync() ?? []));
    expect(values).toHaveLength(2 + 2 * 256);
    // sin 2πbx ≈ 2πbx: the deviation of b is the scale.
    const speeds = values.slice(2, 258).map((value) => value / (2 * Math.PI * small));
    const deviation = Math.sqrt(speeds.reduce((sum, one) => sum + one * one, 0) / speeds.length);
    expect(deviation).toBeGreaterThan(2.5);
    expect(deviation).toBeLessThan(3.5);
  });
});

test('the block tells how wide it is before anything runs, and refuses what is no place', () => {
  const over = (shape: readonly number[], params: object) =>
    extendNode(
      fourierFeatures,
      { network: { network: emptyExampleNetwork({ shape, time: false, classes: 0 }) } },
      fourierFeatures.params.parse(params),
      { nodeId: 'node' },
    );
  const told = over([2], { bands: 5 });
  expect(told.ok && told.facts.network?.network?.shape).toEqual(['B', 2 + 2 * 2 * 5]);
  const random = over([2], { bands: 5, frequencies: 'random' });
  expect(random.ok && random.facts.network?.network?.shape).toEqual(['B', 2 + 2 * 5]);
  const image = over([28, 28, 3], { bands: 4 });
  expect(!image.ok && image.error.code).toBe('network.too-many-waves');
  const fast = over([2], { bands: 40 });
  expect(!fast.ok && fast.error.code).toBe('network.too-fast');
});

test('between the cells of a grid distances are straight lines, and exact where the surface is flat', () => {
  const flat = sampleGrid((x, y, z) => 0.3 * x - 0.5 * y + 0.2 * z, 12, 4);
  const random = createRandom(3);
  for (let at = 0; at < 50; at++) {
    const [x, y, z] = [0, 0, 0].map(() => 0.9 * (2 * random.next() - 1)) as [number, number, number];
    expect(levelAt(flat, x, y, z)).toBeCloseTo(levelOf(0.3 * x - 0.5 * y + 0.2 * z, 4), 5);
  }
  // Beyond the outermost centres it is theirs.
  expect(levelAt(flat, 1, 0, 0)).toBeCloseTo(levelAt(flat, 11 / 12, 0, 0), 9);
});

const balls: Meshes = { items: [0.4, 0.75].map((radius) => surfaceOf(ball(radius), 20)), captions: ['small', 'large'] };
const quick = {
  cells: 20,
  reach: 0.5,
  width: 24,
  layers: 2,
  steps: 60,
  batchSize: 128,
  decaySteps: 60,
  learningRate: 0.01,
  average: 0.9,
};

test('one network learns two balls apart, at any resolution, and leaves no tensor', async () => {
  await tf.setBackend('cpu');
  const before = tf.memory().numTensors;
  const params = trainImplicitSurface.params.parse({
    ...quick,
    encoder: 'fourier',
    bands: 1,
    solids: 2,
    batchSize: 64,
    steps: 100,
  });
  const { surface } = await train({ meshes: balls }, params, testContext());
  const codec = codecOf('implicit-surface');
  expect(codec.decode(codec.encode(surface))).toEqual(surface);
  for (const side of [10, 16]) {
    const { meshes } = await toMeshes({ surface }, surfaceMeshes.params.parse({ side }), testContext());
    expect(meshes.captions).toEqual(['small', 'large']);
    for (const [at, radius] of [0.4, 0.75].entries()) {
      const mesh = meshes.items[at];
      const share = (mesh ? volumeOf(mesh) : 0) / ((4 / 3) * Math.PI * radius ** 3);
      // One is 6.6 times as large as the other.
      expect(share).toBeGreaterThan(0.4);
      expect(share).toBeLessThan(1.6);
    }
  }
  expect(tf.memory().numTensors).toBe(before);
});

test.each(['fourier', 'triplane'])('a surface is learned by %s too', async (encoder) => {
  await tf.setBackend('wasm');
  const params = trainImplicitSurface.params.parse({ ...quick, encoder, bands: 2, resolution: 8 });
  const { surface, metrics } = await train({ meshes: balls }, params, testContext());
  const { meshes } = await toMeshes({ surface }, surfaceMeshes.params.parse({ side: 16 }), testContext());
  const [mesh] = meshes.items;
  const share = (mesh ? volumeOf(mesh) : 0) / ((4 / 3) * Math.PI * 0.4 ** 3);
  expect(share).toBeGreaterThan(0.5);
  expect(share).toBeLessThan(2);
  expect(metrics.values.find(({ name }) => name === 'Solids')?.value).toBe(1);
});

test('what has no surface in the cube, and more solids than there are, is refused', async () => {
  const empty: Meshes = { items: [{ vertices: new Float32Array(0), faces: new Uint32Array(0) }] };
  const params = trainImplicitSurface.params.parse(quick);
  const refused = async (meshes: Meshes, more: object = {}) =>
    (await refusalOf(async () => train({ meshes }, { ...params, ...more }, testContext()))).code;
  expect(await refused(empty)).toBe('surface.nothing-there');
  expect(await refused({ items: [] })).toBe('surface.too-few');
  expect(await refused(balls, { solids: 3 })).toBe('surface.too-few');
});
