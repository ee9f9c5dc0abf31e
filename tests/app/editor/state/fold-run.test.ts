import { expect, test } from 'vitest';
import { computedSteps } from '@/app/editor/state/computed-steps';
import { foldRun, NO_RUN } from '@/app/editor/state/fold-run';
import { node } from '@/app/templates/build';
import type { RunEvent } from '@/graph';

const at = { runId: 'run', at: 5 } as const;
const begun: RunEvent = { ...at, type: 'run-started', startedAt: '2026-01-01T00:00:00Z', backend: 'wasm', steps: [] };

test('a training that tells its progress thousands of times does not push out what happened before', () => {
  const progress = Array.from({ length: 3_000 }, (_, done): RunEvent[] => [
    { ...at, type: 'progress', nodeId: 'train', done, total: 3_000 },
    { ...at, type: 'metric', nodeId: 'train', step: done, values: { loss: 1 } },
  ]).flat();
  const finished: RunEvent = { ...at, type: 'run-finished', outcome: 'succeeded', seconds: 1 };
  const run = foldRun(NO_RUN, [begun, ...progress, finished]);
  expect(run.events).toEqual([begun, finished]);
  expect(run.nodes.train?.done).toBe(2_999);
  expect(run.metrics.train).toHaveLength(3_000);
});

test('a step that fails says in the log what would help', () => {
  const error = { code: 'text.empty', title: 'The text is empty.', fix: 'Choose another one.' };
  const { logs } = foldRun(NO_RUN, [begun, { ...at, type: 'failed', nodeId: 'text', error }]);
  expect(logs.map(({ text }) => text)).toEqual(['The text is empty. Choose another one.']);
});

test('only what computes something counts as a step', () => {
  const nodes = [node('text', 'source.text', 0, 0), node('block', 'network.transformer-block', 0, 0)];
  expect(computedSteps(['text', 'block', 'gone'], nodes)).toEqual(['text']);
});
