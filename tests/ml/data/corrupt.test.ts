import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Arrays } from '@/ml/arrays';
import { CORRUPTIONS, corruptImages, type Severity } from '@/ml/data/images/corrupt';
import { compressAsJpeg, tableOf, waves } from '@/ml/data/images/corrupt/jpeg';
import { plasma } from '@/ml/data/images/corrupt/plasma';
import { createRandom } from '@/ml/random';

interface Case {
  readonly shape: readonly number[];
  readonly pixels: readonly number[];
  readonly coded: Readonly<Record<string, readonly number[]>>;
}
const pillow: Readonly<Record<'colour' | 'grey', Case>> = JSON.parse(
  readFileSync(new URL('../../fixtures/jpeg/pillow.json', import.meta.url), 'utf8'),
);

/** Ramps with an edge, 20 × 16 in colour. */
const picture = (count = 1): Arrays => ({
  shape: [20, 16, 3],
  count,
  labels: new Int32Array(count),
  data: Float32Array.from({ length: count * 20 * 16 * 3 }, (_, at) => {
    const [column, row] = [Math.floor(at / 3) % 16, Math.floor(at / 48) % 20];
    return row > 5 && row < 14 && column > 4 && column < 11 ? 0.9 - 0.2 * (at % 3) : 0.1 + (row + column) / 100;
  }),
});
const damaged = (corruption: (typeof CORRUPTIONS)[number], severity: Severity, images = picture()) =>
  corruptImages(images, { corruption, severity, seed: 3 });
const apart = (one: Arrays, other: Arrays) =>
  Math.sqrt(one.data.reduce((sum, value, at) => sum + (value - (other.data[at] ?? 0)) ** 2, 0) / one.data.length);

describe('JPEG', () => {
  test('waves are those of the standard, and come back', () => {
    const flat = waves(new Float64Array(64).fill(10));
    expect(flat[0]).toBeCloseTo(80, 9);
    expect(Math.max(...flat.subarray(1).map(Math.abs))).toBeLessThan(1e-9);
    const block = Float64Array.from({ length: 64 }, (_, at) => (at * 37) % 101);
    for (const [at, value] of waves(waves(block), true).entries()) expect(value).toBeCloseTo(block[at] ?? 0, 9);
  });

  test('steps are those that libjpeg writes into its files', () => {
    expect(tableOf([16, 11, 10, 99], 80)).toEqual([6, 4, 4, 40]);
    expect(tableOf([16, 11, 10, 99], 40)).toEqual([20, 14, 13, 124]);
    expect(tableOf([16, 11, 10, 99], 100)).toEqual([1, 1, 1, 1]);
  });

  // In grey every value is libjpeg’s, within rounding. In colour a wave here and there lies halfway between two steps and goes the other way.
  test.each([
    ['grey', 0.03, 1],
    ['colour', 0.18, 20],
  ] as const)('loses what libjpeg loses, %s', (name, share, most) => {
    const { shape, pixels, coded } = pillow[name];
    const [height = 0, width = 0, channels = 1] = shape;
    for (const [quality, expected] of Object.entries(coded)) {
      const data = Float32Array.from(pixels, (value) => value / 255);
      compressAsJpeg({ height, width, channels, data }, Number(quality));
      const off = expected.map((value, at) => Math.abs(255 * (data[at] ?? 0) - value));
      const lost = expected.map((value, at) => Math.abs((pixels[at] ?? 0) - value));
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(mean(off)).toBeLessThan(share * mean(lost));
      expect(Math.max(...off)).toBeLessThan(most + 0.01);
    }
  });
});

describe('corruptions', () => {
  // Coarse pixels that fall together with edges change less than finer ones: they are counted below.
  test.each(CORRUPTIONS.filter((one) => one !== 'pixelate'))(
    '%s grows with severity, and is the same for the same seed',
    async (one) => {
      const [least, most, again] = await Promise.all([damaged(one, 1), damaged(one, 5), damaged(one, 5)]);
      expect(apart(least, picture())).toBeGreaterThan(0);
      expect(apart(most, picture())).toBeGreaterThan(1.15 * apart(least, picture()));
      expect(again.data).toEqual(most.data);
      expect(most.data.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(most.labels).toEqual(new Int32Array(1));
    },
  );

  const flat = (value: number, side = 32, channels = 1): Arrays => ({
    shape: [side, side, channels],
    count: 1,
    data: new Float32Array(side * side * channels).fill(value),
  });

  test('noise has the deviation, and the share, that was asked for', async () => {
    const noisy = await damaged('gaussian-noise', 5, flat(0.5, 64));
    expect(apart(noisy, flat(0.5, 64))).toBeCloseTo(0.1, 2);
    const salted = await damaged('impulse-noise', 5, flat(0.5, 64));
    expect(salted.data.filter((value) => value !== 0.5).length / 4_096).toBeCloseTo(0.07, 1.7);
  });

  test('blur keeps what is even, and spreads a point as a bell', async () => {
    const dot = flat(0);
    dot.data[16 * 32 + 16] = 1;
    const { data } = await damaged('blur', 5, dot);
    expect(data.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect((data[16 * 32 + 17] ?? 0) / (data[16 * 32 + 16] ?? 1)).toBeCloseTo(Math.exp(-0.5), 5);
    for (const one of ['blur', 'motion-blur', 'pixelate', 'contrast', 'jpeg'] as const)
      expect(apart(await damaged(one, 5, flat(0.4, 16)), flat(0.4, 16))).toBeLessThan(0.01);
  });

  test('coarse pixels are as many as was asked for', async () => {
    const { data } = await damaged('pixelate', 5);
    const columns = Array.from({ length: 16 }, (_, column) => data[3 * (5 * 16 + column)] ?? 0);
    expect(columns.filter((value, at) => at > 0 && value === columns[at - 1])).toHaveLength(16 - 10);
  });

  test('contrast and brightness follow their formulas', async () => {
    const [before, { data }] = [picture(), await damaged('contrast', 2)];
    const reds = before.data.filter((_, at) => at % 3 === 0);
    const mean = reds.reduce((sum, value) => sum + value, 0) / reds.length;
    expect(data[0]).toBeCloseTo(mean + 0.5 * ((before.data[0] ?? 0) - mean), 5);
    const orange: Arrays = { shape: [1, 1, 3], count: 1, data: Float32Array.of(0.6, 0.3, 0) };
    const [red, green, blue] = (await damaged('brightness', 5, orange)).data;
    expect([red, green, blue]).toEqual([expect.closeTo(0.9, 5), expect.closeTo(0.45, 5), 0]);
  });

  test('clouds reach from 0 to 1, and join on to themselves', () => {
    const cloud = plasma(16, 2, createRandom(1));
    expect([Math.min(...cloud), Math.max(...cloud)]).toEqual([0, 1]);
    const step = (one: number, other: number) => Math.abs((cloud[one] ?? 0) - (cloud[other] ?? 0));
    const across = Array.from({ length: 16 }, (_, row) => step(16 * row, 16 * row + 15));
    expect(across.reduce((sum, value) => sum + value, 0) / 16).toBeLessThan(0.35);
  });

  test('refuses what are no images', async () => {
    const points: Arrays = { shape: [2], count: 1, data: Float32Array.of(0, 1) };
    await expect(damaged('jpeg', 1, points)).rejects.toMatchObject({ code: 'data.images.shape' });
  });
});
