import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { BackendUnavailableError, listBackends, startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';

const options = { wasmPath: nodeWasmPath(), log: () => {} };

test('in Node the choice is wasm, and it leaves no tensor behind', async () => {
  const started = await startBackend('auto', options);
  expect(started).toMatchObject({ name: 'wasm', threads: Math.min(8, availableParallelism()) });
  expect(started.gflops).toBeGreaterThan(0);
  expect(tf.getBackend()).toBe('wasm');
  expect(tf.memory().numTensors).toBe(0);
});

test('a backend can be changed by hand, there and back', async () => {
  expect((await startBackend('cpu', options)).name).toBe('cpu');
  expect(tf.getBackend()).toBe('cpu');
  expect((await startBackend('wasm', options)).name).toBe('wasm');
  expect(tf.getBackend()).toBe('wasm');
});

test('what Node has not is refused with a reason, and listed with it', async () => {
  await expect(startBackend('webgpu', options)).rejects.toThrow(BackendUnavailableError);
  await expect(startBackend('webgpu-single', options)).rejects.toThrow(BackendUnavailableError);
  const listed = await listBackends(null);
  expect(listed.find(({ name }) => name === 'webgl')).toMatchObject({
    available: false,
    why: expect.stringMatching(/WebGL/),
  });
  expect(listed.find(({ name }) => name === 'cpu')?.available).toBe(true);
});
