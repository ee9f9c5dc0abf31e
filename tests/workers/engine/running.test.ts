import { afterEach, expect, test } from 'vitest';
import { defineNode, type Network, network, text, z } from '@/graph';
import { catalogue as fullCatalogue } from '@/nodes';
import { memoryFiles } from '@/workers/artifacts/memory-files';
import { openStore } from '@/workers/artifacts/store';
import { createEngine } from '@/workers/engine';
import { createNodeRuntime, type NodeRuntimeOptions } from '@/workers/node';
import type { Runtime } from '@/workers/runtime';
import { createRuntimeCore } from '@/workers/runtime-core';
import { type Behaviour, playground } from './playground';
import { eventOf, expectWellTold, fakeWorkers, gate, graphOf, runAll, startRun, step } from './support';

const open: Runtime[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.dispose()));
});

async function withWorkers(
  count: number,
  behaviours: Readonly<Record<string, Behaviour>> = {},
  options: NodeRuntimeOptions = {},
) {
  const { catalogue, calls } = playground(behaviours);
  const { spawn, workers } = fakeWorkers(catalogue);
  const runtime = await createNodeRuntime({ catalogue, spawn, workers: count, ...options });
  open.push(runtime);
  return { runtime, workers, calls };
}

test('each step runs once, after what it needs, and gets what it needs', async () => {
  const { runtime, calls } = await withWorkers(2);
  const document = graphOf(step('d', ['b', 'c']), step('b', ['a']), step('c', ['a']), step('a'));
  const { outcome, events } = await runAll(runtime, document);
  expect(outcome).toBe('succeeded');
  expect([...calls].sort()).toEqual(['a', 'b', 'c', 'd']);
  expect(calls.at(0)).toBe('a');
  expect(calls.at(-1)).toBe('d');
  expectWellTold(events, document);
  const { key } = eventOf(events, 'finished', 'd');
  expect(await runtime.view(key, 'text')).toMatchObject({ text: 'd(b(a()),c(a()))' });
});

test('independent branches run side by side, each in a worker of its own', async () => {
  const both = gate();
  let inside = 0;
  const meet: Behaviour = async () => {
    inside++;
    if (inside === 2) both.open();
    // Were they run one after the other, the first would wait here for ever.
    await both.opened;
    return 'met';
  };
  const { runtime } = await withWorkers(2, { meet });
  const document = graphOf(step('left', [], { does: 'meet' }), step('right', [], { does: 'meet' }));
  const { outcome, events } = await runAll(runtime, document);
  expect(outcome).toBe('succeeded');
  const workers = ['left', 'right'].map((id) => eventOf(events, 'started', id).worker);
  expect(new Set(workers).size).toBe(2);
});

test('steps that compute never share a worker', async () => {
  let inside = 0;
  let most = 0;
  const alone: Behaviour = async (_given, { breathe }) => {
    most = Math.max(most, ++inside);
    await breathe();
    await new Promise((resolve) => setTimeout(resolve, 1));
    inside--;
    return 'done';
  };
  const { runtime } = await withWorkers(1, { alone });
  const document = graphOf(
    ...Array.from({ length: 4 }, (_, index) => step(`n${index}`, [], { does: 'alone' }, 'test.compute')),
  );
  expect((await runAll(runtime, document)).outcome).toBe('succeeded');
  expect(most).toBe(1);
});

test('a step goes to the worker that holds its inputs, and is not sent them again', async () => {
  const { runtime, workers } = await withWorkers(2);
  const document = graphOf(
    step('a'),
    step('b'),
    ...Array.from({ length: 6 }, (_, index) => step(`a${index}`, [index === 0 ? 'a' : `a${index - 1}`])),
    ...Array.from({ length: 6 }, (_, index) => step(`b${index}`, [index === 0 ? 'b' : `b${index - 1}`])),
  );
  const { events } = await runAll(runtime, document);
  for (const chain of ['a', 'b']) {
    const ids = [chain, ...Array.from({ length: 6 }, (_, index) => `${chain}${index}`)];
    expect(new Set(ids.map((id) => eventOf(events, 'started', id).worker)).size).toBe(1);
  }
  const sent = workers.flatMap(({ requests }) => requests).flatMap(({ inputs }) => Object.values(inputs));
  expect(sent).toHaveLength(12);
  expect(sent.filter(({ bytes }) => bytes !== null)).toEqual([]);
});

test('a worker that has forgotten a value is sent it', async () => {
  const { runtime, workers } = await withWorkers(1);
  await runAll(runtime, graphOf(step('a')));
  // The engine takes it for one that holds `a`; it is another one.
  workers[0]?.die('it crashed');
  await Promise.resolve();
  const { outcome, events } = await runAll(runtime, graphOf(step('a'), step('b', ['a'])));
  expect(outcome).toBe('succeeded');
  expect(await runtime.view(eventOf(events, 'finished', 'b').key, 'text')).toMatchObject({ text: 'b(a())' });
});

test('a thousand small steps finish, and a second run computes nothing', async () => {
  const { runtime, calls } = await withWorkers(3);
  const document = graphOf(
    ...Array.from({ length: 1_000 }, (_, index) =>
      step(`n${index}`, index === 0 ? [] : [`n${Math.floor((index - 1) / 3)}`]),
    ),
  );
  const first = await runAll(runtime, document);
  expect(first.outcome).toBe('succeeded');
  expect(new Set(calls).size).toBe(1_000);
  expect(calls).toHaveLength(1_000);
  expectWellTold(first.events, document);
  const second = await runAll(runtime, document);
  expect(second.outcome).toBe('succeeded');
  expect(calls).toHaveLength(1_000);
  expect(second.events.filter((event) => event.type === 'finished' && !event.cached)).toEqual([]);
});

test('moving, naming and grouping nodes computes nothing; a changed parameter computes what hangs on it', async () => {
  const { runtime, calls } = await withWorkers(1);
  const document = graphOf(step('a'), step('b', ['a']), step('c', ['b']));
  await runAll(runtime, document);
  const moved = {
    ...document,
    name: 'Another name',
    nodes: document.nodes.map((node) => ({ ...node, title: 'Moved', position: { x: 500, y: -20 } })),
    groups: [{ id: 'g', title: 'All', nodes: ['a', 'b', 'c'] }],
  };
  expect((await runAll(runtime, moved)).outcome).toBe('succeeded');
  expect(calls).toEqual(['a', 'b', 'c']);
  expect(Object.keys(await runtime.cached(moved)).sort()).toEqual(['a', 'b', 'c']);
  const changed = graphOf(step('a'), step('b', ['a'], { label: 'other' }), step('c', ['b']));
  await runAll(runtime, changed);
  expect(calls.slice(3)).toEqual(['b', 'c']);
});

test('a second graph with the same nodes takes its results from the first', async () => {
  const { runtime, calls } = await withWorkers(1);
  await runAll(runtime, graphOf(step('a'), step('b', ['a'])));
  const other = graphOf(
    step('x', [], { label: 'a' }),
    step('y', ['x'], { label: 'b' }),
    step('z', ['y'], { label: 'new' }),
  );
  const { outcome } = await runAll(runtime, other);
  expect(outcome).toBe('succeeded');
  expect(calls).toEqual(['a', 'b', 'z']);
});

test('two identical nodes compute once', async () => {
  const { runtime, calls } = await withWorkers(2);
  const document = graphOf(step('a', [], { label: 'same' }), step('b', [], { label: 'same' }), step('c', ['a', 'b']));
  const { outcome, events } = await runAll(runtime, document);
  expect(outcome).toBe('succeeded');
  expect(calls).toHaveLength(2);
  expect(eventOf(events, 'finished', 'a').key).toBe(eventOf(events, 'finished', 'b').key);
  expectWellTold(events, document);
});

test('two runs at once compute a key once; when the first is cancelled, the second takes over', async () => {
  const slow = gate();
  const wait: Behaviour = async (_given, { breathe, signal }) => {
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    await Promise.race([slow.opened, stopped]);
    await breathe();
    return 'slept';
  };
  const { runtime, calls } = await withWorkers(2, { wait });
  const document = graphOf(step('a', [], { does: 'wait' }), step('b', ['a']));
  const first = await startRun(runtime, document);
  const second = await startRun(runtime, document);
  await first.heard(({ type }) => type === 'started');
  expect(calls).toEqual(['a']);
  await first.handle.cancel();
  expect(await first.handle.done).toBe('cancelled');
  await second.heard(({ type }) => type === 'started');
  expect(calls).toEqual(['a', 'a']);
  const third = await startRun(runtime, document);
  slow.open();
  expect(await Promise.all([second.handle.done, third.handle.done])).toEqual(['succeeded', 'succeeded']);
  expect(calls).toEqual(['a', 'a', 'b']);
  expectWellTold(second.events, document);
  expectWellTold(third.events, document);
});

test('only what a target needs is run', async () => {
  const { runtime, calls } = await withWorkers(1);
  const document = graphOf(step('a'), step('b', ['a']), step('c', ['a']), step('d'));
  const { outcome } = await runAll(runtime, document, ['b']);
  expect(outcome).toBe('succeeded');
  expect(calls).toEqual(['a', 'b']);
});

test('a graph of nothing succeeds', async () => {
  const { runtime } = await withWorkers(1);
  const { outcome, events } = await runAll(runtime, graphOf());
  expect(outcome).toBe('succeeded');
  expect(events.map(({ type }) => type)).toEqual(['run-started', 'run-finished']);
});

test('a network reaches the step that needs it, however much came between', async () => {
  // Blocks are extended by the engine and kept nowhere else: what else there is to remember must not push them out.
  const { catalogue: made } = playground({ large: () => 'x'.repeat(5_000) });
  const measure = defineNode({
    type: 'test.measure',
    version: 1,
    phase: 'prepare',
    title: 'Measure',
    summary: 'Takes a network, late.',
    inputs: { network, after: text },
    outputs: { text },
    params: z.object({}),
    run: async () => ({
      run: ({ network: given }: { network: Network }) => ({ text: `${given.operations.length} operations` }),
    }),
  });
  const catalogue = new Map([...made, ...fullCatalogue, [measure.type, measure]]);
  const store = await openStore(memoryFiles());
  const { spawn } = fakeWorkers(catalogue);
  const engine = createEngine({ catalogue, store, spawn, workers: 1, remembered: 4_000 });
  const runtime = createRuntimeCore(catalogue, engine, store);
  open.push(runtime);
  const base = graphOf(step('large', [], { does: 'large' }), step('larger', ['large'], { does: 'large' }));
  const at = { version: 1, params: {}, position: { x: 0, y: 0 } };
  const document = {
    ...base,
    nodes: [
      { ...at, id: 'source', type: 'source.text', params: { origin: 'paste', text: 'one two three' } },
      { ...at, id: 'characters', type: 'tokenize.characters' },
      { ...at, id: 'embedding', type: 'network.token-embedding', params: { width: 16 } },
      { ...at, id: 'measure', type: 'test.measure' },
      ...base.nodes,
    ],
    wires: [
      { from: { node: 'source', port: 'text' }, to: { node: 'characters', port: 'text' } },
      { from: { node: 'characters', port: 'tokenizer' }, to: { node: 'embedding', port: 'tokenizer' } },
      { from: { node: 'embedding', port: 'network' }, to: { node: 'measure', port: 'network' } },
      { from: { node: 'larger', port: 'text' }, to: { node: 'measure', port: 'after' } },
      ...base.wires,
    ],
  };
  const { outcome, events } = await runAll(runtime, document);
  expect(events.filter(({ type }) => type === 'failed')).toEqual([]);
  expect(outcome).toBe('succeeded');
  expect(await runtime.view(eventOf(events, 'finished', 'measure').key, 'text')).toMatchObject({
    text: '1 operations',
  });
});
