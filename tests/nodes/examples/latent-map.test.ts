import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, emptyExampleNetwork, type Facts, type Generator } from '@/graph';
import { fitGaussian } from '@/ml/metrics/frechet';
import { principalAxes } from '@/ml/metrics/principal';
import { createRandom } from '@/ml/random';
import { memory } from '@/ml/tf';
import { seeLatent } from '@/nodes/see/latent/node';
import { gridOver, planeOf } from '@/nodes/see/latent/plane';
import { run } from '@/nodes/see/latent/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as runVae } from '@/nodes/train/vae/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { refusalOf, testContext } from '../support';
import { network, said } from './support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

/** Rows that lie in a plane of five dimensions, three times as far along one direction as along the other. */
function flat(count: number): Examples {
  const random = createRandom(3);
  const [along, across] = [
    [3 / 5, 0, 4 / 5, 0, 0],
    [0, 1, 0, 0, 0],
  ];
  const data = new Float32Array(5 * count);
  for (let row = 0; row < count; row++) {
    const [a, b] = [3 * random.normal(), random.normal()];
    for (let at = 0; at < 5; at++) data[5 * row + at] = 1 + a * (along[at] ?? 0) + b * (across[at] ?? 0);
  }
  return { shape: [5], count, data };
}

describe('principal components', () => {
  test('are the directions along which items differ most, and tell how much', () => {
    const { axes, shares, mean } = principalAxes(flat(2_000), 2, createRandom(1));
    // Not quite, since the sample's own axes are found; the same as those of its covariance.
    const [first, second] = axes;
    expect(first?.[0]).toBeCloseTo(0.6, 1);
    expect(first?.[2]).toBeCloseTo(0.8, 1);
    expect(second?.[1]).toBeCloseTo(1, 1);
    expect(mean[4]).toBeCloseTo(1, 5);
    const { covariance } = fitGaussian(flat(2_000));
    const trace = covariance.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
    const along = covariance.map((row) => row.reduce((sum, value, at) => sum + value * (first?.[at] ?? 0), 0));
    for (const [at, value] of along.entries())
      expect(value / trace).toBeCloseTo((shares[0] ?? 0) * (first?.[at] ?? 0), 4);
    expect((shares[0] ?? 0) + (shares[1] ?? 0)).toBeCloseTo(1, 6);
  });

  test('make a map whose places are the codes again, where these lie in a plane', () => {
    const codes = flat(100);
    const plane = planeOf(codes, createRandom(1));
    const raised = plane.raise(plane.flatten(codes));
    for (const [at, value] of codes.data.entries()) expect(raised[at]).toBeCloseTo(value, 3);
    expect(plane.about).toContain('two principal components');
  });
});

test('a grid goes over all points, from the top to the bottom', () => {
  const { places, within } = gridOver([0, 0, 2, 4], 3);
  expect(places.slice(0, 8)).toEqual([0, 4, 1, 4, 2, 4, 0, 2]);
  expect(within).toEqual({ left: 0, right: 2, bottom: 0, top: 4 });
});

describe('the map of a VAE', () => {
  const images: Examples = {
    shape: [4, 4, 1],
    count: 60,
    data: Float32Array.from({ length: 60 * 16 }, (_, at) =>
      Math.floor(at / 16) % 2 === Math.floor(at / 8) % 2 ? 1 : 0,
    ),
    labels: Int32Array.from({ length: 60 }, (_, row) => row % 2),
    classes: ['upper', 'lower'],
  };
  const facts: Facts = { exampleShape: [4, 4, 1], classes: ['upper', 'lower'] };
  const trained = async (latent: number): Promise<Generator> => {
    const mlp = { width: 8, layers: 1 };
    const encoder = network(facts, { from: 'example', mlp, output: { gives: 'latent', latent } });
    const begun: Facts = { network: emptyExampleNetwork({ shape: [latent], time: false, classes: 0 }) };
    const middle = said('network.mlp', mlp, { network: begun });
    const decoder = said('network.example-output', {}, { network: middle, examples: facts }).network;
    if (!decoder) throw new Error('no network');
    const params = trainVae.params.parse({ steps: 2, batchSize: 8, samples: 0, evaluateEvery: 2 });
    return (await runVae({ encoder, decoder, examples: images }, params, testContext())).model;
  };

  test.each([1, 2, 3])('with codes of %i numbers shows every example and what is made all over', async (latent) => {
    const model = await trained(latent);
    const before = memory().numTensors;
    const context = testContext();
    const { codes } = await run({ model, examples: images }, seeLatent.params.parse({ across: 5 }), context);
    expect(memory().numTensors).toBe(before);
    expect(codes).toMatchObject({ shape: [latent], count: 60, labels: images.labels });
    const view = context.previews.at(-1)?.view;
    if (view?.view !== 'map') throw new Error('there is no map');
    expect(view.scatter.series[0]?.points).toHaveLength(120);
    expect(view.scatter.classes).toEqual(['upper', 'lower']);
    expect([view.shown.count, view.shown.images?.count]).toEqual([60, 60]);
    expect([view.made.columns, view.made.images?.count, view.made.places.length]).toEqual([5, 25, 50]);
  });

  test('needs a model with an encoder, and examples of its shape', async () => {
    const model = await trained(2);
    const { decoder } = model.networks;
    if (!decoder) throw new Error('no decoder');
    const weights = Object.entries(model.weights).map(
      ([name, weight]) => [name.replace(/^decoder/, 'generator'), weight] as const,
    );
    const gan: Generator = {
      ...model,
      family: 'gan',
      networks: { generator: decoder },
      weights: Object.fromEntries(weights),
    };
    const params = seeLatent.params.parse({});
    expect((await refusalOf(() => run({ model: gan, examples: images }, params, testContext()))).code).toBe(
      'latent.no-encoder',
    );
    const other = () => run({ model, examples: flat(10) }, params, testContext());
    expect((await refusalOf(other)).code).toBe('model.other-shape');
  });
});
