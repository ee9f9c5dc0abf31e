import { expect, test } from 'vitest';
import { loadContracts } from '@/app/catalogue';
import { computedSteps } from '@/app/editor/state/computed-steps';
import { foldRun, NO_RUN } from '@/app/editor/state/fold-run';
import { stoppedOf } from '@/app/editor/words';
import { node } from '@/app/templates/build';
import { emptyDocument, type RunEvent, type RunEventBody } from '@/graph';

const fold = (...events: readonly RunEventBody[]) =>
  foldRun(
    NO_RUN,
    events.map((event, at) => ({ ...event, runId: 'run', at })),
  );
const begun: RunEventBody = { type: 'run-started', startedAt: '', backend: 'WebGL', steps: [] };
const started: RunEventBody = { type: 'started', nodeId: 'train', worker: 0 };
const metric = (step: number): RunEventBody => ({ type: 'metric', nodeId: 'train', step, values: { loss: 1 / step } });

test('what a run computed with is what its steps ran on, not what the page showed before', () => {
  expect(fold(begun).backend).toBe('');
  const ran = fold(begun, started, { type: 'computes', nodeId: 'train', backend: 'WebAssembly, 4 threads' });
  expect(ran.backend).toBe('WebAssembly, 4 threads');
});

test('a training that goes on knows where it began, and only for as long as it runs', () => {
  const progress = (done: number): RunEventBody => ({ type: 'progress', nodeId: 'train', done, total: 1_000 });
  const { nodes } = fold(begun, started, progress(500), progress(600), progress(1_000));
  expect(nodes.train).toMatchObject({ from: 500, done: 1_000 });
  expect(fold(begun, started, progress(500), started, progress(520)).nodes.train?.from).toBe(520);
});

test('a step that starts over has its numbers once', () => {
  const { metrics } = fold(begun, started, metric(1), metric(2), metric(3), started, metric(1), metric(2));
  expect(metrics.train?.map(({ step }) => step)).toEqual([1, 2]);
});

const at = { runId: 'run', at: 5 } as const;
const begunEvent: RunEvent = {
  ...at,
  type: 'run-started',
  startedAt: '2026-01-01T00:00:00Z',
  backend: 'wasm',
  steps: [],
};

test('a training that tells its progress thousands of times does not push out what happened before', () => {
  const progress = Array.from({ length: 3_000 }, (_, done): RunEvent[] => [
    { ...at, type: 'progress', nodeId: 'train', done, total: 3_000 },
    { ...at, type: 'metric', nodeId: 'train', step: done, values: { loss: 1 } },
  ]).flat();
  const finished: RunEvent = { ...at, type: 'run-finished', outcome: 'succeeded', seconds: 1 };
  const run = foldRun(NO_RUN, [begunEvent, ...progress, finished]);
  expect(run.events).toEqual([begunEvent, finished]);
  expect(run.nodes.train?.done).toBe(2_999);
  expect(run.metrics.train).toHaveLength(3_000);
});

test('a step that fails says in the log what would help', () => {
  const error = { code: 'text.empty', title: 'The text is empty.', fix: 'Choose another one.' };
  const { logs } = foldRun(NO_RUN, [begunEvent, { ...at, type: 'failed', nodeId: 'text', error }]);
  expect(logs.map(({ text }) => text)).toEqual(['The text is empty. Choose another one.']);
});

test('only what computes something counts as a step', async () => {
  const nodes = [node('text', 'source.text', 0, 0), node('block', 'network.transformer-block', 0, 0)];
  await loadContracts(nodes);
  expect(computedSteps(['text', 'block', 'gone'], { ...emptyDocument('test'), nodes })).toEqual(['text']);
});

test('of a run that is stopped, a step whose turn had not come says that it never began, also when an earlier run had done it', () => {
  const queued = (nodeId: string): RunEvent => ({ ...at, type: 'queued', nodeId });
  const starts = (nodeId: string): RunEvent => ({ ...at, type: 'started', nodeId, worker: 0 });
  const cancels = (nodeId: string): RunEvent => ({ ...at, type: 'cancelled', nodeId });
  const before = foldRun(NO_RUN, [begunEvent, starts('write'), cancels('write')]);
  const { nodes } = foldRun(before, [
    begunEvent,
    ...[queued('train'), queued('write'), starts('train'), cancels('train'), cancels('write')],
  ]);
  expect([nodes.train, nodes.write].map((node) => stoppedOf(node ?? {}))).toEqual(['stopped', 'not started']);
});

test('what a gate said stays while other nodes run, and is over once it runs again', () => {
  const error = { code: 'gate.failed', title: 'The gate says no.' };
  const runs = (...ids: readonly string[]): RunEvent => ({
    ...at,
    type: 'run-started',
    startedAt: '',
    backend: '',
    steps: ids.map((nodeId) => ({ nodeId, key: nodeId, cached: false })),
  });
  const failed = foldRun(NO_RUN, [
    runs('gate', 'use'),
    { ...at, type: 'failed', nodeId: 'gate', error },
    { ...at, type: 'skipped', nodeId: 'use', because: 'gate' },
  ]);
  expect(foldRun(failed, [runs('text')]).nodes).toMatchObject({
    gate: { state: 'failed', error },
    use: { state: 'skipped' },
  });
  const again = foldRun(failed, [runs('text'), runs('gate')]).nodes;
  expect(again).toMatchObject({ gate: { state: 'idle' }, use: { state: 'idle' } });
  expect(again.gate).not.toHaveProperty('error');
});
