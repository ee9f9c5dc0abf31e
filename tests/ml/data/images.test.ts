import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Arrays, takeArrays } from '@/ml/arrays';
import { balanceClasses, countClasses } from '@/ml/data/balance';
import { drawDigits } from '@/ml/data/digits';
import { DataError } from '@/ml/data/error';
import {
  augmentImages,
  centreCrop,
  differenceHash,
  findNearDuplicates,
  fromSigned,
  hashDistance,
  mixup,
  perceptualHash,
  resizeImages,
  toGreyscale,
  toSigned,
} from '@/ml/data/images';
import { drawShapes } from '@/ml/data/shapes';

const grey = (height: number, width: number, values: readonly number[]): Arrays => ({
  shape: [height, width, 1],
  count: values.length / (height * width),
  data: Float32Array.from(values),
});
const near = (made: Float32Array, values: readonly number[]) => {
  expect(made).toHaveLength(values.length);
  for (const [index, value] of values.entries()) expect(made[index]).toBeCloseTo(value, 5);
};

describe('resizing', () => {
  test('bilinear gives what PyTorch’s interpolate gives without aligned corners', () => {
    near(resizeImages(grey(1, 2, [0, 1]), { height: 1, width: 4, method: 'bilinear' }).data, [0, 0.25, 0.75, 1]);
    near(
      resizeImages(grey(2, 2, [1, 2, 3, 4]), { height: 3, width: 3, method: 'bilinear' }).data,
      [1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4],
    );
  });

  test('by area takes the mean of what each pixel covers', () => {
    near(resizeImages(grey(2, 4, [0, 1, 2, 3, 4, 5, 6, 7]), { height: 1, width: 2 }).data, [2.5, 4.5]);
    near(resizeImages(grey(1, 3, [0, 3, 6]), { height: 1, width: 2 }).data, [1, 5]);
  });

  test('by area keeps the mean of any image, and nothing changes at the same size', async () => {
    const sizes = fc.record({ height: fc.integer({ min: 1, max: 9 }), width: fc.integer({ min: 1, max: 9 }) });
    const { images } = await drawShapes({ count: 2, seed: 1 });
    const mean = ({ data }: Arrays) => data.reduce((sum, value) => sum + value / data.length, 0);
    fc.assert(
      fc.property(sizes, fc.constantFrom('area', 'bilinear'), (size, method) => {
        const made = resizeImages(images, { ...size, method });
        expect(made.shape).toEqual([size.height, size.width, 3]);
        if (method === 'area') expect(mean(made)).toBeCloseTo(mean(images), 5);
        near(resizeImages(made, { ...size, method }).data, [...made.data]);
      }),
    );
  });

  test('a crop is the middle, and black where there is no image', () => {
    near(centreCrop(grey(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]), { height: 1, width: 3 }).data, [4, 5, 6]);
    near(centreCrop(grey(1, 2, [1, 2]), { height: 3, width: 1 }).data, [0, 1, 0]);
    near(
      centreCrop(grey(1, 1, [1, 2]), { height: 3, width: 3 }).data,
      [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0],
    );
  });

  test('what is no image or no size is refused', () => {
    expect(() => resizeImages({ shape: [2], count: 0, data: new Float32Array() }, { height: 2, width: 2 })).toThrow(
      'These are no images.',
    );
    expect(() => resizeImages(grey(1, 1, [1]), { height: 0, width: 2 })).toThrow('Images cannot be 0 × 2 pixels.');
    expect(() => centreCrop(grey(1, 1, [1]), { height: 5_000, width: 2 })).toThrow(DataError);
  });
});

test('grey is how bright a colour looks, and signed values come back', async () => {
  const colours: Arrays = { shape: [1, 3, 3], count: 1, data: Float32Array.of(1, 0, 0, 0, 1, 0, 1, 1, 1) };
  near(toGreyscale(colours).data, [0.299, 0.587, 1]);
  expect(toGreyscale(toGreyscale(colours)).shape).toEqual([1, 3, 1]);
  expect([...toSigned(colours).data]).toEqual([1, -1, -1, -1, 1, -1, 1, 1, 1]);
  expect(fromSigned(toSigned(colours)).data).toEqual(colours.data);
  near(fromSigned(grey(1, 2, [-3, 3])).data, [0, 1]);
});

describe('changed copies', async () => {
  const digits = await drawDigits({ count: 10, seed: 1 });
  const base = { seed: 1, copies: 2, keepOriginals: true };

  test('stand after their image with its label; nothing asked for, nothing changed', async () => {
    const made = await augmentImages(digits, base);
    expect(made.count).toBe(30);
    for (let index = 0; index < 30; index++) {
      expect(made.labels?.[index]).toBe(digits.labels?.[Math.floor(index / 3)]);
      near(takeArrays(made, [index]).data, [...takeArrays(digits, [Math.floor(index / 3)]).data]);
    }
  });

  test('are the same from the same seed and others from another', async () => {
    const all = { ...base, flip: true, shift: 2, rotate: 15, colour: 0.3, noise: 0.1, cutout: 8 };
    expect(await augmentImages(digits, all)).toEqual(await augmentImages(digits, all));
    expect((await augmentImages(digits, { ...all, seed: 2 })).data).not.toEqual(
      (await augmentImages(digits, all)).data,
    );
    expect((await augmentImages(digits, all)).data.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test('flipped ones are mirrored or as they were, about half of each', async () => {
    const image = grey(1, 3, [0, 0.5, 1]);
    const made = await augmentImages(image, { seed: 3, copies: 100, keepOriginals: false, flip: true });
    const mirrored = Array.from({ length: 100 }, (_, index) => made.data[3 * index] === 1);
    for (const [index, is] of mirrored.entries())
      near(made.data.subarray(3 * index, 3 * index + 3), is ? [1, 0.5, 0] : [0, 0.5, 1]);
    expect(mirrored.filter(Boolean).length).toBeGreaterThan(30);
    expect(mirrored.filter(Boolean).length).toBeLessThan(70);
  });

  test('shifted and turned ones keep their ink and stay near', async () => {
    const ink = (images: Arrays, index: number) =>
      takeArrays(images, [index]).data.reduce((sum, value) => sum + value, 0);
    const made = await augmentImages(digits, { seed: 4, copies: 1, keepOriginals: false, shift: 1.5, rotate: 10 });
    for (let index = 0; index < 10; index++) {
      expect(ink(made, index) / ink(digits, index)).toBeCloseTo(1, 1);
      expect(takeArrays(made, [index]).data).not.toEqual(takeArrays(digits, [index]).data);
    }
  });

  test('cut ones have a square of their mean', async () => {
    const image = grey(
      4,
      4,
      Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? 1 : 0)),
    );
    const made = await augmentImages(image, { seed: 5, copies: 20, keepOriginals: false, cutout: 2 });
    for (let copy = 0; copy < 20; copy++) {
      const cut = [...made.data.subarray(16 * copy, 16 * copy + 16)].filter((value) => value === 0.5).length;
      expect([1, 2, 4]).toContain(cut);
    }
  });

  test('recoloured greys stay grey', async () => {
    const { data } = await augmentImages(
      { shape: [1, 2, 3], count: 1, data: Float32Array.of(0.2, 0.2, 0.2, 0.6, 0.6, 0.6) },
      { seed: 6, copies: 5, keepOriginals: false, colour: 0.3 },
    );
    for (let pixel = 0; pixel < data.length; pixel += 3)
      near(data.subarray(pixel, pixel + 3), [data[pixel] ?? 0, data[pixel] ?? 0, data[pixel] ?? 0]);
  });
});

describe('mixup', () => {
  test('mixes each image with its partner by its share, half of itself at least', async () => {
    const images = await drawDigits({ count: 200, seed: 2 });
    const { images: mixed, partners, shares } = mixup(images, { seed: 1, alpha: 1 });
    for (let index = 0; index < 200; index++) {
      const share = shares[index] ?? 0;
      expect(share).toBeGreaterThanOrEqual(0.5);
      const at = index * 784 + 400;
      expect(mixed.data[at]).toBeCloseTo(
        share * (images.data[at] ?? 0) + (1 - share) * (images.data[(partners[index] ?? 0) * 784 + 400] ?? 0),
        5,
      );
    }
    // Beta(1, 1) is even, and the greater of λ and 1 − λ has the mean ¾.
    expect(shares.reduce((sum, share) => sum + share / 200, 0)).toBeCloseTo(0.75, 1);
    expect(mixup(images, { seed: 1, alpha: 1 }).images.data).toEqual(mixed.data);
    expect(mixup(images, { seed: 1, alpha: 0 }).images.data).toEqual(images.data);
    expect(mixup(images, { seed: 1, alpha: 1e-4 }).shares.every((share) => share >= 0.5 && share <= 1)).toBe(true);
  });
});

describe('balanced classes', () => {
  const items: Arrays = {
    shape: [1],
    count: 6,
    data: Float32Array.of(0, 1, 2, 3, 4, 5),
    labels: Int32Array.of(0, 0, 0, 0, 2, 2),
    classes: ['a', 'b', 'c'],
  };

  test('have as many as the rarest, the commonest, or so many', () => {
    expect(countClasses(items)).toEqual([4, 0, 2]);
    expect(countClasses(balanceClasses(items, { seed: 1, to: 'rarest' }))).toEqual([2, 0, 2]);
    const most = balanceClasses(items, { seed: 1, to: 'commonest' });
    expect(countClasses(most)).toEqual([4, 0, 4]);
    expect([...most.data].sort()).toEqual([0, 1, 2, 3, 4, 4, 5, 5]);
    expect(countClasses(balanceClasses(items, { seed: 1, to: 7 }))).toEqual([7, 0, 7]);
    expect(balanceClasses(items, { seed: 1, to: 7 })).toEqual(balanceClasses(items, { seed: 1, to: 7 }));
  });

  test('need labels and a number', async () => {
    expect(() => balanceClasses(grey(1, 1, [1]), { seed: 1, to: 'rarest' })).toThrow('These items have no classes.');
    expect(() => balanceClasses(items, { seed: 1, to: 0 })).toThrow(DataError);
  });
});

describe('near duplicates', async () => {
  const digits = await drawDigits({ count: 100, seed: 7 });
  const noisy = await augmentImages(digits, { seed: 1, copies: 1, keepOriginals: false, noise: 0.01 });
  const both: Arrays = {
    ...digits,
    count: 200,
    data: Float32Array.from([...digits.data, ...noisy.data]),
    labels: Int32Array.from([...(digits.labels ?? []), ...(noisy.labels ?? [])]),
  };

  test('a hash says where it gets brighter', () => {
    const rising = grey(
      8,
      9,
      Array.from({ length: 72 }, (_, at) => (at % 9) / 9),
    );
    const falling = grey(
      8,
      9,
      Array.from({ length: 72 }, (_, at) => 1 - (at % 9) / 9),
    );
    expect([...differenceHash(rising)]).toEqual([0xffffffff, 0xffffffff]);
    expect([...differenceHash(falling)]).toEqual([0, 0]);
    expect(hashDistance(Uint32Array.of(0xffffffff, 1, 0, 0), 0, 1)).toBe(33);
  });

  test.each(['difference', 'perceptual'] as const)(
    'the hash by %s hardly changes with brightness and size, and differs between images',
    async (method) => {
      const hash = method === 'difference' ? differenceHash : perceptualHash;
      const { images } = await drawShapes({ count: 2, seed: 3, only: { size: 'large' } });
      const brighter = { ...images, data: images.data.map((value) => 0.8 * value + 0.1) };
      const larger = resizeImages(images, { height: 64, width: 64, method: 'bilinear' });
      const all = Uint32Array.from([...hash(images), ...hash(brighter), ...hash(larger)]);
      expect(hashDistance(all, 0, 2)).toBeLessThanOrEqual(3);
      expect(hashDistance(all, 0, 4)).toBeLessThanOrEqual(6);
      expect(hashDistance(all, 0, 1)).toBeGreaterThan(10);
    },
  );

  test.each(['difference', 'perceptual'] as const)('are the noisy copies and no others, by %s', async (method) => {
    const { kept, pairs } = await findNearDuplicates(both, { method, bits: 15 });
    for (const { kept: first, removed } of pairs) expect(removed).toBe(first + 100);
    expect(pairs.length).toBeGreaterThan(method === 'perceptual' ? 95 : 50);
    expect(kept.length + pairs.length).toBe(200);
    expect((await findNearDuplicates(digits, { method })).kept).toHaveLength(100);
  });

  test('equal images are found whatever the bounds, even flat ones', async () => {
    const twice = takeArrays(digits, [0, 1, 0, 1, 0]);
    expect((await findNearDuplicates(twice, { bits: 0, difference: 0 })).kept).toEqual([0, 1]);
    expect((await findNearDuplicates(grey(2, 2, [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]))).kept).toEqual([0, 2]);
  });
});
