import { describe, expect, test } from 'vitest';
import { isShared, loadKernels } from '@/workers/kernels/module';
import { alone, type Parallel } from '@/workers/kernels/threads/parallel';
import { startThreads } from '@/workers/kernels/threads/threads';
import { BUILDS, memoryFor } from './builds';
import { distance, numbers } from './on-wasm';

const [ROWS, WIDTH, THREADS] = [53, 38, 3];
const COUNT = ROWS * WIDTH;
const [IMAGES, PLACES, DEEP, GROUPS] = [1, ROWS, 4, 2];
const STRIPES = IMAGES * Math.ceil(PLACES / DEEP);

/** Addresses of blocks of numbers, far enough apart for any of them. */
const block = (index: number): number => 65_536 + index * 16_384;
const X = block(0);
const DY = block(1);
const WEIGHT = block(2);
const BIAS = block(3);
const MEANS = block(4);
const INVERSES = block(5);
const OUT = block(6);
const TO_WEIGHT = block(7);
const TO_BIAS = block(8);
const LABELS = block(9);
const TOWARDS = block(10);
const ALONG = block(11);
const SCRATCH = block(12);
const OTHER = block(13);

/** Each kernel with its units and numbers, in an order in which each finds what it needs; then what it wrote. */
const group = [PLACES, WIDTH, DEEP, GROUPS] as const;
const kept = [MEANS, INVERSES] as const;
const sums = [TO_WEIGHT, TO_BIAS] as const;
const jobs: readonly (readonly [
  name: string,
  units: number,
  numbers: readonly number[],
  written: readonly number[],
])[] = [
  ['normRows', ROWS, [WIDTH, 1e-5, X, WEIGHT, BIAS, OUT, ...kept], [OUT, ...kept]],
  ['normRowsGrad', STRIPES, [ROWS, WIDTH, DEEP, X, DY, WEIGHT, ...kept, OUT, ...sums], [OUT, ...sums]],
  ['normRows', ROWS, [WIDTH, 1e-5, X, WEIGHT, 0, OUT, 0, INVERSES], [OUT, INVERSES]],
  ['normRowsGrad', STRIPES, [ROWS, WIDTH, DEEP, X, DY, WEIGHT, 0, INVERSES, OUT, TO_WEIGHT, 0], [OUT, TO_WEIGHT]],
  ['groupMoments', STRIPES, [PLACES, WIDTH, DEEP, X, ...sums], sums],
  ['groupJoin', IMAGES * GROUPS, [...group, 1e-5, ...sums, ...kept], kept],
  ['groupApply', STRIPES, [...group, 1, X, WEIGHT, BIAS, ...kept, OUT, SCRATCH], [OUT]],
  ['groupSumsGrad', STRIPES, [...group, 1, X, DY, WEIGHT, BIAS, ...kept, OUT, ...sums, SCRATCH], [OUT, ...sums]],
  ['groupJoinGrad', IMAGES * GROUPS, [...group, WEIGHT, ...sums, TOWARDS, ALONG], [TOWARDS, ALONG]],
  ['groupApplyGrad', STRIPES, [...group, X, OUT, WEIGHT, ...kept, TOWARDS, ALONG, OUT, SCRATCH], [OUT]],
  ['gated', 8, [COUNT, 0, X, OUT], [OUT]],
  ['gatedGrad', 8, [COUNT, 1, X, DY, OUT], [OUT]],
  ['swiglu', 8, [COUNT, X, DY, OUT], [OUT]],
  ['swigluGrad', 8, [COUNT, X, DY, DY, OUT, OTHER], [OUT, OTHER]],
  ['softmaxRows', ROWS, [WIDTH, X, OUT], [OUT]],
  ['crossEntropyRows', ROWS, [WIDTH, X, LABELS, OUT, ...kept], [OUT, ...kept]],
  ['crossEntropyRowsGrad', ROWS, [WIDTH, ROWS, X, LABELS, ...kept, WEIGHT, OUT], [OUT]],
  ['segmentSum', 20, [ROWS, WIDTH, X, LABELS, OUT], [OUT]],
];

/** What each job wrote, in a memory that is otherwise the same. */
function outcome(memory: WebAssembly.Memory, parallel: Parallel): Float32Array[] {
  const floats = new Float32Array(memory.buffer);
  floats.fill(0);
  for (const [index, address] of [X, DY, WEIGHT, BIAS].entries()) floats.set(numbers(COUNT, index), address / 4);
  new Int32Array(memory.buffer).set(
    Int32Array.from({ length: ROWS }, (_, row) => (row * 7) % 23),
    LABELS / 4,
  );
  return jobs.flatMap(([name, units, given, written]) => {
    parallel.run(name, units, 1, ...given);
    return written.map((address) => floats.slice(address / 4, address / 4 + COUNT));
  });
}

const plain = { variant: 'simd', shared: false } as const;
const plainMemory = memoryFor(plain);
const expected = outcome(plainMemory, alone(await loadKernels(plainMemory, plain.variant)));

describe.each(BUILDS)('$variant, shared: $shared', (one) => {
  test('does the same as plain SIMD, bit for bit the same on three threads as on one', async () => {
    const memory = memoryFor(one);
    const kernels = await loadKernels(memory, one.variant);
    const here = outcome(memory, alone(kernels));
    here.forEach((written, index) => {
      expect(distance(written, expected[index] ?? [])).toBeLessThan(1e-5);
    });
    if (!isShared(memory)) return;
    const threads = await startThreads(kernels, memory, THREADS, () => {});
    for (let round = 0; round < 20; round++) expect(outcome(memory, threads)).toEqual(here);
    threads.end();
  });
});
