import '@tensorflow/tfjs-backend-cpu';
import { expect, test } from 'vitest';
import { relativeError, storedBytes } from '@/ml/compress/measure';
import { packNibbles, unpackNibbles } from '@/ml/compress/nibbles';
import { pruneWeights, shareOfZeros } from '@/ml/compress/prune';
import { dequantise, quantise, quantiseWeights } from '@/ml/compress/quantise';
import { matrixOf } from '@/ml/compress/upload';
import { linearInt8 } from '@/ml/functions/linear-int8';
import { createRandom } from '@/ml/random';
import { matMul, tensor2d, tidy } from '@/ml/tf';
import { initialiseWeights } from '@/ml/weights';
import { gpt } from '../helpers/networks';

const normals = (count: number, seed: string) => {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => random.normal());
};
const network = gpt({ vocabulary: 11, width: 16, layers: 2, heads: 2, context: 8, bias: true });
const weights = initialiseWeights(network, 1);

test('columns and rows are quantised by hand-worked scales', () => {
  const weight = { shape: [3, 2], data: Float32Array.of(127, 0, -63.4, 0, 1.6, 0) };
  const columns = quantise(weight, { bits: 8, groupSize: 0, channels: 'columns' });
  expect([...columns.values]).toEqual([127, -63, 2, 0, 0, 0]);
  expect([...columns.scales]).toEqual([1, 0]);
  expect([...dequantise(columns, [3, 2])]).toEqual([127, 0, -63, 0, 2, 0]);
  const rows = { shape: [2, 3], data: Float32Array.of(7, -3.4, 1, 14, -2, 0.5) };
  const four = quantise(rows, { bits: 4, groupSize: 2, channels: 'rows' });
  // Groups 7, −3.4 | 1 and 14, −2 | 0.5, each by its largest over 7.
  expect([...four.scales]).toEqual([1, 1 / 7, 2, 0.5 / 7].map(Math.fround));
  expect([...unpackNibbles(four.values, 6)]).toEqual([7, -3, 7, 7, -1, 7]);
  expect([...dequantise(four, [2, 3])]).toEqual([7, -3, 1, 14, -2, 0.5].map(Math.fround));
});

test.each([
  [8, 0],
  [8, 5],
  [4, 0],
  [4, 5],
] as const)('with %i bits in groups of %i no number is off by more than half of its scale', (bits, groupSize) => {
  for (const channels of ['rows', 'columns'] as const) {
    const weight = { shape: [12, 7], data: normals(84, `${bits}/${groupSize}`) };
    const quantised = quantise(weight, { bits, groupSize, channels });
    const back = dequantise(quantised, weight.shape);
    const depth = channels === 'rows' ? 7 : 12;
    const groups = Math.ceil(depth / (groupSize || depth));
    for (let at = 0; at < 84; at++) {
      const [row, column] = [Math.floor(at / 7), at % 7];
      const [channel, within] = channels === 'rows' ? [row, column] : [column, row];
      const scale = quantised.scales[channel * groups + Math.floor(within / (groupSize || depth))] ?? 0;
      expect(Math.abs((back[at] ?? 0) - (weight.data[at] ?? 0))).toBeLessThanOrEqual(0.50001 * scale);
    }
    // What is on the grid already stays where it is.
    const again = dequantise(
      quantise({ shape: weight.shape, data: back }, { bits, groupSize, channels }),
      weight.shape,
    );
    expect(relativeError([back], [again])).toBeLessThan(1e-6);
  }
});

test('the error of evenly spread numbers is that of rounding: step / √12', () => {
  const random = createRandom(3);
  const data = Float32Array.from({ length: 40_000 }, () => 2 * random.next() - 1);
  const { values, scales } = quantise({ shape: [1, 40_000], data }, { bits: 8, groupSize: 0, channels: 'rows' });
  const back = Float32Array.from(values, (code) => code * (scales[0] ?? 0));
  const expected = 1 / 127 / Math.sqrt(12) / Math.sqrt(1 / 3);
  expect(Math.abs(relativeError([data], [back]) / expected - 1)).toBeLessThan(0.02);
});

test('a product in eight bits is that with the numbers that the codes stand for', () => {
  const [rows, depth, outputs] = [3, 20, 6];
  const data = normals(depth * outputs, 'product');
  const x = normals(rows * depth, 'x');
  const small = quantise({ shape: [depth, outputs], data }, { bits: 8, groupSize: 0, channels: 'columns' });
  const mine = dequantise(small, [depth, outputs]);
  tidy(() => {
    const given = tensor2d(x, [rows, depth]);
    const product = matMul(given, tensor2d(mine, [depth, outputs])).dataSync();
    const eight = linearInt8(given, matrixOf(small, [depth, outputs])).dataSync();
    for (const [at, value] of eight.entries()) expect(Math.abs(value - (product[at] ?? 0))).toBeLessThan(1e-5);
  });
});

test('four bits go two into a byte, an odd one too', () => {
  const codes = Int8Array.of(-8, 7, 0, -1, 3);
  expect(packNibbles(codes)).toHaveLength(3);
  expect(unpackNibbles(packNibbles(codes), 5)).toEqual(codes);
});

test('what does not belong together is refused', () => {
  const good = quantise({ shape: [2, 2], data: normals(4, 'a') }, { bits: 8, groupSize: 0, channels: 'rows' });
  expect(() => dequantise(good, [3, 2])).toThrow(/do not make a shape of \[3, 2\]/);
  expect(() => dequantise({ ...good, groupSize: 0 }, [2, 2])).toThrow(/do not make/);
  const bad = { shape: [1, 2], data: Float32Array.of(1, Number.NaN) };
  expect(() => quantise(bad, { bits: 8, groupSize: 0, channels: 'rows' })).toThrow(/not a number/);
});

test('matrices are quantised, embeddings if wanted, and biases and norms never', () => {
  const all = quantiseWeights(network, weights, { bits: 4, groupSize: 8, embeddings: true });
  for (const [key, { shape, quantised }] of Object.entries(all)) expect(!!quantised, key).toBe(shape.length === 2);
  expect(all['embedding.weight']?.quantised?.channels).toBe('rows');
  expect(all['block0.attention.query.weight']?.quantised?.channels).toBe('columns');
  const some = quantiseWeights(network, weights, { bits: 8, groupSize: 0, embeddings: false });
  expect(some['embedding.weight']?.quantised).toBeUndefined();
  expect(storedBytes(all)).toBeLessThan(storedBytes(some));
  expect(storedBytes(some)).toBeLessThan(storedBytes(weights));
});

test('pruning takes exactly so many, of all or of each layer, and the smallest', () => {
  const before = structuredClone(weights);
  for (const among of ['global', 'layer'] as const) {
    const { weights: after, pruned } = pruneWeights(network, weights, { share: 0.4, among, embeddings: true });
    const arrays = pruned.map((key) => after[key]?.data ?? new Float32Array());
    const shares = arrays.map((array) => shareOfZeros([array]));
    if (among === 'layer') for (const share of shares) expect(share).toBeCloseTo(0.4, 1);
    else expect(shareOfZeros(arrays)).toBeCloseTo(0.4, 3);
    for (const key of among === 'layer' ? pruned : []) {
      const [was, is] = [before[key]?.data ?? [], after[key]?.data ?? []];
      const kept = Array.from(is).filter((value) => value !== 0);
      const gone = Array.from(was).filter((_, at) => is[at] === 0);
      expect(Math.min(...kept.map(Math.abs))).toBeGreaterThanOrEqual(Math.max(...gone.map(Math.abs)));
    }
  }
  expect(weights).toEqual(before);
  const equal = { 'embedding.weight': { shape: [11, 16], data: new Float32Array(176).fill(1) } };
  const half = pruneWeights(network, equal, { share: 0.5, among: 'global', embeddings: true });
  expect(shareOfZeros([half.weights['embedding.weight']?.data ?? new Float32Array()])).toBe(0.5);
});
