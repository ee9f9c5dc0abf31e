import { afterEach, describe, expect, test } from 'vitest';
import { defineNode, network, text, z } from '@/graph';
import * as tf from '@/ml/tf';
import { memoryFiles } from '@/workers/artifacts/memory-files';
import { createNodeRuntime, type NodeRuntimeOptions } from '@/workers/node';
import type { Runtime } from '@/workers/runtime';
import { type Behaviour, playground } from './playground';
import {
  eventOf,
  expectWellTold,
  type FakeWorker,
  fakeWorkers,
  graphOf,
  runAll,
  startRun,
  step,
  typesOf,
} from './support';

const open: Runtime[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.dispose()));
});

/** Behaviours are made with the workers at hand: some end the one they are in. */
async function withWorkers(
  count: number,
  make: (workers: readonly FakeWorker[]) => Readonly<Record<string, Behaviour>>,
  options: NodeRuntimeOptions = {},
) {
  const workers: FakeWorker[] = [];
  const { catalogue, calls } = playground(make(workers));
  const fake = fakeWorkers(catalogue, workers);
  const runtime = await createNodeRuntime({ catalogue, spawn: fake.spawn, workers: count, ...options });
  open.push(runtime);
  return { runtime, workers, calls };
}

/** Ends the worker that runs it, as often as said; then it works. */
function killer(workers: readonly FakeWorker[], times: number): Behaviour {
  let left = times;
  return async () => {
    if (left-- <= 0) return 'survived';
    workers
      .findLast(({ requests, ended }) => !ended && requests.some(({ nodeId }) => nodeId === 'bad'))
      ?.die('SIGKILL');
    return new Promise(() => {});
  };
}

describe('a worker that dies under a step', () => {
  test('once: a fresh one tries again, and the run succeeds', async () => {
    const { runtime, workers, calls } = await withWorkers(1, (all) => ({ kill: killer(all, 1) }));
    const document = graphOf(step('bad', [], { does: 'kill' }), step('next', ['bad']));
    const { outcome, events } = await runAll(runtime, document);
    expect(outcome).toBe('succeeded');
    expect(calls).toEqual(['bad', 'bad', 'next']);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(typesOf(events, 'bad')).toEqual(['queued', 'started', 'log', 'queued', 'started', 'finished']);
    expect(eventOf(events, 'log', 'bad')).toMatchObject({ level: 'warning', text: expect.stringContaining('SIGKILL') });
    expectWellTold(events, document);
  });

  test('twice: the step fails with advice, what needs it is skipped, other branches finish', async () => {
    const { runtime, calls } = await withWorkers(2, (all) => ({ kill: killer(all, 9) }));
    const others = Array.from({ length: 12 }, (_, index) => step(`n${index}`, index === 0 ? [] : [`n${index - 1}`]));
    const document = graphOf(step('bad', [], { does: 'kill' }), step('child', ['bad']), ...others, step('alone'));
    const { outcome, events } = await runAll(runtime, document);
    expect(outcome).toBe('failed');
    expectWellTold(events, document);
    const { error } = eventOf(events, 'failed', 'bad');
    expect(error.code).toBe('worker.crashed');
    expect(error.detail).toContain('SIGKILL');
    expect(error.fix).toContain('smaller');
    expect(eventOf(events, 'skipped', 'child').because).toBe('bad');
    for (const id of ['n11', 'alone']) expect(typesOf(events, id).at(-1)).toBe('finished');
    expect(calls.filter((id) => id === 'bad')).toHaveLength(2);
  });

  test('steps that waited in the same worker are not taken along', async () => {
    const { runtime } = await withWorkers(1, (all) => ({ kill: killer(all, 9) }));
    const neighbours = Array.from({ length: 8 }, (_, index) => step(`n${index}`));
    const document = graphOf(step('bad', [], { does: 'kill' }), ...neighbours);
    const { events } = await runAll(runtime, document);
    expectWellTold(events, document);
    expect(typesOf(events, 'bad').at(-1)).toBe('failed');
    for (const { node } of neighbours) expect(typesOf(events, node.id).at(-1)).toBe('finished');
  });

  test('between two steps: nobody is told, and the next step gets a fresh one', async () => {
    const { runtime, workers } = await withWorkers(1, () => ({}));
    await runAll(runtime, graphOf(step('a')));
    workers[0]?.die('gone');
    const { outcome, events } = await runAll(runtime, graphOf(step('a'), step('b', ['a'])));
    expect(outcome).toBe('succeeded');
    expect(typesOf(events, 'b')).toEqual(['queued', 'started', 'finished']);
    expect(workers).toHaveLength(2);
  });

  test('it goes on from its last checkpoint, and a dead worker saves none any more', async () => {
    const begun: number[] = [];
    let told: (what: string) => void = () => {};
    const zombie = new Promise<string>((resolve) => {
      told = resolve;
    });
    const { runtime } = await withWorkers(1, (all) => ({
      endless: async (_given, { checkpoint }) => {
        const kept = await checkpoint.load();
        begun.push(kept?.step ?? 0);
        if (kept) return `from ${kept.step}`;
        await checkpoint.save({ step: 4, state: { numbers: Float32Array.of(1, 2), bytes: Uint8Array.of(3) } });
        all.at(-1)?.die('SIGKILL');
        await new Promise((resolve) => setTimeout(resolve, 1));
        await checkpoint.save({ step: 1, state: null }).then(
          () => told('it was saved'),
          (error: Error) => told(error.message),
        );
        return 'never';
      },
    }));
    const run = (steps: number) => runAll(runtime, graphOf(step('a', [], { does: 'endless', steps }, 'test.endless')));
    expect((await run(10)).outcome).toBe('succeeded');
    expect(await zombie).toBe('it was replaced');
    await run(20);
    expect(begun).toEqual([0, 4, 4]);
  });
});

test('a checkpoint that is damaged counts as none', async () => {
  const files = memoryFiles();
  const begun: unknown[] = [];
  const { runtime } = await withWorkers(
    1,
    () => ({
      endless: async (_given, { checkpoint }) => {
        begun.push(await checkpoint.load());
        await checkpoint.save({ step: begun.length, state: { weights: Float32Array.of(1, 2, 3) } });
        return 'done';
      },
    }),
    { files },
  );
  const run = (steps: number) => runAll(runtime, graphOf(step('a', [], { does: 'endless', steps }, 'test.endless')));
  await run(1);
  await run(2);
  expect(begun).toEqual([null, { step: 1, state: { weights: Float32Array.of(1, 2, 3) } }]);
  for (const { name } of await files.list()) {
    if (!name.startsWith('checkpoint-')) continue;
    const bytes = (await files.read(name)) ?? new Uint8Array();
    bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) ^ 1;
    await files.write(name, bytes);
  }
  expect((await run(3)).outcome).toBe('succeeded');
  expect(begun.at(-1)).toBeNull();
});

describe('a step fails with a sentence', () => {
  test.each([
    ['nothing', undefined],
    ['a string', 'the moon is in the wrong house'],
    ['an object that cannot be written', Object.create(null)],
    ['a symbol', Symbol('why')],
    ['an error without a message', new Error()],
    ['an error', new TypeError('x is not a function')],
  ])('when %s is thrown, and the next step in its worker runs', async (_name, thrown) => {
    const { runtime, workers } = await withWorkers(1, () => ({
      strange: () => {
        throw thrown;
      },
    }));
    const document = graphOf(step('a', [], { does: 'strange' }), step('b'));
    const { outcome, events } = await runAll(runtime, document);
    expect(outcome).toBe('failed');
    const { error } = eventOf(events, 'failed', 'a');
    expect(error.code).toBe('unexpected');
    expect(error.title).toMatch(/^[A-Z].*\.$/);
    expect(error.fix).toMatch(/^[A-Z].*\.$/);
    expect(error.detail ?? 'nothing').not.toBe('');
    expect(error.detail ?? '').not.toMatch(/\[object|undefined/);
    if (typeof thrown === 'string') expect(error.detail).toBe(thrown);
    expect(typesOf(events, 'b').at(-1)).toBe('finished');
    expect(workers).toHaveLength(1);
    expectWellTold(events, document);
  });

  test('when it is a block whose description breaks', async () => {
    let asked = 0;
    const broken = defineNode({
      type: 'test.broken',
      version: 1,
      phase: 'train',
      title: 'Broken',
      summary: 'Breaks when it meets real values.',
      inputs: { a: text },
      outputs: { network },
      params: z.object({}),
      extend: () => {
        // The checker is the first to ask, the engine the second, with real values.
        if (++asked > 1) throw new RangeError('too wide');
        return {};
      },
    });
    const { catalogue } = playground();
    const all = new Map([...catalogue, [broken.type, broken]]);
    const runtime = await createNodeRuntime({ catalogue: all, spawn: fakeWorkers(all).spawn });
    open.push(runtime);
    const document = graphOf(step('a'), {
      ...step('b', ['a']),
      node: { ...step('b').node, type: 'test.broken', params: {} },
    });
    const { outcome, events } = await runAll(runtime, document);
    expect(outcome).toBe('failed');
    expect(eventOf(events, 'failed', 'b').error.detail).toBe('too wide');
  });

  test('when it does not give what it promised', async () => {
    const { runtime } = await withWorkers(1, () => ({ forget: () => undefined }));
    const { events } = await runAll(runtime, graphOf(step('a', [], { does: 'forget' })));
    expect(eventOf(events, 'failed', 'a').error.detail).toContain('promised “text”');
  });

  test('when a result that it needs is gone from the store, and a second run makes it anew', async () => {
    const files = memoryFiles();
    const first = await withWorkers(1, () => ({}), { files });
    await runAll(first.runtime, graphOf(step('a')));
    await first.runtime.dispose();
    // Opened anew, nothing is in memory. The file goes while the store thinks that it is there.
    const { runtime } = await withWorkers(1, () => ({}), { files });
    for (const { name } of await files.list()) await files.remove(name);
    const document = graphOf(step('a'), step('b', ['a']));
    const { outcome, events } = await runAll(runtime, document);
    expect(outcome).toBe('failed');
    expect(eventOf(events, 'failed', 'b').error).toMatchObject({ code: 'artifact.lost', fix: expect.any(String) });
    expect((await runAll(runtime, document)).outcome).toBe('succeeded');
  });
});

describe('memory', () => {
  test.each([
    new RangeError('Array buffer allocation failed'),
    new Error('WebAssembly.Memory.grow(): out of memory'),
    new Error('Failed to execute requestDevice: device was lost'),
  ])('that runs out (%s) fails the step clearly, and its worker is replaced', async (thrown) => {
    const { runtime, workers } = await withWorkers(1, () => ({
      hungry: () => {
        throw thrown;
      },
    }));
    const document = graphOf(step('a', [], { does: 'hungry' }));
    const { events } = await runAll(runtime, document);
    const { error } = eventOf(events, 'failed', 'a');
    expect(error.code).toBe('step.out-of-memory');
    expect(error.detail).toContain(thrown.message);
    expect(error.fix).toContain('smaller batch');
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
    expect((await runAll(runtime, graphOf(step('b')))).outcome).toBe('succeeded');
    expect(workers).toHaveLength(2);
  });

  test('that a node leaks fails its step, and its worker is replaced', async () => {
    const { runtime, workers } = await withWorkers(1, () => ({
      leak: () => `${tf.ones([2, 2]).add(1).shape}`,
      tidy: () => tf.tidy(() => `${tf.ones([2, 2]).add(1).shape}`),
    }));
    const document = graphOf(
      step('a', [], { does: 'leak' }, 'test.compute'),
      step('b', [], { does: 'tidy' }, 'test.compute'),
    );
    const { events } = await runAll(runtime, document);
    expect(eventOf(events, 'failed', 'a').error).toMatchObject({
      code: 'step.leaked',
      detail: expect.stringContaining('2 tensors'),
    });
    expect(typesOf(events, 'b').at(-1)).toBe('finished');
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  test('of a step that is cancelled in the middle of its work is given back with its worker', async () => {
    const { runtime, workers } = await withWorkers(1, () => ({
      hold: async (_given, { breathe, progress }) => {
        tf.ones([2, 2]);
        for (;;) {
          progress({ done: 0, total: 1 });
          await new Promise((resolve) => setTimeout(resolve, 1));
          await breathe();
        }
      },
    }));
    const run = await startRun(runtime, graphOf(step('a', [], { does: 'hold' }, 'test.compute')));
    await run.heard(({ type }) => type === 'progress');
    await run.handle.cancel();
    expect(await run.handle.done).toBe('cancelled');
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
  });
});
