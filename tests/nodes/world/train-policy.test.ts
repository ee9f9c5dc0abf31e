import { beforeAll, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { worldPlay } from '@/nodes/world/play/node';
import { run as play } from '@/nodes/world/play/run';
import { worldTrainPolicy } from '@/nodes/world/train-policy/node';
import { run as train } from '@/nodes/world/train-policy/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { refusalOf, testContext } from '../support';

beforeAll(async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
});

const world = { world: 'shifts', settings: { staff: 4, days: 2, sick: 1, changeCost: 30 } } as const;
const params = worldTrainPolicy.params.parse({
  ...{ rounds: 6, episodes: 24, group: 6, updates: 4, batchSize: 64, width: 16, layers: 1 },
  ...{ lookEvery: 2, looks: 12, learningRate: 0.02, warmUpSteps: 2 },
});

test('a policy learns to earn more, leaves no tensor behind, and does the same again from a checkpoint', async () => {
  const before = tf.memory().numTensors;
  const context = testContext({ seed: 2 });
  const { policy, metrics } = await train({ world }, params, context);
  expect(tf.memory().numTensors).toBe(before);
  const [now, start] = metrics.values.map(({ value }) => value);
  expect(now).toBeGreaterThan(1.03 * (start ?? 0));
  const half = testContext({ seed: 2 });
  await train({ world }, { ...params, rounds: 2 }, half);
  const resumed = await train({ world }, params, testContext({ seed: 2, kept: half.saved.at(-1) ?? null }));
  for (const [name, { data }] of Object.entries(policy.weights))
    expect(resumed.policy.weights[name]?.data).toEqual(data);

  const codec = codecOf('policy');
  const stored = await codec.decode(await codec.encode(policy));
  expect(stored).toEqual(policy);
  const played = await play({ world, policy }, worldPlay.params.parse({ count: 6 }), testContext({ seed: 3 }));
  const shares = new Map(played.table.rows.map(([name, , , share]) => [name, Number(share)]));
  expect(shares.get('Best possible')).toBe(100);
  for (const name of ['Greedy', 'By rules', 'Trained']) expect(shares.get(name)).toBeLessThanOrEqual(100 + 1e-6);
  expect(played.episodes.episodes.map(({ by }) => by)).toEqual([
    'Best possible',
    'Trained',
    'By rules',
    'Greedy',
    'At random',
  ]);
  const [best] = played.episodes.episodes;
  expect(best?.moments.at(-1)?.total).toBeCloseTo(best?.moments.reduce((sum, { reward }) => sum + reward, 0) ?? 0, 6);
  expect(tf.memory().numTensors).toBe(before);
});

test('a training is cancelled between two steps, and a policy of another world is refused', async () => {
  const before = tf.memory().numTensors;
  expect((await refusalOf(async () => train({ world }, params, testContext({ cancelAt: 6 })))).code).toBe('cancelled');
  expect(tf.memory().numTensors).toBe(before);
  const { policy } = await train({ world }, { ...params, rounds: 1 }, testContext());
  const other = { world: 'shop-floor', settings: { jobs: 2, hours: 20, failsAfter: 9, buffer: 1 } } as const;
  const refused = await refusalOf(async () =>
    play({ world: other, policy }, worldPlay.params.parse({ count: 1 }), testContext()),
  );
  expect(refused.code).toBe('world.other-policy');
});
