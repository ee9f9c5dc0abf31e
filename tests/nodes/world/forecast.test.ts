import { beforeAll, expect, test } from 'vitest';
import { allKinds, deviance, pastDemand, trueDemand } from '@/ml/environments/deliveries/past';
import * as tf from '@/ml/tf';
import { worldForecast } from '@/nodes/world/forecast/node';
import { run } from '@/nodes/world/forecast/run';
import { refusalOf, testContext } from '../support';

beforeAll(async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
});

const settings = { town: 1, places: 5, hours: 48, capacity: 5, orders: 14 };

test('a forecast learned from past days is nearer to the truth than a mean for each place, and can be told of every day', async () => {
  const before = tf.memory().numTensors;
  const params = worldForecast.params.parse({
    days: 200,
    steps: 250,
    width: 16,
    learningRate: 0.01,
    evaluateEvery: 250,
  });
  const { world, metrics } = await run({ world: { world: 'deliveries', settings } }, params, testContext({ seed: 4 }));
  const [model = 9, mean = 0, truth = 9] = metrics.values.map(({ value }) => value);
  expect(model).toBeLessThan(mean);
  expect(truth).toBeLessThan(model);
  expect(world.world === 'deliveries' && world.settings.forecast).toHaveLength(trueDemand(settings).length);
  expect(tf.memory().numTensors).toBe(before);
});

test('rows of past days stand where a forecast of their kind stands', () => {
  const { known } = pastDemand(settings, 3, 'rows');
  const { rows, width } = pastDemand(settings, 3, 'rows');
  const all = allKinds(settings.places);
  for (const [at, row] of rows.entries())
    expect(known.subarray(at * width, (at + 1) * width)).toEqual(all.known.subarray(row * width, (row + 1) * width));
});

test('over many days orders are as many as are to be expected, and the deviance of a constant is that of the closed form', () => {
  const { orders } = pastDemand(settings, 600, 'many');
  const kinds = trueDemand(settings);
  // Days of the week are alike in number, and it rains on two of five.
  const weight = (row: number) => (Math.floor(row / (3 * settings.places)) % 2 === 1 ? 0.4 : 0.6) / 7;
  const expected = kinds.reduce((sum, one, row) => sum + one * weight(row), 0);
  expect(orders.reduce((sum, one) => sum + one, 0) / 600 / expected).toBeCloseTo(1, 1);
  expect(deviance([2, 0], [1, 1])).toBeCloseTo((2 * (2 * Math.log(2) - 1) + 2) / 2, 12);
});

test('what orders nothing cannot be foretold', async () => {
  const world = { world: 'shop-floor', settings: { jobs: 2, hours: 20, failsAfter: 9, buffer: 1 } } as const;
  const refused = await refusalOf(async () => run({ world }, worldForecast.params.parse({}), testContext()));
  expect(refused.code).toBe('world.no-orders');
});
