import { expect, test } from 'vitest';
import { foldRun, NO_RUN } from '@/app/editor/state/fold-run';
import type { RunEventBody } from '@/graph';

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
