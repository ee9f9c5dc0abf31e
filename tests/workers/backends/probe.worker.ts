import * as tf from '@/ml/tf';
import { type BackendOptions, listBackends, type StartedBackend, startBackend } from '@/workers/backends';
import type { BackendStatus } from '@/workers/runtime';

export interface ProbeReport {
  readonly started: StartedBackend;
  readonly listed: readonly BackendStatus[];
  readonly isolated: boolean;
  readonly log: readonly string[];
  /** Sum of a product of two 8 × 8 matrices of ones, transposed on one side. */
  readonly sum: number;
  /** Milliseconds of this thread's wall clock for a convolution, which TF.js gives to its threads. */
  readonly convolution: number;
}

/** Answers one message, the preference, with a report or the text of the error. */
addEventListener(
  'message',
  async ({ data }: MessageEvent<{ preference: 'auto' | 'wasm' | 'webgl' | 'webgpu' | 'cpu'; threads: number }>) => {
    try {
      postMessage({ report: await report(data.preference, data.threads) });
    } catch (error) {
      postMessage({ error: String(error) });
    }
  },
);

async function report(preference: 'auto' | 'wasm' | 'webgl' | 'webgpu' | 'cpu', threads: number): Promise<ProbeReport> {
  const log: string[] = [];
  const options: BackendOptions = { wasmPath: '/tfjs/', log: (line) => log.push(line), threads };
  const started = await startBackend(preference, options);
  const total = tf.tidy(() => tf.sum(tf.matMul(tf.ones([8, 8]), tf.ones([8, 8]), false, true)));
  const [sum = Number.NaN] = await total.data();
  total.dispose();
  const convolution = started.name === 'wasm' ? await convolve() : 0;
  return { started, listed: await listBackends(started), isolated: crossOriginIsolated, log, sum, convolution };
}

async function convolve(): Promise<number> {
  const image = tf.ones([1, 128, 128, 32]);
  const filter = tf.ones([3, 3, 32, 64]);
  const run = async () => {
    const start = performance.now();
    const out = tf.conv2d(
      tf.reshape<tf.Rank.R4>(image, [1, 128, 128, 32]),
      tf.reshape<tf.Rank.R4>(filter, [3, 3, 32, 64]),
      1,
      'same',
    );
    const took = performance.now() - start;
    out.dispose();
    return took;
  };
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 12; round++) best = Math.min(best, await run());
  return best;
}
