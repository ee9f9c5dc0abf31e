import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Arrays } from '@/ml/arrays';
import { drawDigits } from '@/ml/data/digits';
import { DataError } from '@/ml/data/error';
import { resizeImages } from '@/ml/data/images';
import { readIdxImages } from '@/ml/data/read';

const pixelsOf = ({ data, shape }: Arrays, index: number) => {
  const size = shape.reduce((product, length) => product * length, 1);
  return data.subarray(index * size, (index + 1) * size);
};

describe('handwritten digits', () => {
  test('20,000 of one seed are all different, in a few seconds', async () => {
    const began = performance.now();
    const { data } = await drawDigits({ count: 20_000, seed: 1 });
    expect(performance.now() - began).toBeLessThan(20_000);
    const bytes = Buffer.from(data.buffer);
    const different = new Set(
      Array.from({ length: 20_000 }, (_, index) => bytes.toString('latin1', index * 784 * 4, (index + 1) * 784 * 4)),
    );
    expect(different.size).toBe(20_000);
  });

  test('are the same from the same seed, however many are asked for', async () => {
    const few = await drawDigits({ count: 25, seed: 'a' });
    const many = await drawDigits({ count: 60, seed: 'a' });
    expect(many.data.subarray(0, few.data.length)).toEqual(few.data);
    expect(many.labels?.subarray(0, 25)).toEqual(few.labels);
    expect((await drawDigits({ count: 25, seed: 'b' })).data).not.toEqual(few.data);
  });

  test('have values from 0 to 1, ink in the middle and an empty edge, and each digit as often', async () => {
    const digits = await drawDigits({ count: 1_000, seed: 2 });
    expect(digits.shape).toEqual([28, 28, 1]);
    for (let digit = 0; digit < 10; digit++)
      expect(digits.labels?.filter((label) => label === digit)).toHaveLength(100);
    for (let index = 0; index < 1_000; index++) {
      const pixels = pixelsOf(digits, index);
      const ink = pixels.reduce((sum, value) => sum + value, 0);
      expect(Math.max(...pixels)).toBeLessThanOrEqual(1);
      expect(Math.max(...pixels)).toBeGreaterThan(0.7);
      expect(ink).toBeGreaterThan(15);
      const x = pixels.reduce((sum, value, at) => sum + value * ((at % 28) + 0.5), 0) / ink;
      const y = pixels.reduce((sum, value, at) => sum + value * (Math.floor(at / 28) + 0.5), 0) / ink;
      expect(Math.hypot(x - 14, y - 14)).toBeLessThan(4);
      for (let at = 0; at < 28; at++) {
        for (const edge of [at, 27 * 28 + at, at * 28, at * 28 + 27]) expect(pixels[edge]).toBeLessThan(0.5);
      }
    }
  });

  test('let others through while they are written, and can be stopped there', async () => {
    const stop = new Error('stopped');
    const breathe = async () => {
      throw stop;
    };
    await expect(drawDigits({ count: 100_000, seed: 1, breathe })).rejects.toBe(stop);
  });

  test('can be some digits only, larger, and without any variation', async () => {
    const zeros = await drawDigits({ count: 4, seed: 3, digits: [0, 7], size: 56 });
    expect(zeros.shape).toEqual([56, 56, 1]);
    expect([...(zeros.labels ?? [])].sort()).toEqual([0, 0, 7, 7]);
    expect(zeros.classes).toHaveLength(10);
    expect((await drawDigits({ count: 5, seed: 3, variation: 0 })).data.some((value) => value > 0.5)).toBe(true);
  });

  test('are refused when they cannot be', async () => {
    for (const wrong of [
      { count: -1 },
      { count: 1.5 },
      { count: 1, size: 4 },
      { count: 1, digits: [] },
      { count: 1, digits: [10] },
    ])
      await expect(drawDigits({ seed: 1, ...wrong })).rejects.toThrow(DataError);
  });
});

const IMAGES = '../shared/data/images/mnist-t10k-images-idx3-ubyte.gz';
const LABELS = '../shared/data/images/mnist-t10k-labels-idx1-ubyte.gz';

test.skipIf(!existsSync(IMAGES))(
  'who has seen only these digits reads four of five of MNIST’s by their nearest neighbour',
  async () => {
    const mnist = readIdxImages(
      { name: 'images', bytes: gunzipSync(readFileSync(IMAGES)) },
      { name: 'labels', bytes: gunzipSync(readFileSync(LABELS)) },
    );
    const small = { height: 14, width: 14 };
    const seen = resizeImages(await drawDigits({ count: 10_000, seed: 1 }), small);
    const asked = resizeImages({ ...mnist, count: 400, data: mnist.data.subarray(0, 400 * 784) }, small);
    let right = 0;
    for (let question = 0; question < 400; question++) {
      const image = pixelsOf(asked, question);
      let [nearest, distance] = [0, Infinity];
      for (let index = 0; index < seen.count; index++) {
        let sum = 0;
        for (let at = 0; at < 196 && sum < distance; at++)
          sum += ((seen.data[index * 196 + at] ?? 0) - (image[at] ?? 0)) ** 2;
        if (sum < distance) [nearest, distance] = [index, sum];
      }
      if (seen.labels?.[nearest] === mnist.labels?.[question]) right += 1;
    }
    expect(right / 400).toBeGreaterThan(0.8);
  },
);
