import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, extendNode, type Facts, type Generator, type Network } from '@/graph';
import { reconstruct } from '@/ml/generators/vae';
import { nearestNeighbours } from '@/ml/metrics/neighbours';
import { joined } from '@/ml/roles';
import { memory, tensor } from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { catalogue } from '@/nodes';
import { rolesOf } from '@/nodes/common/network';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as runTrain } from '@/nodes/train/vae/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { refusalOf, testContext } from '../support';
import { network, points, said } from './support';

let moons: Examples;
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
  moons = await points({ shape: 'two-moons', count: 2_000 });
});

const given = said('source.points', {}, {});
const encoderOf = (latent: number, input: object = {}): Network =>
  network(given, { from: 'example', input, mlp: { width: 64, layers: 2 }, output: { gives: 'latent', latent } });
const decoderOf = (width: number): Network =>
  network(given, { from: 'noise', input: { width }, mlp: { width: 64, layers: 2 } });
const networks = { encoder: encoderOf(2), decoder: decoderOf(2) };
const parse = (params: object) =>
  trainVae.params.parse({ evaluateEvery: 500, samples: 50, decaySteps: 1_000, ...params });

const meanDistance = (made: Examples, among: Examples): number => {
  const { distances } = nearestNeighbours(made, among);
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
};

describe('a VAE of two moons', () => {
  let model: Generator;

  test('learns to put samples near the data, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const trained = await runTrain(
      { ...networks, examples: moons, validation: await points({ shape: 'two-moons', count: 500 }, 2) },
      parse({ steps: 1_000, learningRate: 0.003 }),
      testContext(),
    );
    model = trained.model;
    const { examples } = await runGenerate({ model }, generateExamples.params.parse({ count: 500 }), testContext());
    expect(memory().numTensors).toBe(before);
    const validation = trained.metrics.curves.find(({ name }) => name === 'Validation')?.y ?? [];
    const fell = (validation[0] ?? 0) - (validation.at(-1) ?? 0);
    const near = meanDistance(examples, moons);
    expect(fell).toBeGreaterThan(1);
    expect(near).toBeLessThan(0.1);
    // Less noise keeps to the middle: nearer to each other.
    const cold = await runGenerate(
      { model },
      generateExamples.params.parse({ count: 500, temperature: 0.1 }),
      testContext(),
    );
    const spread = (made: Examples) => Math.max(...made.data) - Math.min(...made.data);
    expect(spread(cold.examples)).toBeLessThan(spread(examples));
  });

  test('gives back what it is given, about', async () => {
    const roles = rolesOf(networks);
    const weights = uploadWeights(joined(Object.values(roles)), model.weights);
    const [deviation = 1] = model.scaling.deviation;
    const scaled = moons.data.map(
      (value, index) => (value - (model.scaling.mean[index % 2] ?? 0)) / (model.scaling.deviation[index % 2] ?? 1),
    );
    const x = tensor(scaled, [moons.count, 2]);
    const copy = reconstruct(x, { ...roles, weights, likelihood: 'gaussian' });
    const found = await copy.data();
    for (const one of [x, copy]) one.dispose();
    disposeAll(weights);
    const error = Math.sqrt(
      scaled.reduce((sum, value, at) => sum + (value - (found[at] ?? 0)) ** 2, 0) / scaled.length,
    );
    expect(error).toBeLessThan(0.35 / Math.min(1, deviation));
  });
});

test('training that goes on gives what it would have given at once, also where β still grows', async () => {
  const params = { steps: 40, klWarmUp: 60, evaluateEvery: 15, average: 0.9 };
  const whole = await runTrain({ ...networks, examples: moons }, parse(params), testContext());
  const context = testContext();
  await runTrain({ ...networks, examples: moons }, parse({ ...params, steps: 20 }), context);
  const both = await runTrain({ ...networks, examples: moons }, parse(params), context);
  expect(context.logs).toEqual(['Goes on from step 20.']);
  expect(both.model.weights).toEqual(whole.model.weights);
});

test('Bernoulli sees pixels of 0 to 1 as they are, makes such, and refuses other numbers', async () => {
  // Bars, on the left or on the right.
  const count = 200;
  const data = Float32Array.from({ length: count * 16 }, (_, index) =>
    index % 4 === (Math.floor(index / 16) % 2 === 0 ? 0 : 3) ? 1 : 0,
  );
  const bars: Examples = { shape: [4, 4, 1], count, data };
  const facts: Facts = { exampleShape: [4, 4, 1] };
  const pair = {
    encoder: network(facts, { from: 'example', mlp: { width: 32, layers: 1 }, output: { gives: 'latent', latent: 1 } }),
    decoder: network(facts, { from: 'noise', input: { width: 1 }, mlp: { width: 32, layers: 1 } }),
  };
  const params = parse({ likelihood: 'bernoulli', steps: 300, klWarmUp: 50, learningRate: 0.01, decaySteps: 300 });
  const { model, metrics } = await runTrain({ ...pair, examples: bars }, params, testContext());
  const { examples } = await runGenerate({ model }, generateExamples.params.parse({ count: 200 }), testContext());
  expect(Math.min(...examples.data)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...examples.data)).toBeLessThanOrEqual(1);
  const share = (column: number) =>
    examples.data.reduce((sum, value, index) => sum + (index % 4 === column ? value : 0), 0) / (count * 4);
  expect(share(0) + share(3)).toBeCloseTo(1, 1);
  expect(share(1) + share(2)).toBeLessThan(0.1);
  // One coin tells all there is to say: log 2 is the entropy of the data, which no bound goes below.
  expect(metrics.values[0]?.value).toBeGreaterThan(Math.log(2));
  expect(metrics.values[0]?.value).toBeLessThan(2);
  const refused = await refusalOf(() => runTrain({ ...networks, examples: moons }, params, testContext()));
  expect(refused.code).toBe('train.not-between-0-and-1');
});

describe('wiring', () => {
  const extend = (encoder: Network, decoder: Network) => {
    const contract = catalogue.get('train.vae');
    if (!contract) throw new Error('there is no such node');
    const inputs = { encoder: { network: encoder }, decoder: { network: decoder }, examples: given };
    const extended = extendNode(contract, inputs, contract.params.parse({}), { nodeId: 'vae' });
    return extended.ok ? extended.facts : { port: extended.port, ...extended.error };
  };

  test('lets through what fits, and tells what the model makes', () => {
    expect(extend(networks.encoder, networks.decoder)).toMatchObject({ model: { exampleShape: [2] } });
  });

  test('refuses a code and a decoder of two widths, and says which and what would fit', () => {
    const refused = extend(encoderOf(4), decoderOf(3));
    expect(refused).toMatchObject({ port: 'decoder', code: 'train.latent-width' });
    expect(refused).toMatchObject({ title: expect.stringMatching(/code of 4 numbers.*takes 3 numbers/) });
  });

  test('lets networks be told the class, of as many classes as the examples have', () => {
    expect(extend(encoderOf(2, { classes: true }), networks.decoder)).toMatchObject({ model: { exampleShape: [2] } });
    const more = network(
      { exampleShape: [2], classes: ['a', 'b', 'c', 'd', 'e'] },
      { from: 'example', input: { classes: true }, output: { gives: 'latent', latent: 2 } },
    );
    expect(extend(more, networks.decoder)).toMatchObject({ port: 'encoder', code: 'train.other-classes' });
  });

  test('refuses an encoder that gives no code, takes other examples or is told the noise', () => {
    expect(extend(networks.decoder, networks.decoder)).toMatchObject({ port: 'encoder', code: 'train.other-output' });
    expect(extend(encoderOf(2, { time: true }), networks.decoder)).toMatchObject({
      port: 'encoder',
      code: 'train.told-more',
    });
    const others = network({ exampleShape: [3] }, { from: 'example', output: { gives: 'latent', latent: 2 } });
    expect(extend(others, networks.decoder)).toMatchObject({ port: 'encoder', code: 'train.other-input' });
  });
});
