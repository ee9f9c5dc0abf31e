import * as tf from '@tensorflow/tfjs-core';
import type { BackendName, BackendPreference } from '@/workers/runtime';
import { type BackendOptions, BackendUnavailableError, type Candidate, type StartedBackend } from './backend';
import { measureGflops } from './measure';
import { startWebgl, webglRenderer } from './webgl';
import { startWebgpu, webgpuAdapter } from './webgpu';

/** In the order in which they are tried, and preferred among equals. */
export const BACKENDS: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/**
 * Starts a backend of TF.js and makes it the current one. A name is taken at its word, software adapters included, and
 * throws a BackendUnavailableError where it cannot be had. 'auto' starts what the machine has, measures a small piece
 * of training on each (software adapters left aside), keeps the fastest and disposes of the others; plain JavaScript
 * serves where nothing else does.
 */
export async function startBackend(preference: BackendPreference, options: BackendOptions): Promise<StartedBackend> {
  tf.enableProdMode();
  if (preference === 'webgpu-single') return measured('webgpu', await start('webgpu', { ...options, half: false }));
  if (preference !== 'auto') return measured(preference, await start(preference, options));
  const started: StartedBackend[] = [];
  for (const name of BACKENDS) {
    if (name === 'cpu' && started.length > 0) continue;
    if (await isSoftware(name)) {
      options.log(`${name} runs in software here and is left aside.`);
      continue;
    }
    try {
      started.push(await measured(name, await start(name, options)));
    } catch (error) {
      options.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      await release(name);
    }
  }
  const [best, ...others] = started.sort((left, right) => right.gflops - left.gflops);
  if (!best) throw new BackendUnavailableError('cpu', 'No backend of TensorFlow.js started.');
  if (!(await tf.setBackend(best.name)))
    throw new BackendUnavailableError(best.name, `${best.label} did not start again.`);
  for (const { name } of others) await release(name);
  return best;
}

/** True where a graphics interface is played by the processor. */
async function isSoftware(name: BackendName): Promise<boolean> {
  if (name === 'webgpu') return (await webgpuAdapter())?.software === true;
  return name === 'webgl' && webglRenderer()?.software === true;
}

async function start(name: BackendName, options: BackendOptions): Promise<Candidate> {
  switch (name) {
    case 'webgpu':
      return startWebgpu(options);
    case 'webgl':
      return startWebgl(options);
    case 'wasm':
      return (await import('./wasm')).startWasm(options);
    case 'cpu':
      return (await import('./cpu')).startCpu();
  }
}

async function measured(name: BackendName, candidate: Candidate): Promise<StartedBackend> {
  const gflops = await measureGflops();
  if (name !== 'wasm') return { name, threads: candidate.threads, label: candidate.label, gflops };
  // Threads report that they run only when this one has yielded, which the measurement did.
  const { wasmCandidate } = await import('./wasm');
  return { name, ...wasmCandidate(), gflops };
}

/** Ends a backend and gives its memory back; it can be started again. */
async function release(name: BackendName): Promise<void> {
  if (name === 'wasm') (await import('./wasm')).releaseWasm();
  const factory = tf.findBackendFactory(name);
  if (!factory) return;
  tf.removeBackend(name);
  tf.registerBackend(name, factory, 0);
}
