import { expect, test } from 'vitest';
import { bestVariant, loadKernels } from '@/workers/kernels/module';
import { startThreads } from '@/workers/kernels/threads/threads';
import { hasData, shareMemory } from '@/workers/kernels/wasm-module';
import { memoryFor } from './builds';
import { distance, numbers } from './on-wasm';

const PAGES = 256;
const memory = memoryFor({ shared: true });
const variant = bestVariant();
if (!variant) throw new Error('this machine has no SIMD');
const kernels = await loadKernels(memory, variant);
const floats = new Float32Array(memory.buffer);

test('thousands of jobs in a row, each in many parts, are each done once and wholly', async () => {
  const log: string[] = [];
  const threads = await startThreads(kernels, memory, 4, (line) => log.push(line));
  const [rows, length] = [64, 12];
  const [from, to] = [1024, 65_536];
  const x = numbers(rows * length, 7);
  floats.set(x, from / 4);
  const sums = Float32Array.from({ length: rows }, (_, row) =>
    x.subarray(row * length, (row + 1) * length).reduce((sum, value) => sum + value, 0),
  );
  for (let job = 0; job < 5_000; job++) {
    floats.fill(Number.NaN, to / 4, to / 4 + rows);
    // Scaled by the number of the job, so that a part of an older job would show.
    threads.run('sumRows', rows, 1 + (job % 5), length, from, to, job);
    const expected = sums.map((sum) => sum * job);
    if (distance(floats.subarray(to / 4, to / 4 + rows), expected) > 1e-4) expect(job).toBe('right');
  }
  expect(log).toEqual([]);
  expect(threads.running()).toBe(4);
  threads.end();
});

test('jobs are done when all other threads have ended', async () => {
  const threads = await startThreads(kernels, memory, 3, () => {});
  threads.end();
  floats.fill(2, 256, 256 + 1_000);
  threads.run('sumRows', 100, 1, 10, 1024, 65_536, 1);
  expect([...floats.subarray(16_384, 16_484)]).toEqual(Array(100).fill(20));
});

test('a part that fails, on whichever thread, is an error in words, and the next job is done', async () => {
  const threads = await startThreads(kernels, memory, 3, () => {});
  const beyond = PAGES * 65_536;
  expect(() => threads.run('sumRows', 64, 1, 10, beyond, beyond, 1)).toThrow(/part of the kernel "sumRows" failed/);
  expect(() => threads.run('sumOfAll', 64, 1)).toThrow(/no function "sumOfAll"/);
  threads.run('sumRows', 64, 1, 10, 1024, 65_536, 1);
  threads.end();
});

test('a module gets a shared memory, and nothing else of it changes', async () => {
  // (module (memory 1 4)) and (module (memory 1))
  const bounded = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 5, 4, 1, 1, 1, 4]);
  expect([...shareMemory(bounded)]).toEqual([0, 97, 115, 109, 1, 0, 0, 0, 5, 4, 1, 3, 1, 4]);
  expect(bounded[11]).toBe(1);
  const unbounded = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 1]);
  expect(shareMemory(unbounded)).toEqual(unbounded);
  // (module (import "e" "f" (func (type 0))) (import "e" "m" (memory 1 4))), and a data section after it
  const type = [1, 4, 1, 96, 0, 0];
  const imports = [2, 15, 2, 1, 101, 1, 102, 0, 0, 1, 101, 1, 109, 2, 1, 1, 4];
  const importing = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...type, ...imports, 11, 1, 0]);
  expect([...shareMemory(importing)].filter((byte, at) => byte !== importing[at])).toEqual([3]);
  expect(WebAssembly.validate(shareMemory(importing))).toBe(true);
  expect([hasData(importing), hasData(bounded)]).toEqual([true, false]);
});
