import { expect, test } from 'vitest';
import type { Run } from '@/app/client/api';
import { comparedCurves, finalValues, graphOf } from '@/app/panels/history/compare';
import { tinyGpt } from '@/app/templates/tiny-gpt';

const run = (number: number, losses: readonly number[], rest: Partial<Run> = {}): Run => ({
  id: `r${number}`,
  number,
  startedAt: '2026-01-01T00:00:00Z',
  finishedAt: null,
  outcome: 'finished',
  backend: 'wasm',
  summary: {},
  events: [],
  metrics: losses.map((loss, step) => ({ nodeId: 'train', step, values: { validationLoss: loss } })),
  ...rest,
});

test('the curves of two runs stand in one chart, each under its own number', () => {
  const [chart] = comparedCurves([run(1, [3, 2]), run(11, [3, 1])]);
  expect(chart?.yLabel).toBe('validation loss');
  expect(chart?.series).toEqual([
    { name: 'run 1', x: [0, 1], y: [3, 2] },
    { name: 'run 11', x: [0, 1], y: [3, 1] },
  ]);
});

test('last values are those of their own run, also where one number begins like another', () => {
  expect(finalValues([run(11, [3, 1]), run(1, [3, 2])]).rows).toEqual([['validation loss', 1, 2]]);
});

test('a run that did not measure something has a dash there', () => {
  expect(finalValues([run(1, []), run(2, [4])]).rows).toEqual([['validation loss', '–', 4]]);
});

test('where several nodes measure the same, curves carry their titles', () => {
  const metrics = ['a', 'b'].map((nodeId) => ({ nodeId, step: 0, values: { loss: 1 } }));
  const [chart] = comparedCurves([run(3, [], { metrics, summary: { titles: { a: 'Small', b: 'Large' } } })]);
  expect(chart?.series.map(({ name }) => name)).toEqual(['run 3, Small', 'run 3, Large']);
});

test('the graph of a run is there where it was kept', () => {
  expect(graphOf(run(1, []))).toBeNull();
  expect(graphOf(run(1, [], { events: [{ type: 'graph', document: tinyGpt }] }))).toEqual(tinyGpt);
});
