import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromPatches, toOverlappingPatches, toPatches } from '@/ml/functions/patches';
import { gridPositions } from '@/ml/functions/sinusoids';
import { layers } from '@/ml/layers';
import { createConstants } from '@/ml/layers/constants';
import type { LayerContext } from '@/ml/layers/layer';
import type { Params } from '@/ml/layers/params';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { expectClose, expectGradient, noise, noiseValues } from './helpers/tensors';

const around = (): LayerContext => ({ training: false, scope: 'test', offset: 0, constants: createConstants() });

/** A layer with its first weights, or others. */
function made(name: string, params: Params, change: (name: string, shape: number[]) => tf.Tensor | null = () => null) {
  const layer = layers.get(name);
  if (!layer) throw new Error(`there is no ${name}`);
  const random = createRandom(5);
  const weights = Object.fromEntries(
    layer.parameters(params).map((spec) => {
      const shape = [...spec.shape];
      return [spec.name, change(spec.name, shape) ?? tf.tensor(layer.initialise(spec, random, params), shape)];
    }),
  );
  return { weights, run: (...inputs: tf.Tensor[]) => layer.forward(inputs, weights, params, around()) };
}

/** Everything learned already, so that nothing is hidden by a 0. */
const learned = (name: string, shape: number[]) => {
  const values = noise(name.length, shape, 0.3);
  // A variance is none below 0.
  return name.endsWith('running_var') ? tf.add(1, tf.square(values)) : values;
};

const DIT = { width: 8, heads: 2, hidden: 16 };

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    if (backend === 'wasm') await startWasm();
    else await tf.setBackend('cpu');
  });

  test('patches are squares of neighbours, row by row, and put together they are the image', () => {
    const image = tf.reshape(tf.range(0, 2 * 4 * 6), [2, 4, 6, 1]);
    const patches = toPatches(image, 2);
    expect(patches.shape).toEqual([2, 6, 4]);
    expectClose(tf.slice(patches, [0, 1, 0], [1, 1, 4]), [2, 3, 8, 9]);
    expectClose(fromPatches(patches, 4, 6, 2), image.dataSync());
  });

  test('patches that overlap are the windows of a convolution that takes as long steps', () => {
    const images = noise(1, [2, 6, 8, 3]);
    const patches = toOverlappingPatches(images, 4, 2);
    expect(patches.shape).toEqual([2, 2 * 3, 48]);
    const filter = tf.ones([4, 4, 3, 1]).as4D(4, 4, 3, 1);
    expectClose(tf.sum(patches, 2), tf.conv2d(images.as4D(2, 6, 8, 3), filter, 2, 'valid').dataSync(), 1e-4);
    expectClose(toOverlappingPatches(images, 2, 2), toPatches(images, 2).dataSync(), 0);
    expect(() => toOverlappingPatches(images, 3, 2)).toThrow(/not made of steps/);
    const sizes = { height: 6, width: 8, inputs: 3, patch: 4, step: 2, tokenWidth: 8 };
    for (const positions of ['sinusoidal', 'learned', 'none'])
      expect(made('patchify', { ...sizes, positions }).run(images).shape).toEqual([2, 6, 8]);
  });

  test('unpatchify undoes patchify where its map undoes the other’s', () => {
    const turn = tf.linalg.gramSchmidt(noise(3, [12, 12]).as2D(12, 12)) as tf.Tensor;
    const size = { height: 4, width: 8, patch: 2, tokenWidth: 12 };
    const cut = made('patchify', { ...size, inputs: 3, positions: 'none' }, (name) =>
      name === 'patch.weight' ? turn : null,
    );
    const join = made('unpatchify', { ...size, outputs: 3, norm: false, told: false }, (name) =>
      name === 'pixels.weight' ? tf.transpose(turn) : null,
    );
    const images = noise(4, [2, 4, 8, 3]);
    expectClose(join.run(cut.run(images)), images.dataSync(), 1e-4);
  });

  test('a new DiT block changes nothing, and one that has learned does', () => {
    const [x, told] = [noise(1, [2, 6, 8]), noise(2, [2, 8])];
    expectClose(made('dit-block', DIT).run(x, told), x.dataSync(), 0);
    const moved = tf.max(tf.abs(tf.sub(made('dit-block', DIT, learned).run(x, told), x))).dataSync()[0] ?? 0;
    expect(moved).toBeGreaterThan(0.1);
  });

  test('a new diffusion transformer ends in an empty image', () => {
    const end = { height: 4, width: 4, patch: 2, tokenWidth: 8, outputs: 3, norm: true, told: true };
    const image = made('unpatchify', end).run(noise(1, [2, 4, 8]), noise(2, [2, 8]));
    expect(image.shape).toEqual([2, 4, 4, 3]);
    expectClose(image, new Float32Array(96), 0);
  });

  test('new FiLM turns channels up and down about 1, and new image attention changes nothing', () => {
    const image = noise(1, [2, 3, 4, 6]);
    expectClose(made('image-attention', { channels: 6, heads: 2, norm: 'group' }).run(image), image.dataSync(), 0);
    const film = made('film', { channels: 6, toldWidth: 5 });
    expectClose(film.run(image, tf.zeros([2, 5])), image.dataSync(), 0);
  });

  test('attention over an image is attention over its places in a row', () => {
    const image = noise(1, [2, 3, 4, 6]);
    const { run, weights } = made('image-attention', { channels: 6, heads: 2, norm: 'none' }, learned);
    const plain = made(
      'attention',
      { width: 6, heads: 2, causal: false },
      (name) => weights[`attention.${name}`] ?? null,
    );
    const wanted = tf.reshape(plain.run(tf.reshape(image, [2, 12, 6])), image.shape);
    expectClose(run(image), tf.add(image, tf.mul(wanted, weights.gain ?? 1)).dataSync());
  });

  test('a transposed convolution is TF.js’s own, its filter turned round', () => {
    const { run, weights } = made('convolution', {
      height: 3,
      width: 2,
      inputs: 2,
      channels: 3,
      kernel: 3,
      size: 'transposed',
      norm: 'none',
      activation: 'none',
      classes: 0,
    });
    const filter = tf.transpose(tf.reverse(weights.filter ?? tf.zeros([1]), [0, 1]), [0, 1, 3, 2]);
    const x = noise(1, [2, 3, 2, 2]);
    const wanted = tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [2, 6, 4, 3], 2, 1);
    expectClose(run(x), wanted.dataSync(), 1e-5);
  });

  test('norms of images bring what they take together to mean 0 and deviation 1', () => {
    const x = tf.add(tf.mul(noise(1, [2, 3, 4, 8]), 3), 1);
    for (const [norm, shape] of [
      ['group', [2, 12, 2, 4]],
      ['instance', [2, 12, 8, 1]],
      ['layer', [2, 12, 1, 8]],
    ] as const) {
      const normal = made('image-norm', { channels: 8, norm, activation: 'none' }).run(x);
      const { mean, variance } = tf.moments(tf.reshape(normal, [...shape]), [1, 3]);
      expectClose(mean, new Float32Array(mean.size), 1e-4);
      expectClose(variance, new Float32Array(variance.size).fill(1), 1e-3);
    }
  });

  test('what is told is heard through each norm', () => {
    for (const norm of ['group', 'instance', 'layer', 'batch', 'none']) {
      const block = made('residual-block', { inputs: 8, channels: 8, norm, toldWidth: 4 }, learned);
      const x = noise(1, [1, 4, 4, 8]);
      const [a, b] = [block.run(x, noise(2, [1, 4])), block.run(x, noise(3, [1, 4]))];
      expect(tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? 0, norm).toBeGreaterThan(0.05);
    }
  });

  test('pixels laid into channels come back, and means undo repeated pixels', () => {
    const x = noise(1, [2, 4, 8, 3]);
    const way = (params: Params) => made('resample', params).run;
    expectClose(way({ way: 'unfold', factor: 4 })(way({ way: 'fold', factor: 4 })(x)), x.dataSync(), 0);
    expectClose(way({ way: 'half' })(way({ way: 'double' })(x)), x.dataSync(), 1e-6);
  });

  test('a learned DiT block is the blocks’ own attention and feed-forward between norms', () => {
    const [x, told] = [noise(1, [2, 6, 8]), noise(2, [2, 8])];
    const { run, weights } = made('dit-block', DIT, learned);
    const part = (name: string) => (own: string) => weights[`${name}.${own}`] ?? null;
    const attend = made('attention', { width: 8, heads: 2, causal: false }, part('attention'));
    const think = made('feed-forward', { width: 8, hidden: 16, activation: 'gelu' }, part('feedForward'));
    const [weight, bias] = [weights['modulation.weight'], weights['modulation.bias']];
    if (!weight || !bias) throw new Error('no modulation');
    const six = tf.split(tf.expandDims(tf.add(tf.matMul(tf.mul(told, tf.sigmoid(told)), weight), bias), 1), 6, 2);
    const [shift1, scale1, gate1, shift2, scale2, gate2] = six as [tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]];
    const normal = (y: tf.Tensor) => {
      const { mean, variance } = tf.moments(y, 2, true);
      return tf.div(tf.sub(y, mean), tf.sqrt(tf.add(variance, 1e-6)));
    };
    const moved = (y: tf.Tensor, shift?: tf.Tensor, scale?: tf.Tensor) =>
      tf.add(tf.mul(normal(y), tf.add(1, scale ?? 0)), shift ?? 0);
    const between = tf.add(x, tf.mul(gate1, attend.run(moved(x, shift1, scale1))));
    const wanted = tf.add(between, tf.mul(gate2 ?? 0, think.run(moved(between, shift2, scale2))));
    expectClose(run(x, told), wanted.dataSync(), 1e-4);
  });

  test.each<[string, string, Params, number[], number[]?]>([
    ['a DiT block', 'dit-block', DIT, [1, 3, 8], [1, 8]],
    ['FiLM', 'film', { channels: 3, toldWidth: 5 }, [2, 2, 2, 3], [2, 5]],
    [
      'a residual block',
      'residual-block',
      { inputs: 2, channels: 4, norm: 'instance', toldWidth: 3 },
      [1, 3, 2, 2],
      [1, 3],
    ],
    ['image attention', 'image-attention', { channels: 4, heads: 2, norm: 'group' }, [1, 3, 2, 4]],
    [
      'patches',
      'patchify',
      { height: 4, width: 4, inputs: 2, patch: 2, tokenWidth: 8, positions: 'learned' },
      [2, 4, 4, 2],
    ],
    [
      'patches put together',
      'unpatchify',
      { height: 4, width: 4, outputs: 1, patch: 2, tokenWidth: 8, norm: true, told: true },
      [2, 4, 8],
      [2, 8],
    ],
  ])('the gradient is the slope through %s', (_title, name, params, shape, told) => {
    const layer = made(name, params, learned);
    const inputs = [noise(1, shape), ...(told ? [noise(2, told)] : [])];
    expectGradient(inputs, (...given) => layer.run(...given), { places: 5, tolerance: 2e-2 });
  });

  test('a gradient penalty goes through attention over an image', () => {
    const { run } = made('image-attention', { channels: 4, heads: 2, norm: 'none' }, learned);
    const penaltyAt = (x: tf.Tensor) => {
      const inner = valueAndGradients(() => tf.sum(tf.square(run(x))).asScalar(), [x]).gradients[0];
      return tf.mean(tf.square(inner ?? x)).asScalar();
    };
    const values = noiseValues(1, 24);
    const x = tf.tensor(values, [1, 3, 2, 4]);
    const slope = valueAndGradients(() => penaltyAt(x), [x]).gradients[0]?.dataSync() ?? [];
    for (const index of [0, 7, 23]) {
      const at = (delta: number) => {
        const moved = Float32Array.from(values);
        moved[index] = (moved[index] ?? 0) + delta;
        return penaltyAt(tf.tensor(moved, x.shape)).dataSync()[0] ?? Number.NaN;
      };
      const measured = (at(1e-2) - at(-1e-2)) / 2e-2;
      expect(Math.abs((slope[index] ?? Number.NaN) - measured)).toBeLessThan(0.02 * Math.max(1, Math.abs(measured)));
    }
  });
});

test('positions tell the row in the first half and the column in the second', () => {
  const table = gridPositions(2, 3, 8);
  const at = (place: number) => Array.from(table.subarray(8 * place, 8 * place + 8));
  expect(at(0)).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
  // The second row, third column: waves of 1 and 1/100.
  const wanted = [Math.sin(1), Math.cos(1), Math.sin(0.01), Math.cos(0.01)];
  expectClose(at(5), [...wanted, Math.sin(2), Math.cos(2), Math.sin(0.02), Math.cos(0.02)], 1e-6);
  expect(() => gridPositions(2, 2, 6)).toThrow(RangeError);
});
