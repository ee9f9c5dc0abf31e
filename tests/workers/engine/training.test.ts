import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { emptyDocument, type GraphDocument, type JsonObject } from '@/graph';
import { readSafetensors } from '@/ml/safetensors';
import * as tf from '@/ml/tf';
import { catalogue } from '@/nodes';
import { createNodeRuntime, type NodeRuntimeOptions } from '@/workers/node';
import type { Runtime } from '@/workers/runtime';
import {
  eventOf,
  expectWellTold,
  type FakeWorker,
  fakeWorkers,
  runAll,
  type Started,
  startRun,
  typesOf,
} from './support';

const open: Runtime[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.dispose()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

/** @param atStep what happens when the state of that step was kept first; training goes on a little later */
async function runtimeOf(
  options: NodeRuntimeOptions = {},
  atStep: Readonly<Record<number, (worker: FakeWorker) => unknown>> = {},
) {
  const done = new Set<number>();
  const { spawn, workers } = fakeWorkers(catalogue, [], async ({ step }, worker) => {
    const happens = atStep[step];
    if (!happens || done.has(step)) return;
    done.add(step);
    happens(worker);
    // As long as a step of a real network takes, after which the loop lets messages through.
    await new Promise((resolve) => setTimeout(resolve, 60));
  });
  const runtime = await createNodeRuntime({ spawn, patience: 60_000, ...options });
  open.push(runtime);
  return { runtime, workers };
}

const RHYME = 'one two buckle my shoe. three four knock at the door. five six pick up sticks. '.repeat(10);

/** The whole way from a text to a trained network of 16 numbers a token. */
function training(params: JsonObject): GraphDocument {
  const node = (id: string, type: string, own: JsonObject = {}) => ({
    id,
    type,
    version: catalogue.get(type)?.version ?? 1,
    params: own,
    position: { x: 0, y: 0 },
  });
  const wire = (from: string, to: string) => {
    const [fromNode = '', fromPort = ''] = from.split('.');
    const [toNode = '', toPort = ''] = to.split('.');
    return { from: { node: fromNode, port: fromPort }, to: { node: toNode, port: toPort } };
  };
  return {
    ...emptyDocument('training'),
    nodes: [
      node('source', 'source.text', { origin: 'paste', text: RHYME }),
      node('characters', 'tokenize.characters'),
      node('encode', 'tokenize.encode', { blockLength: 8 }),
      node('embedding', 'network.token-embedding', { width: 16 }),
      node('block', 'network.transformer-block', { repeat: 1, heads: 2, positions: 'rope', dropout: 0.1 }),
      node('head', 'network.language-head'),
      node('train', 'train.language-model', {
        batchSize: 2,
        evaluateEvery: 10,
        evaluateBatches: 1,
        warmUpSteps: 2,
        decaySteps: 100,
        learningRate: 0.01,
        sampleTokens: 0,
        ...params,
      }),
    ],
    wires: [
      wire('source.text', 'characters.text'),
      wire('source.text', 'encode.text'),
      wire('characters.tokenizer', 'encode.tokenizer'),
      wire('characters.tokenizer', 'embedding.tokenizer'),
      wire('embedding.network', 'block.network'),
      wire('block.network', 'head.network'),
      wire('head.network', 'train.network'),
      wire('encode.training', 'train.training'),
      wire('encode.validation', 'train.validation'),
    ],
  };
}

async function weightsOf(runtime: Runtime, events: Started['events']): Promise<ReadonlyMap<string, Float32Array>> {
  const { bytes } = await runtime.exportValue(eventOf(events, 'finished', 'train').key, 'model');
  return new Map(Object.entries(readSafetensors(bytes).tensors).map(([name, { data }]) => [name, data]));
}

/** The weights of an uninterrupted training, made once for each length. */
const uninterrupted = new Map<number, Promise<ReadonlyMap<string, Float32Array>>>();
function straight(steps: number): Promise<ReadonlyMap<string, Float32Array>> {
  const known = uninterrupted.get(steps);
  if (known) return known;
  const made = runtimeOf().then(async ({ runtime }) => {
    const { events } = await runAll(runtime, training({ steps }));
    return weightsOf(runtime, events);
  });
  uninterrupted.set(steps, made);
  return made;
}

/** The same to the tolerance of float32. */
function expectSame(found: ReadonlyMap<string, Float32Array>, wanted: ReadonlyMap<string, Float32Array>): void {
  expect([...found.keys()]).toEqual([...wanted.keys()]);
  expect(found.size).toBeGreaterThan(5);
  for (const [name, numbers] of wanted) {
    const worst = numbers.reduce((most, number, index) => {
      const off = Math.abs(number - (found.get(name)?.[index] ?? Number.NaN));
      return Number.isNaN(off) ? Number.POSITIVE_INFINITY : Math.max(most, off);
    }, 0);
    expect(worst, name).toBeLessThan(1e-6);
  }
}

/** Numbers of the steps that a run trained: it knows how fast it was; of those before it, it only tells how they went. */
const stepsTrained = (events: Started['events']) =>
  events
    .filter((event) => event.type === 'metric' && 'tokensPerSecond' in event.values)
    .map((event) => (event.type === 'metric' ? event.step : -1));

test('a training that is to go further is known with what it came to, until it has gone there', async () => {
  const { runtime } = await runtimeOf();
  const [short, long] = [training({ steps: 20 }), training({ steps: 40 })];
  expect(await runtime.kept(long)).toEqual({});
  await runAll(runtime, short);
  expect(await runtime.kept(short)).toEqual({});
  const { train } = await runtime.kept(long);
  expect(train).toMatchObject({ step: 20, total: 40, view: { view: 'curves' } });
  expect(train?.view?.view === 'curves' && train.view.series[0]?.x.length).toBe(20);
  expect(await runtime.kept(training({ steps: 10 }))).toEqual({});
  await runAll(runtime, long);
  expect(await runtime.kept(long)).toEqual({});
});

test('training to 40 steps after 20 computes 20 more, and equals 40 at once', async () => {
  const { runtime } = await runtimeOf();
  const first = await runAll(runtime, training({ steps: 20 }));
  expect(first.outcome).toBe('succeeded');
  const second = await runAll(runtime, training({ steps: 40 }));
  expect(second.outcome).toBe('succeeded');
  expect(Math.min(...stepsTrained(second.events))).toBeGreaterThanOrEqual(20);
  expect(eventOf(second.events, 'log', 'train').text).toBe('Goes on from step 20.');
  expect(stepsTrained(second.events)).toHaveLength(20);
  // How long the first took says nothing of the second; its progress begins where it goes on.
  expect(eventOf(second.events, 'started', 'train').estimatedSeconds).toBeUndefined();
  expect(eventOf(second.events, 'progress', 'train').done).toBeGreaterThanOrEqual(20);
  // What it tells is the whole curve, each step once, as one training would have told it.
  const curve = (events: Started['events'], name: string) =>
    events.flatMap((event) =>
      event.type === 'metric' && name in event.values ? [[event.step, event.values[name]]] : [],
    );
  expect(curve(second.events, 'loss').map(([step]) => step)).toEqual(Array.from({ length: 40 }, (_, step) => step));
  expect(curve(second.events, 'loss').slice(0, 20)).toEqual(curve(first.events, 'loss'));
  expect(curve(second.events, 'validationLoss').map(([step]) => step)).toEqual([0, 10, 20, 30, 40]);
  expect(eventOf(first.events, 'computes', 'train').backend).toMatch(/^(WebAssembly|Plain JavaScript)/);
  expectSame(await weightsOf(runtime, second.events), await straight(40));
});

test('a training that was paused equals one that was not', async () => {
  let pause = () => {};
  const { runtime } = await runtimeOf({}, { 20: () => pause() });
  const run = await startRun(runtime, training({ steps: 40 }));
  pause = () => void run.handle.pause();
  await run.heard(({ type }) => type === 'paused');
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(typesOf(run.events, 'train')).not.toContain('finished');
  await run.handle.resume();
  expect(await run.handle.done).toBe('succeeded');
  expectSame(await weightsOf(runtime, run.events), await straight(40));
});

test('a training answers a cancel from within its loop, keeps its worker, and goes on later', async () => {
  let cancel = () => {};
  const { runtime, workers } = await runtimeOf({}, { 20: () => cancel() });
  const long = training({ steps: 1_000_000 });
  const run = await startRun(runtime, long);
  cancel = () => void run.handle.cancel();
  expect(await run.handle.done).toBe('cancelled');
  expectWellTold(run.events, long);
  expect(typesOf(run.events, 'train').at(-1)).toBe('cancelled');
  // It answered: nobody had to end it.
  expect(workers.map(({ ended }) => ended)).toEqual([false]);
  const { outcome, events } = await runAll(runtime, training({ steps: 40 }));
  expect(outcome).toBe('succeeded');
  expect(eventOf(events, 'log', 'train').text).toBe('Goes on from step 20.');
  expectSame(await weightsOf(runtime, events), await straight(40));
});

test('a worker that dies under a training costs what came after the last look, and changes nothing', async () => {
  const { runtime, workers } = await runtimeOf({}, { 20: (worker) => worker.die('SIGKILL') });
  const { outcome, events } = await runAll(runtime, training({ steps: 40 }));
  expect(outcome).toBe('succeeded');
  expect(workers).toHaveLength(2);
  const logs = events.filter((event) => event.type === 'log').map(({ text }) => text);
  expect(logs[0]).toContain('SIGKILL');
  expect(logs[1]).toBe('Goes on from step 20.');
  expectSame(await weightsOf(runtime, events), await straight(40));
});

test('closed in the middle and opened again on the same folder, it goes on from the last look', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'genloom-training-'));
  folders.push(directory);
  const { runtime } = await runtimeOf({ directory }, { 20: () => void runtime.dispose() });
  const run = await startRun(runtime, training({ steps: 40 }));
  expect(await run.handle.done).toBe('cancelled');
  await runtime.dispose();

  const { runtime: later } = await runtimeOf({ directory });
  const { outcome, events } = await runAll(later, training({ steps: 40 }));
  expect(outcome).toBe('succeeded');
  expect(eventOf(events, 'log', 'train').text).toBe('Goes on from step 20.');
  expect(Math.min(...stepsTrained(events))).toBeGreaterThanOrEqual(20);
  // What was prepared is still there.
  expect(eventOf(events, 'finished', 'encode').cached).toBe(true);
  expectSame(await weightsOf(later, events), await straight(40));
});

test('a loss that is no number stops the training with advice; the last good weights can be used', async () => {
  const { runtime } = await runtimeOf();
  const wild = { optimiser: 'sgd', learningRate: 1, momentum: 0.999, clip: 0, weightDecay: 10, warmUpSteps: 0 };
  const { outcome, events } = await runAll(runtime, training({ steps: 200, evaluateEvery: 5, ...wild }));
  expect(outcome).toBe('failed');
  const { error } = eventOf(events, 'failed', 'train');
  expect(error.code).toBe('train.diverged');
  expect(error.fix).toContain('Lower the learning rate');
  const kept = Number(/The weights of step (\d+) are kept/.exec(error.detail ?? '')?.[1]);
  expect(kept).toBeGreaterThan(0);
  // The advice, followed.
  const saved = await runAll(runtime, training({ steps: kept, evaluateEvery: 5, ...wild }));
  expect(saved.outcome).toBe('succeeded');
  expect(stepsTrained(saved.events)).toEqual([]);
  const weights = await weightsOf(runtime, saved.events);
  for (const numbers of weights.values()) expect(numbers.every(Number.isFinite)).toBe(true);
});

describe('through the whole runtime', () => {
  test('200 training steps with looks, samples and checkpoints leave no tensor behind', async () => {
    const { runtime, workers } = await runtimeOf();
    await runAll(runtime, training({ steps: 1, evaluateEvery: 50, sampleTokens: 4 }));
    const before = tf.memory().numTensors;
    const { outcome, events } = await runAll(runtime, training({ steps: 201, evaluateEvery: 50, sampleTokens: 4 }));
    expect(outcome).toBe('succeeded');
    expect(eventOf(events, 'log', 'train').text).toBe('Goes on from step 1.');
    expect(tf.memory().numTensors).toBe(before);
    expect(workers).toHaveLength(1);
  });
});
