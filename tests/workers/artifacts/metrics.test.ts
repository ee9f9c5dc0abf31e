import { expect, test } from 'vitest';
import type { Curve, Metrics } from '@/graph';
import { codecOf } from '@/workers/artifacts/kinds';

const seen = (...curves: Curve[]) => {
  const view = codecOf('metrics').look({ values: [], curves, notes: [] } satisfies Metrics, { large: true });
  if (view.view !== 'curves') throw new Error('no curves');
  return { ...view, series: view.series.map(({ name }) => name) };
};
const curve = (name: string, rest: Partial<Curve> = {}): Curve => ({ name, x: [0, 1], y: [2, 3], ...rest });

test('curves of one scale are drawn together, and say what they are over', () => {
  const drawn = seen(curve('a', { unit: 'nats' }), curve('b', { unit: 'nats' }), curve('c', { unit: '%' }));
  expect(drawn).toMatchObject({ xLabel: 'step', yLabel: 'nats', series: ['a', 'b'] });
  expect(seen(curve('a', { over: 'severity' }), curve('b'))).toMatchObject({ xLabel: 'severity', series: ['a'] });
});

test('where all curves have scales of their own, the first is drawn, and not nothing', () => {
  const diagram = { unit: '% right', over: '% sure', apart: true } as const;
  const drawn = seen(curve('a', diagram), curve('b', diagram), curve('c', { apart: true, unit: 'nats' }));
  expect(drawn).toMatchObject({ xLabel: '% sure', yLabel: '% right', series: ['a', 'b'] });
});
