import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { createConstants } from '@/ml/layers/constants';
import { graphNetwork } from '@/ml/layers/graph-network';
import { forBodies, joinedIn } from '@/ml/physics/bodies';
import { simulate } from '@/ml/physics/simulate';
import { trueStepper } from '@/ml/physics/stepper';
import { graphScaleOf, type SurrogateScale, surrogateStepper } from '@/ml/physics/surrogate';
import { createRandom } from '@/ml/random';
import { withRole } from '@/ml/roles';
import * as tf from '@/ml/tf';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { bodyNetwork } from '@/nodes/common/body-network';
import { concreteNetwork } from '@/nodes/common/network';
import { expectClose, expectGradient, type StoredArray, tensorOf } from '../helpers/tensors';

const stored = JSON.parse(readFileSync(new URL('../../fixtures/physics/graph-network.json', import.meta.url), 'utf8'));

const run = (x: tf.Tensor, weights: Record<string, tf.Tensor>, params: object) => {
  const constants = createConstants();
  const y = tf.tidy(() =>
    graphNetwork.forward([x], weights, { ...params }, { training: false, scope: 'test', offset: 0, constants }),
  );
  constants.dispose();
  return y;
};
const weightsOf = (of: { weights: Record<string, StoredArray> }) =>
  Object.fromEntries(Object.entries(of.weights).map(([name, array]) => [name, tensorOf(array)]));

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeEach(async () => {
    await tf.setBackend(backend);
  });

  test.each(['row', 'pairs'])(
    'messages (%s) give what numpy gives, edge by edge; its gradient is its slope',
    (name) => {
      const { params, x, y } = stored[name];
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const weights = weightsOf(stored[name]);
        expectClose(run(tensorOf(x), weights, params), y.data, 2e-5);
        const keys = Object.keys(weights);
        const named = (given: readonly tf.Tensor[]) =>
          Object.fromEntries(given.flatMap((one, at) => (keys[at] ? [[keys[at], one]] : [])));
        expectGradient(
          [tensorOf(x), ...Object.values(weights)],
          (input, ...given) => run(input as tf.Tensor, named(given), params),
          { places: 1 },
        );
      });
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});

test('bodies in another order change in that order, and moving all alike changes nothing', async () => {
  await tf.setBackend('cpu');
  tf.tidy(() => {
    const { params, x } = stored.pairs;
    const weights = weightsOf(stored.pairs);
    const order = tf.tensor1d([2, 0, 1], 'int32');
    const given = tensorOf(x);
    const plain = run(given, weights, params);
    expectClose(run(tf.gather(given, order, 1), weights, params), tf.gather(plain, order, 1).dataSync(), 1e-5);
    const away = tf.concat([tf.fill([2, 3, 2], 3), tf.zeros([2, 3, 3])], 2);
    expectClose(run(tf.add(given, away), weights, params), plain.dataSync(), 1e-5);
    // A row the other way round is the same row.
    const row = stored.row;
    const [there, own] = [tensorOf(row.x), weightsOf(row)];
    const back = run(tf.reverse(there, 1), own, row.params);
    expectClose(back, tf.reverse(run(there, own, row.params), 1).dataSync(), 1e-5);
  });
});

const simulated = (system: 'springs' | 'orbits', bodies: number, parameters: readonly number[], drive = 0) =>
  simulate({
    system,
    bodies,
    runs: 8,
    steps: 60,
    timeStep: 0.1,
    parameters,
    spread: parameters.map(() => 0),
    reach: 1,
    drive,
    seed: 3,
  });

/** One step of a graph network that has not learned, but has its linear part. */
async function stepOf(
  scale: SurrogateScale,
  trainedOn: number,
  states: readonly number[],
  controls: readonly number[],
  parameters: readonly number[],
  silent = false,
) {
  if (!scale.bodies) throw new Error('sees no bodies');
  const network = withRole(concreteNetwork(bodyNetwork(trainedOn, scale.bodies, 8)), 'next');
  const first = Object.entries(initialiseWeights(network, 4)).map(([name, weight]) =>
    silent && name.endsWith('output.weight')
      ? ([name, { ...weight, data: new Float32Array(weight.data.length) }] as const)
      : ([name, weight] as const),
  );
  const weights = uploadWeights(network, Object.fromEntries(first));
  const numbers = (values: readonly number[]) => Float64Array.from(values);
  const next = await surrogateStepper(
    network,
    weights,
    scale,
  )({
    count: 1,
    states: numbers(states),
    controls: numbers(controls),
    parameters: numbers(parameters),
  });
  disposeAll(weights);
  return next;
}

test('a surrogate of three bodies: exchanged they go each other’s way, and elsewhere they go as here; no tensor stays', async () => {
  await tf.setBackend('cpu');
  const before = tf.memory().numTensors;
  const all = simulated('orbits', 3, [1, 1.2, 0.8]);
  const seen = joinedIn('orbits');
  if (!seen) throw new Error('orbits have bodies');
  const scale = graphScaleOf(all, 'next-state', { ...seen, rounds: 2 });
  const random = createRandom(5);
  const state = Array.from({ length: 12 }, () => random.normal());
  const step = (given: readonly number[], masses: readonly number[]) => stepOf(scale, 12, given, [], masses);
  const plain = await step(state, [1, 1.2, 0.8]);
  const exchange = <Value>(from: ArrayLike<Value>) =>
    Array.from(from, (_, at) => from[at % 6 < 2 ? at + 2 : at % 6 < 4 ? at - 2 : at]) as Value[];
  expectClose(await step(exchange(state), [1.2, 1, 0.8]), exchange(plain), 1e-5);
  const moved = await step(
    state.map((value, at) => (at < 6 ? value + 7 : value)),
    [1, 1.2, 0.8],
  );
  expectClose(
    moved.map((value, at) => (at < 6 ? value - 7 : value)),
    plain,
    1e-5,
  );
  expect(tf.memory().numTensors).toBe(before);
});

test.each([
  ['next-state', 0.002],
  ['neural-ode', 0.02],
] as const)(
  '%s: the linear part alone pushes the first of five masses as the law does, having seen three',
  async (method, most) => {
    await tf.setBackend('cpu');
    const seen = joinedIn('springs');
    if (!seen) throw new Error('springs have bodies');
    const scale = graphScaleOf(simulated('springs', 3, [2, 0.1], 1), method, { ...seen, rounds: 2 });
    const random = createRandom(6);
    const state = Float64Array.from({ length: 10 }, () => random.normal());
    const told = [[0.7], [2, 0.1]] as const;
    const found = await stepOf(scale, 6, Array.from(state), told[0], told[1], true);
    const law = trueStepper('springs', 10, 0.1);
    const [controls, parameters] = told.map((one) => Float64Array.from(one)) as [Float64Array, Float64Array];
    const wanted = await law({ count: 1, states: state, controls, parameters });
    const size = Math.hypot(...wanted.map((value, at) => value - (state[at] ?? 0)));
    const off = Math.hypot(...found.map((value, at) => value - (wanted[at] ?? 0)));
    expect(off / size).toBeLessThan(most);
  },
);

test('the linear part of free springs, fitted to three masses, is that of any number', () => {
  const seen = joinedIn('springs');
  if (!seen) throw new Error('springs have bodies');
  const of = (masses: number) => simulated('springs', masses, [2, 0]);
  const three = graphScaleOf(of(3), 'next-state', { ...seen, rounds: 8 });
  const [six, states] = [forBodies(three, 12, 3), of(6)];
  const [run] = states.runs;
  let [off, size] = [0, 0];
  for (let step = 0; step < 60; step++)
    for (let at = 0; at < 12; at++) {
      let foretold = 0;
      for (let from = 0; from < 12; from++)
        foretold +=
          ((run?.states[step * 12 + from] ?? 0) / (six.states.deviation[from] ?? 1)) *
          (six.linear.map[from]?.[at] ?? 0);
      const [now, next] = [run?.states[step * 12 + at] ?? 0, run?.states[step * 12 + 12 + at] ?? 0];
      off += (now + foretold * (six.states.deviation[at] ?? 1) - next) ** 2;
      size += (next - now) ** 2;
    }
  expect(Math.sqrt(off / size)).toBeLessThan(1e-4);
});
