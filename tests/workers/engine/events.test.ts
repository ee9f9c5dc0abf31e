import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { GenloomError, type RunEvent } from '@/graph';
import { createNodeRuntime } from '@/workers/node';
import type { Runtime } from '@/workers/runtime';
import { type Behaviour, playground } from './playground';
import { eventOf, expectWellTold, fakeWorkers, graphOf, runAll, startRun, step, typesOf } from './support';

const open: Runtime[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.dispose()));
});

async function withWorkers(count: number, behaviours: Readonly<Record<string, Behaviour>>) {
  const { catalogue, calls } = playground(behaviours);
  const { spawn, workers } = fakeWorkers(catalogue);
  const runtime = await createNodeRuntime({ catalogue, spawn, workers: count });
  open.push(runtime);
  return { runtime, workers, calls };
}

const chatter: Behaviour = async (_given, context) => {
  for (let done = 1; done <= 40; done++) {
    context.progress({ done, total: 40, message: `part ${done}` });
    context.metric(done, { loss: 1 / done });
    context.preview({ view: 'text', text: `so far ${done}` }, 'text', 'stays');
    if (done % 10 === 0) context.log('info', `at ${done}`);
    await new Promise((resolve) => setTimeout(resolve, 8));
    await context.breathe();
  }
  return 'said';
};

test('a step is queued, starts, tells what it does, and finishes with its time and size', async () => {
  const { runtime } = await withWorkers(1, { chatter });
  const document = graphOf(step('a', [], { does: 'chatter' }));
  const { events } = await runAll(runtime, document);
  expectWellTold(events, document);
  expect(typesOf(events, 'a').slice(0, 2)).toEqual(['queued', 'started']);

  // Each metric and each sentence arrives, in order; of progress and previews the newest, the last one always.
  const metrics = events.filter((event) => event.type === 'metric').map(({ step: at }) => at);
  expect(metrics).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  expect(events.filter((event) => event.type === 'log').map(({ text }) => text)).toEqual([
    'at 10',
    'at 20',
    'at 30',
    'at 40',
  ]);
  const progress = events.filter((event) => event.type === 'progress');
  expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).sort((a, b) => a - b));
  expect(progress.at(-1)).toMatchObject({ done: 40, total: 40, message: 'part 40', secondsLeft: 0 });
  expect(progress.some(({ done, secondsLeft = 0 }) => done < 40 && secondsLeft > 0)).toBe(true);
  expect(events.filter((event) => event.type === 'preview').at(-1)?.view).toEqual({ view: 'text', text: 'so far 40' });

  const finished = eventOf(events, 'finished', 'a');
  expect(finished).toMatchObject({ cached: false, bytes: 4, views: { text: { view: 'text', text: 'so far 40' } } });
  expect(finished.seconds).toBeGreaterThan(0);
  expect(eventOf(events, 'run-finished').seconds).toBeGreaterThanOrEqual(finished.seconds);
});

test('what a step tells in its last moment is heard before its end', async () => {
  const { runtime } = await withWorkers(1, {
    last: (_given, { progress, metric, log }) => {
      progress({ done: 1, total: 2 });
      progress({ done: 2, total: 2 });
      metric(7, { loss: 0.5 });
      log('warning', 'the very last word');
      throw new GenloomError({ code: 'test.refused', title: 'It is refused.', fix: 'Do not.' });
    },
  });
  const { events } = await runAll(runtime, graphOf(step('a', [], { does: 'last' })));
  expect(typesOf(events, 'a').at(-1)).toBe('failed');
  expect(typesOf(events, 'a').slice(2, -1).sort()).toEqual(['log', 'metric', 'progress', 'progress']);
  expect(eventOf(events, 'failed', 'a').error).toEqual({
    code: 'test.refused',
    title: 'It is refused.',
    fix: 'Do not.',
  });
});

test('what a step warned of is told with its result, also when that comes from the store', async () => {
  const { runtime } = await withWorkers(1, {
    warn: (_given, { log }) => {
      for (let file = 1; file <= 10; file++) log('warning', `File ${file} was skipped.`);
      log('info', 'The rest was read.');
      return 'read';
    },
  });
  const document = graphOf(step('a', [], { does: 'warn' }), step('b', ['a']));
  const warnings = [3, 4, 5, 6, 7, 8, 9, 10].map((file) => `File ${file} was skipped.`);
  const { events } = await runAll(runtime, document);
  expect(eventOf(events, 'finished', 'a').warnings).toEqual(warnings);
  expect(eventOf(events, 'finished', 'b')).not.toHaveProperty('warnings');
  expect((await runtime.cached(document)).a?.warnings).toEqual(warnings);
  const again = await runAll(runtime, document, ['a']);
  expect(eventOf(again.events, 'finished', 'a')).toMatchObject({ cached: true, warnings });
});

test('a second time, how long a step will take is known before it starts', async () => {
  const { runtime } = await withWorkers(1, { chatter });
  const first = await runAll(runtime, graphOf(step('a', [], { does: 'chatter' })));
  expect(eventOf(first.events, 'started', 'a').estimatedSeconds).toBeUndefined();
  const second = await runAll(runtime, graphOf(step('b')));
  expect(eventOf(second.events, 'started', 'b').estimatedSeconds).toBe(eventOf(first.events, 'finished', 'a').seconds);
});

test('a step that fails takes what needs it along, which says because of whom, and nothing else', async () => {
  const { runtime } = await withWorkers(2, {
    fail: () => {
      throw new GenloomError({ code: 'test.refused', title: 'It is refused.' });
    },
  });
  const document = graphOf(
    step('bad', [], { does: 'fail' }),
    step('child', ['bad']),
    step('grandchild', ['child', 'good']),
    step('good'),
    step('fine', ['good']),
  );
  const { outcome, events } = await runAll(runtime, document);
  expect(outcome).toBe('failed');
  expectWellTold(events, document);
  for (const id of ['child', 'grandchild']) expect(eventOf(events, 'skipped', id).because).toBe('bad');
  for (const id of ['good', 'fine']) expect(typesOf(events, id).at(-1)).toBe('finished');
});

test('nodes that cannot run are told with their error, those behind them with who is in the way, and the rest runs', async () => {
  const { runtime, calls } = await withWorkers(1, {});
  const wrong = step('wrong', [], { label: 7 });
  const document = graphOf(step('good'), wrong, step('behind', ['good', 'wrong']), step('further', ['behind']));
  const { outcome, events } = await runAll(runtime, document);
  expect(outcome).toBe('failed');
  expect(calls).toEqual(['good']);
  expect(eventOf(events, 'failed', 'wrong').error.title).not.toBe('');
  expect(eventOf(events, 'skipped', 'behind').because).toBe('wrong');
  expect(eventOf(events, 'skipped', 'further').because).toBe('behind');
  // Also when only the one behind is asked for, and nothing in front of it is planned.
  const asked = await runAll(runtime, document, ['behind']);
  expect(eventOf(asked.events, 'skipped', 'behind').because).toBe('wrong');
});

test('a run that is cancelled at once tells where it began and how it ended', async () => {
  const { runtime, calls } = await withWorkers(1, {});
  const document = graphOf(step('a'), step('b', ['a']));
  const { handle, events } = await startRun(runtime, document);
  await handle.cancel();
  expect(await handle.done).toBe('cancelled');
  expectWellTold(events, document);
  expect(typesOf(events, 'b')).toEqual(['queued', 'cancelled']);
  expect(calls.length).toBeLessThanOrEqual(1);
});

/** Random graphs whose nodes do something of each sort. */
const graphs = fc
  .array(
    fc.record({
      does: fc.constantFrom('', '', '', 'talk', 'breathe', 'fail', 'strange'),
      type: fc.constantFrom('test.step', 'test.step', 'test.endless'),
      label: fc.integer({ min: 0, max: 5 }).map((label) => `l${label}`),
      a: fc.option(fc.nat(), { nil: undefined }),
      b: fc.option(fc.nat(), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 16 },
  )
  .map((items) =>
    graphOf(
      ...items.map(({ a, b, does, label, type }, index) => {
        const inputs = index === 0 ? [] : [a, b].filter((one) => one !== undefined).map((one) => `n${one % index}`);
        return step(`n${index}`, inputs, { does, label }, type);
      }),
    ),
  );
const deeds: Readonly<Record<string, Behaviour>> = {
  talk: async (given, { progress, breathe, log }) => {
    progress({ done: 1, total: 2 });
    await breathe();
    log('info', 'half way');
    progress({ done: 2, total: 2 });
    return `talked ${given.length}`;
  },
  breathe: async (given, { breathe }) => {
    for (let index = 0; index < 5; index++) await breathe();
    return given.join();
  },
  fail: () => {
    throw new GenloomError({ code: 'test.refused', title: 'It is refused.' });
  },
  strange: () => {
    throw Object.create(null);
  },
};

test('whatever the graph and whatever is done to it, each run is told whole and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      graphs,
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.constantFrom('pause', 'resume', 'cancel', 'die', 'wait'), { maxLength: 5 }),
      async (document, count, deedsDone) => {
        const { runtime, workers } = await withWorkers(count, deeds);
        const { handle, events } = await startRun(runtime, document);
        for (const deed of deedsDone) {
          if (deed === 'die') workers.at(-1)?.die('it was killed');
          else if (deed !== 'wait') await handle[deed]();
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        await handle.resume();
        const outcome = await handle.done;
        expectWellTold(events, document);
        expectEnds(events, outcome);
        const again = await runAll(runtime, document);
        expectWellTold(again.events, document);
        // What finished in the first run is taken from the store in the second.
        const known = new Set(keysOf(events));
        for (const event of again.events)
          if (event.type === 'finished' && known.has(event.key)) expect(event.cached).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});

function expectEnds(events: readonly RunEvent[], outcome: string): void {
  const types = new Set(events.map(({ type }) => type));
  expect(eventOf(events, 'run-finished').outcome).toBe(outcome);
  if (outcome === 'succeeded')
    for (const type of ['failed', 'skipped', 'cancelled'] as const) expect(types).not.toContain(type);
  if (outcome === 'failed') expect(types).toContain('failed');
  if (outcome !== 'cancelled') expect(types).not.toContain('cancelled');
}

const keysOf = (events: readonly RunEvent[]) =>
  events.filter((event) => event.type === 'finished').map(({ key }) => key);
