import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { augmentation, type ImageAugmentation } from '@/ml/gan/differentiable-augmentation';
import { r1Penalty } from '@/ml/gan/gradient-penalty';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { expectClose, noise, noiseValues } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const ALL: readonly ImageAugmentation[] = ['colour', 'translation', 'cutout'];
const SHAPE = [3, 16, 8, 2] as const;
const of = (kinds: readonly ImageAugmentation[], seed = 1) =>
  augmentation(kinds, [SHAPE[0], SHAPE[1], SHAPE[2]], createRandom(seed));

test('moves each image by its own few pixels, and puts 0 where nothing was', () => {
  tf.tidy(() => {
    const image = noiseValues(1, 16 * 8 * 2);
    const made = of(['translation'])(tf.tensor([...image, ...image, ...image], [...SHAPE])).dataSync();
    const at = (row: number, column: number, channel: number) =>
      row < 0 || row > 15 || column < 0 || column > 7 ? 0 : (image[(row * 8 + column) * 2 + channel] ?? Number.NaN);
    const found = [0, 1, 2].map((item) => {
      for (let down = -2; down <= 2; down++)
        for (let right = -1; right <= 1; right++) {
          let same = true;
          for (let index = 0; index < 256 && same; index++) {
            const [row, column, channel] = [index >> 4, (index >> 1) & 7, index & 1];
            same = Math.abs((made[256 * item + index] ?? 0) - at(row - down, column - right, channel)) < 1e-6;
          }
          if (same) return `${down} ${right}`;
        }
      return 'nowhere';
    });
    expect(found).not.toContain('nowhere');
    expect(new Set(found).size).toBeGreaterThan(1);
  });
});

test('leaves out one square of half the size, which may reach over the edge', () => {
  tf.tidy(() => {
    const made = of(['cutout'], 3)(tf.ones([...SHAPE])).dataSync();
    for (let item = 0; item < 3; item++) {
      const gone = made.subarray(256 * item, 256 * (item + 1)).filter((value) => value === 0).length / 2;
      expect(gone).toBeGreaterThan(0);
      expect(gone).toBeLessThanOrEqual(8 * 4);
    }
  });
});

test('changes colours as published: brightness, then saturation about the mean of channels, then contrast about that of all', () => {
  tf.tidy(() => {
    const random = createRandom(5);
    const drawn = ['brightness', 'saturation', 'contrast'].map((name) => random.split(name).next());
    const [brightness, saturation, contrast] = [(drawn[0] ?? 0) - 0.5, 2 * (drawn[1] ?? 0), 0.5 + (drawn[2] ?? 0)];
    const x = noiseValues(2, 8);
    const brighter = x.map((value) => value + brightness);
    const coloured = brighter.map((_, index) => {
      const pair = index - (index % 2);
      const middle = ((brighter[pair] ?? 0) + (brighter[pair + 1] ?? 0)) / 2;
      return ((brighter[index] ?? 0) - middle) * saturation + middle;
    });
    const middle = coloured.reduce((sum, value) => sum + value, 0) / 8;
    const wanted = coloured.map((value) => (value - middle) * contrast + middle);
    const made = augmentation(['colour'], [1, 2, 2], createRandom(5))(tf.tensor(x, [1, 2, 2, 2]));
    expectClose(made.dataSync(), wanted, 1e-5);
  });
});

test('does the same each time, passes gradients on, and those of a penalty too', () => {
  tf.tidy(() => {
    const change = of(ALL);
    const x = noise(3, [...SHAPE]);
    expect(change(x).dataSync()).toEqual(change(x).dataSync());
    const { gradients } = valueAndGradients(() => tf.sum(tf.square(change(x))).asScalar(), [x]);
    const [gradient] = gradients;
    const step = 1e-2;
    const along = noise(4, [...SHAPE]);
    const at = (size: number) => tf.sum(tf.square(change(tf.add(x, tf.mul(along, size))))).dataSync()[0] ?? 0;
    const slope = tf.sum(tf.mul(gradient ?? x, along)).dataSync()[0] ?? Number.NaN;
    // Of a square the central difference is exact.
    expect((at(step) - at(-step)) / (2 * step)).toBeCloseTo(slope, 0);
    const weight = noise(5, [256, 1]);
    const penalty = valueAndGradients(
      () => r1Penalty((image) => tf.matMul(tf.reshape(change(image), [3, 256]), weight), x),
      [weight],
    );
    // Linear in the image, so the penalty is quadratic in the weight: w · ∇ = 2 × its value.
    const [pull] = penalty.gradients;
    const twice = tf.sum(tf.mul(pull ?? weight, weight)).dataSync()[0] ?? Number.NaN;
    expect(twice / (penalty.value.dataSync()[0] ?? Number.NaN)).toBeCloseTo(2, 3);
  });
});
