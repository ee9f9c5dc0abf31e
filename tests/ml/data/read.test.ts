import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '@/ml/data/error';
import { CIFAR_10, LARGEST_DATA, readCifar10, readIdx, readIdxImages } from '@/ml/data/read';

/** An idx file as its description says. */
function idx(lengths: readonly number[], values: ArrayLike<number>, type = 8): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * lengths.length + values.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, (type << 8) | lengths.length);
  for (const [axis, length] of lengths.entries()) view.setUint32(4 + 4 * axis, length);
  bytes.set(Array.from(values), 4 + 4 * lengths.length);
  return bytes;
}

const named = (bytes: Uint8Array, name = 'file') => ({ name, bytes });

/** What reading throws is a sentence for the user that names the file, or nothing is thrown. */
function refusal(read: () => unknown): DataError | null {
  try {
    read();
    return null;
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    for (const part of [error.title, error.detail, error.fix]) expect(part).toMatch(/\.$/);
    return error;
  }
}

describe('idx files', () => {
  test('any images and labels come back as they were written', () => {
    const sizes = fc.record({
      count: fc.integer({ min: 1, max: 4 }),
      height: fc.integer({ min: 1, max: 5 }),
      width: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.nat(255)), ({ count, height, width }, stream) => {
        const draw = (length: number) => Array.from({ length }, () => stream.next().value as number);
        const [pixels, labels] = [draw(count * height * width), draw(count)];
        const read = readIdxImages(named(idx([count, height, width], pixels)), named(idx([count], labels)));
        expect(read.shape).toEqual([height, width, 1]);
        expect(read.count).toBe(count);
        expect([...read.data].map((value) => Math.round(255 * value))).toEqual(pixels);
        expect([...(read.labels ?? [])]).toEqual(labels);
        expect(read.classes).toHaveLength(Math.max(...labels) + 1);
      }),
    );
  });

  test('a view into a larger buffer is read from where it begins', () => {
    const file = idx([2], [3, 4]);
    const larger = new Uint8Array(file.length + 7);
    larger.set(file, 5);
    expect([...readIdx('labels', larger.subarray(5, 5 + file.length)).data]).toEqual([3, 4]);
  });

  test('what is wrong is said', () => {
    const images = named(idx([2, 1, 1], [1, 2]), 'images');
    expect(refusal(() => readIdx('a', new Uint8Array()))?.code).toBe('data.idx.magic');
    expect(refusal(() => readIdx('a', Uint8Array.of(0x1f, 0x8b, 8, 0)))?.detail).toContain('still packed by gzip');
    expect(refusal(() => readIdx('a', idx([2], [0, 0], 0x0d)))?.title).toBe('“a” holds no bytes.');
    expect(refusal(() => readIdx('a', idx([60_000, 28, 28], [1, 2, 3])))?.detail).toBe(
      'It says that it holds 60,000 × 28 × 28 values and has 3 bytes for them.',
    );
    expect(refusal(() => readIdx('a', idx([1], [1, 2])))?.title).toBe('“a” has bytes left over.');
    expect(refusal(() => readIdxImages(named(idx([2], [1, 2]))))?.code).toBe('data.idx.axes');
    expect(refusal(() => readIdxImages(named(idx([0, 28, 28], []))))?.code).toBe('data.idx.axes');
    expect(refusal(() => readIdxImages(images, named(idx([3], [1, 2, 3]), 'labels')))?.detail).toBe(
      '“images” has 2 images, and “labels” has 3 labels.',
    );
    expect(refusal(() => readIdxImages(images, images))?.title).toBe('“images” holds no labels.');
  });

  test('more than 500 MB are refused before anything is read', () => {
    expect(refusal(() => readIdx('huge', new Uint8Array(LARGEST_DATA + 1)))?.detail).toBe(
      'It has 501 MB; at most 500 MB are read.',
    );
  });

  test('lengths whose product overflows are refused', () => {
    expect(refusal(() => readIdx('a', idx([0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [])))?.code).toBe(
      'data.idx.length',
    );
  });

  test('no damage does more than be refused', () => {
    const whole = idx([3, 4, 4], new Uint8Array(48).fill(9));
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
        (length, changes) => {
          const bytes = whole.slice(0, length);
          for (const [at, value] of changes) if (at < length) bytes[at] = value;
          refusal(() => readIdxImages(named(bytes), named(bytes)));
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void refusal(() => readIdxImages(named(bytes)))),
    );
  });
});

describe('batches of CIFAR-10', () => {
  const record = (label: number, red: number, green: number, blue: number) => {
    const bytes = new Uint8Array(3_073);
    bytes[0] = label;
    bytes.fill(red, 1, 1_025).fill(green, 1_025, 2_049).fill(blue, 2_049);
    return bytes;
  };

  test('planes become pixels, and batches follow each other', () => {
    const first = record(6, 255, 0, 51);
    first[1] = 102;
    const read = readCifar10([
      named(first),
      named(Uint8Array.from([...record(0, 0, 0, 0), ...record(9, 255, 255, 255)])),
    ]);
    expect(read.shape).toEqual([32, 32, 3]);
    expect([...read.data.subarray(0, 6)].map((value) => Math.round(255 * value))).toEqual([102, 0, 51, 255, 0, 51]);
    expect([...(read.labels ?? [])].map((label) => CIFAR_10[label])).toEqual(['frog', 'airplane', 'truck']);
    expect(read.data.at(-1)).toBe(1);
  });

  test('what is wrong is said', () => {
    expect(refusal(() => readCifar10([named(new Uint8Array(3_072), 'x.bin')]))?.title).toBe(
      '“x.bin” is no batch of CIFAR-10.',
    );
    expect(refusal(() => readCifar10([named(record(10, 0, 0, 0), 'x.bin')]))?.detail).toContain(
      'Image 1 has the label 10',
    );
    expect(refusal(() => readCifar10([]))?.code).toBe('data.cifar.length');
    expect(refusal(() => readCifar10([named(new Uint8Array())]))?.code).toBe('data.cifar.length');
  });
});
