import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '@/ml/random';
import { openVectors, plainly, unitRows } from '@/ml/retrieval/dense';
import { dotModule, hasVectors } from '@/ml/retrieval/dot-module';
import { topOf } from '@/ml/retrieval/top';

test('this machine has vectors of 128 bits, so that the quick way is what is tested', () => {
  expect(hasVectors()).toBe(true);
});

test('products of codes are those of whole numbers', () => {
  const [rows, depth, random] = [7, 48, createRandom(2)];
  const memory = new WebAssembly.Memory({ initial: 1 });
  const query = new Int16Array(memory.buffer, 0, depth).map(() => random.int(4_095) - 2_047);
  const codes = new Int8Array(memory.buffer, 1_024, rows * depth).map(() => random.int(255) - 127);
  new Int16Array(memory.buffer, 0, depth).set(query);
  new Int8Array(memory.buffer, 1_024, rows * depth).set(codes);
  dotModule(memory).dots(1_024, 0, 8_192, rows, depth);
  const expected = Array.from({ length: rows }, (_, row) =>
    query.reduce((sum, value, at) => sum + value * (codes[row * depth + at] ?? 0), 0),
  );
  expect([...new Int32Array(memory.buffer, 8_192, rows)]).toEqual(expected);
});

test('search finds exactly what looking at every vector finds, whatever their size, width and number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 1e6 }),
      fc.boolean(),
      (width, rows, top, seed, unit) => {
        const random = createRandom(seed);
        // Some alike, some all zeros: ties are where a bound might be wrong.
        const vectors = new Float32Array(rows * width).map(() => random.normal() * 10 ** (random.int(5) - 2));
        for (let row = 2; row < rows; row += 3) vectors.copyWithin(row * width, 0, width);
        if (rows > 4) vectors.fill(0, 4 * width, 5 * width);
        if (unit) unitRows(vectors, width);
        const query = new Float32Array(width).map(() => random.normal());
        expect(openVectors(vectors, width).search(query, top)).toEqual(plainly(vectors, width).search(query, top));
      },
    ),
    { numRuns: 200 },
  );
});

test('a query of zeros finds the first', () => {
  const found = openVectors(Float32Array.of(1, 0, 0, 1, 1, 1), 2).search(new Float32Array(2), 2);
  expect(found).toEqual([
    { place: 0, score: 0 },
    { place: 1, score: 0 },
  ]);
});

test('the highest are those that sorting gives, and of equal ones the first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 0, max: 12 }), (scores, count) => {
      const sorted = scores
        .map((score, place) => ({ place, score }))
        .filter(({ score }) => score > 2)
        .sort((a, b) => b.score - a.score || a.place - b.place);
      expect(topOf(scores, count, 2)).toEqual(sorted.slice(0, count));
    }),
  );
});
