import { evaluateNetwork } from '@/ml/evaluate';
import { languageModel } from '@/ml/objectives/language-model';
import { generateAll } from '@/ml/sample';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { gpt } from '@/tests/ml/helpers/networks';
import { type BackendOptions, listBackends, type StartedBackend, startBackend } from '@/workers/backends';
import type { BackendPreference, BackendStatus } from '@/workers/runtime';
import { type FamilyResult, runFamilies } from './families';
import { type FusedResult, runFusedCases } from './fused-cases';

export interface ProbeReport {
  readonly started: StartedBackend;
  readonly listed: readonly BackendStatus[];
  readonly isolated: boolean;
  readonly log: readonly string[];
  /** Sum of a product of two 8 × 8 matrices of ones, transposed on one side. */
  readonly sum: number;
  /** Milliseconds of this thread's wall clock for a convolution, which TF.js gives to its threads. */
  readonly convolution: number;
  /** Losses of some steps of a small GPT, its evaluation, and what it then writes, from one seed; null when not asked for. */
  readonly training: Training | null;
  /** Names of the kernels that the backend has. */
  readonly kernels: readonly string[];
  /** What the functions give that may be fused; nothing when not asked for. */
  readonly fused: readonly FusedResult[];
  /** What a moment of training each family of generative models gives; nothing when not asked for. */
  readonly families: readonly FamilyResult[];
  /** Tensors, and pieces of memory, that are there after and were not before. */
  readonly leaked: number;
}

export interface Training {
  readonly losses: readonly number[];
  readonly evaluated: number;
  readonly written: readonly number[];
}

export interface ProbeRequest {
  readonly preference: BackendPreference;
  readonly threads: number;
  readonly train: boolean;
  readonly fused: boolean;
  readonly families: boolean;
}

/** Answers one message, the preference, with a report or the text of the error. */
addEventListener('message', async ({ data }: MessageEvent<ProbeRequest>) => {
  try {
    postMessage({ report: await report(data) });
  } catch (error) {
    postMessage({ error: error instanceof Error ? error.stack : String(error) });
  }
});

async function report({ preference, threads, train, fused, families }: ProbeRequest): Promise<ProbeReport> {
  const log: string[] = [];
  const options: BackendOptions = { wasmPath: '/tfjs/', log: (line) => log.push(line), threads };
  const started = await startBackend(preference, options);
  const total = tf.tidy(() => tf.sum(tf.matMul(tf.ones([8, 8]), tf.ones([8, 8]), false, true)));
  const [sum = Number.NaN] = await total.data();
  total.dispose();
  const convolution = started.name === 'wasm' ? await convolve() : 0;
  const held = () => tf.memory().numTensors + tf.backend().numDataIds();
  const before = held();
  const training = train ? await trainGpt() : null;
  const results = fused ? await runFusedCases() : [];
  const trained = families ? await runFamilies() : [];
  const leaked = held() - before;
  const listed = await listBackends(started);
  const kernels = tf.getKernelsForBackend(started.name).map(({ kernelName }) => kernelName);
  const told = { started, listed, isolated: crossOriginIsolated, log, sum, convolution };
  return { ...told, training, fused: results, families: trained, kernels, leaked };
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

async function trainGpt(): Promise<Training> {
  const network = gpt({
    vocabulary: 13,
    width: 16,
    layers: 2,
    heads: 2,
    context: 12,
    bias: true,
    dropout: 0.1,
    activation: 'gelu',
  });
  const ids = Int32Array.from({ length: 500 }, (_, index) => (index * index * 3 + index) % 13);
  const text = { ids, blockLength: 12 };
  const { state } = await trainNetwork({
    network,
    data: { training: text },
    objective: languageModel,
    optimiser: { kind: 'adamw' },
    schedule: { kind: 'constant', learningRate: 0.01 },
    batchSize: 4,
    clip: 1,
    steps: 8,
    evaluateEvery: 100,
    evaluateBatches: 1,
    seed: 5,
  });
  const weights = uploadWeights(network, state.weights);
  const { loss } = await evaluateNetwork({ network, weights, data: text, batchSize: 8, maximumBlocks: 16 });
  const { ids: written } = await generateAll({
    network,
    weights,
    prompt: [1, 2, 3],
    // Graphics backends compile their programs anew for each length of the cache.
    maximumTokens: 3,
    strategy: 'greedy',
    seed: 1,
  });
  disposeAll(weights);
  return { losses: state.history.steps.map((step) => step.loss), evaluated: loss, written };
}
