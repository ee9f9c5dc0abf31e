import { expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { wasmHeap } from '@/workers/kernels/heap';
import { installWasmKernels } from '@/workers/kernels/install';
import type { WasmKernel } from '@/workers/kernels/kernel';
import { wasmKernels } from '@/workers/kernels/list';
import { startWasm } from './on-wasm';

test('all kernels pass their self-tests, once and again, and leave no memory behind', async () => {
  const first = await startWasm();
  const buffers = tf.backend().numDataIds();
  const second = await startWasm();
  expect(first.leftOut).toEqual([]);
  expect(second).toEqual(first);
  expect(first.installed).toEqual(wasmKernels.map(({ name }) => name));
  expect(tf.backend().numDataIds()).toBe(buffers);
});

test('a kernel that is wrong on this machine is left out with a line to the log, and TF.js’s own serves', async () => {
  await startWasm();
  const wrong: WasmKernel = {
    name: 'Floor',
    create:
      ({ heap }) =>
      ({ inputs }) =>
        heap.write(new Float32Array([7]), [1], inputs.x?.dtype ?? 'float32'),
    selfTest: (test) => test.expect({ x: { shape: [1], values: [2.5] } }, {}, { shape: [1], values: [2] }),
  };
  const log: string[] = [];
  const { installed, leftOut } = await installWasmKernels(tf.backend(), { log: (line) => log.push(line) }, [wrong]);
  expect(installed).toEqual([]);
  expect(leftOut).toEqual([{ name: 'Floor', reason: 'number 0 is 7 instead of 2' }]);
  expect(log.join()).toMatch(/Floor .*7 instead of 2/);
  expect([...tf.floor([2.5]).dataSync()]).toEqual([2]);
});

test('a full heap is an error in words, after which smaller things still work', async () => {
  await startWasm();
  const heap = wasmHeap(tf.backend());
  const kept: tf.TensorInfo[] = [];
  const fill = () => {
    // Memory that is asked for and never written costs the machine nothing.
    for (let piece = 0; piece < 20; piece++) kept.push(heap.output([2 ** 27], 'float32'));
  };
  expect(fill).toThrow(/memory of WebAssembly is full: 512.0 MiB/);
  expect([...tf.add([1], [2]).dataSync()]).toEqual([3]);
  for (const tensor of kept) heap.dispose(tensor);
  expect(kept.length).toBeGreaterThan(0);
});

test('another backend is refused', async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  await expect(installWasmKernels(tf.backend(), { log: () => {} })).rejects.toThrow(TypeError);
});
