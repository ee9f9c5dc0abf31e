import { afterEach, expect, test } from 'vitest';
import { memoryFiles } from '@/workers/artifacts/memory-files';
import { createNodeRuntime } from '@/workers/node';
import type { Runtime } from '@/workers/runtime';
import { type Behaviour, playground } from './playground';
import { expectWellTold, fakeWorkers, gate, graphOf, runAll, startRun, step, typesOf } from './support';

const open: Runtime[] = [];
const stubborn = new Set<() => void>();
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.dispose()));
  for (const end of stubborn) end();
  stubborn.clear();
});

/** Goes on until the test is over, and never breathes. */
const deaf: Behaviour = () =>
  new Promise((resolve) => {
    stubborn.add(() => resolve('late'));
  });
/** Goes on until it is cancelled. */
const listening: Behaviour = async (_given, { breathe, progress }) => {
  for (let done = 0; ; done++) {
    progress({ done, total: 1e9 });
    await new Promise((resolve) => setTimeout(resolve, 2));
    await breathe();
  }
};

/** @param patience milliseconds for an answer: as good as none where nobody will, and more than any machine needs where somebody does */
async function withWorkers(count: number, patience: number, behaviours: Readonly<Record<string, Behaviour>> = {}) {
  const { catalogue, calls } = playground({ deaf, listening, ...behaviours });
  const { spawn, workers } = fakeWorkers(catalogue);
  const runtime = await createNodeRuntime({ catalogue, spawn, workers: count, patience });
  open.push(runtime);
  return { runtime, workers, calls };
}

test('a cancelled run ends, its worker is kept and free, and a new run works', async () => {
  const { runtime, workers } = await withWorkers(1, 60_000);
  const document = graphOf(step('a', [], { does: 'listening' }), step('b', ['a']));
  const run = await startRun(runtime, document);
  await run.heard(({ type }) => type === 'progress');
  await run.handle.cancel();
  expect(await run.handle.done).toBe('cancelled');
  expectWellTold(run.events, document);
  for (const id of ['a', 'b']) expect(typesOf(run.events, id).at(-1)).toBe('cancelled');
  expect((await runAll(runtime, graphOf(step('c')))).outcome).toBe('succeeded');
  expect(workers.map(({ ended }) => ended)).toEqual([false]);
});

test('a worker that does not answer a cancel is replaced, and a new run works', async () => {
  const { runtime, workers, calls } = await withWorkers(1, 50);
  const document = graphOf(step('a', [], { does: 'deaf' }));
  const run = await startRun(runtime, document);
  await run.heard(({ type }) => type === 'started');
  while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await run.handle.cancel();
  expect(await run.handle.done).toBe('cancelled');
  expectWellTold(run.events, document);
  expect(workers.map(({ ended }) => ended)).toEqual([true]);
  expect((await runAll(runtime, graphOf(step('c')))).outcome).toBe('succeeded');
  expect(workers).toHaveLength(2);
});

test('what a replaced worker still gives is not taken', async () => {
  const { runtime, calls } = await withWorkers(1, 50);
  const document = graphOf(step('a', [], { does: 'deaf' }));
  const run = await startRun(runtime, document);
  while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await run.handle.cancel();
  for (const end of stubborn) end();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await runtime.cached(document)).toEqual({});
  expectWellTold(run.events, document);
});

test('cancelling one run leaves another alone, in its own worker and in the same', async () => {
  const go = gate();
  const { runtime } = await withWorkers(1, 60_000, {
    waiting: async (_given, { breathe }) => {
      await go.opened;
      await breathe();
      return 'done';
    },
  });
  // Light steps share the one worker: the second run's step waits behind the first one's.
  const first = await startRun(runtime, graphOf(step('a', [], { does: 'listening' })));
  const second = await startRun(runtime, graphOf(step('b', [], { does: 'waiting' }), step('c', ['b'])));
  await Promise.all([first, second].map((run) => run.heard(({ type }) => type === 'started')));
  await first.handle.cancel();
  expect(await first.handle.done).toBe('cancelled');
  go.open();
  expect(await second.handle.done).toBe('succeeded');
  expect(typesOf(second.events, 'b')).toEqual(['queued', 'started', 'finished']);
});

test('when a cancel costs the worker, the steps of others in it start again, however often', async () => {
  const { runtime, calls } = await withWorkers(1, 50);
  const other = graphOf(step('z'));
  const first = await startRun(runtime, graphOf(step('a', [], { does: 'deaf' })));
  const patient = await startRun(runtime, other);
  while (!calls.includes('a')) await new Promise((resolve) => setTimeout(resolve, 1));
  await patient.heard(({ type }) => type === 'started');
  await first.handle.cancel();
  expect(await patient.handle.done).toBe('succeeded');
  expect(calls).toEqual(['a', 'z']);
  expectWellTold(patient.events, other);
});

test('pause holds what runs and what waits; resume goes on', async () => {
  let turns = 0;
  const { runtime, calls } = await withWorkers(1, 60_000, {
    counting: async (_given, { breathe }) => {
      for (turns = 0; turns < 50; turns++) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        await breathe();
      }
      return 'counted';
    },
  });
  const document = graphOf(step('a', [], { does: 'counting' }), step('b', ['a']));
  const run = await startRun(runtime, document);
  while (turns < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  await run.handle.pause();
  await new Promise((resolve) => setTimeout(resolve, 60));
  const held = turns;
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(turns).toBe(held);
  expect(held).toBeLessThan(50);
  await run.handle.resume();
  expect(await run.handle.done).toBe('succeeded');
  expect(calls).toEqual(['a', 'b']);
  expectWellTold(run.events, document);
  expect(run.events.map(({ type }) => type).filter((type) => type === 'paused' || type === 'resumed')).toEqual([
    'paused',
    'resumed',
  ]);
});

test('a step whose inputs are still being read is not started once its run was cancelled', async () => {
  const { catalogue, calls } = playground();
  const reading = gate();
  const go = gate();
  const inner = memoryFiles();
  let slow = false;
  const files = {
    ...inner,
    async read(name: string, first?: number) {
      if (slow) {
        reading.open();
        await go.opened;
      }
      return inner.read(name, first);
    },
  };
  const spawn = () => fakeWorkers(catalogue).spawn;
  const before = await createNodeRuntime({ catalogue, spawn: spawn(), files });
  await runAll(before, graphOf(step('a')));
  await before.dispose();
  const runtime = await createNodeRuntime({ catalogue, spawn: spawn(), files, patience: 50 });
  open.push(runtime);
  slow = true;
  const document = graphOf(step('a'), step('b', ['a']));
  const run = await startRun(runtime, document);
  await reading.opened;
  await run.handle.cancel();
  go.open();
  expect(await run.handle.done).toBe('cancelled');
  expect((await runAll(runtime, graphOf(step('c')))).outcome).toBe('succeeded');
  expect(calls).toEqual(['a', 'c']);
  expectWellTold(run.events, document);
});

test('a paused run can be cancelled', async () => {
  const { runtime, workers } = await withWorkers(1, 60_000);
  const document = graphOf(step('a', [], { does: 'listening' }));
  const run = await startRun(runtime, document);
  await run.heard(({ type }) => type === 'progress');
  await run.handle.pause();
  await run.handle.cancel();
  expect(await run.handle.done).toBe('cancelled');
  expect(workers.map(({ ended }) => ended)).toEqual([false]);
  expectWellTold(run.events, document);
});

test('closing the runtime cancels what runs, and starts nothing any more', async () => {
  const { runtime, workers } = await withWorkers(2, 50);
  const document = graphOf(step('a', [], { does: 'listening' }), step('b', [], { does: 'deaf' }), step('c', ['a']));
  const run = await startRun(runtime, document);
  await run.heard(({ type }) => type === 'progress');
  const started = workers.length;
  await runtime.dispose();
  expect(await run.handle.done).toBe('cancelled');
  expect(workers).toHaveLength(started);
  expect(workers.every(({ ended }) => ended)).toBe(true);
  expectWellTold(run.events, document);
});
