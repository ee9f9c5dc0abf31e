import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Examples,
  emptyExampleNetwork,
  extendNode,
  type Facts,
  type Generator,
  type Metrics,
  type Weight,
} from '@/graph';
import { fitGaussian, frechetDistance } from '@/ml/metrics/frechet';
import { createRandom } from '@/ml/random';
import { memory, ready, setBackend } from '@/ml/tf';
import { takeExamples } from '@/nodes/common/examples';
import { evaluateFeatures } from '@/nodes/evaluate/features/node';
import { run as runFeatures } from '@/nodes/evaluate/features/run';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { latentWalk } from '@/nodes/generate/latent-walk/node';
import { run as runWalk } from '@/nodes/generate/latent-walk/run';
import { reconstruct } from '@/nodes/generate/reconstruct/node';
import { run as runReconstruct } from '@/nodes/generate/reconstruct/run';
import { run as runEncode } from '@/nodes/prepare/encode-latents/run';
import { trainAutoencoder } from '@/nodes/train/autoencoder/node';
import { run as runTrain } from '@/nodes/train/autoencoder/run';
import { generator } from '@/workers/artifacts/kinds/generator';
import { refusalOf, testContext } from '../support';
import { network, said } from './support';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const cloud = (count: number, seed: number, mean: readonly number[] = [0, 0]): Examples => {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: 2 * count }, (_, index) => random.normal() + (mean[index % 2] ?? 0));
  return { shape: [2], count, data };
};
const figure = ({ values }: Metrics, name: string) => values.find((value) => value.name === name)?.value ?? Number.NaN;

/** A model of a single layer each, whose code is the example itself and whose copies are `shrink` times as large. */
function identity(family: Generator['family'], shrink = 1, size = 2): Generator {
  const facts: Facts = {
    exampleShape: [size],
    network: emptyExampleNetwork({ shape: [size], time: false, classes: 0 }),
  };
  const layer = (params: object, weight: Weight, bias: Weight) => {
    const found = said('network.example-output', params, { network: facts }).network;
    const [operation] = found?.operations ?? [];
    if (!found || !operation) throw new Error('no network');
    return {
      network: found,
      weight: { [`${operation.id}.output.weight`]: weight, [`${operation.id}.output.bias`]: bias },
    };
  };
  const diagonal = (width: number, value: number): Weight => ({
    shape: [size, width],
    data: Float32Array.from({ length: size * width }, (_, at) => (Math.floor(at / width) === at % width ? value : 0)),
  });
  const zeros = (width: number): Weight => ({ shape: [width], data: new Float32Array(width) });
  const encoder = layer({ gives: 'latent', latent: size }, diagonal(2 * size, 1), zeros(2 * size));
  const decoder = layer({ gives: 'example' }, diagonal(size, shrink), zeros(size));
  const named = (role: string, weight: Readonly<Record<string, Weight>>) =>
    Object.entries(weight).map(([name, value]) => [`${role}/${name}`, value] as const);
  return {
    family,
    settings: { likelihood: 'gaussian' },
    networks: { encoder: encoder.network, decoder: decoder.network },
    weights: Object.fromEntries([...named('encoder', encoder.weight), ...named('decoder', decoder.weight)]),
    shape: [size],
    classes: [],
    scaling: { mean: [0], deviation: [1] },
    trainedSteps: 0,
  };
}

describe('an autoencoder', () => {
  const facts: Facts = { exampleShape: [4, 4, 1] };
  // Bars, on the left or on the right.
  const bars: Examples = {
    shape: [4, 4, 1],
    count: 40,
    data: Float32Array.from({ length: 40 * 16 }, (_, at) =>
      at % 4 === (Math.floor(at / 16) % 2 === 0 ? 0 : 3) ? 1 : 0,
    ),
  };
  const mlp = { width: 8, layers: 1 };
  const networks = {
    encoder: network(facts, { from: 'example', mlp, output: { gives: 'latent', latent: 1 } }),
    decoder: network(facts, { from: 'noise', input: { width: 1 }, mlp }),
  };
  const settings = { steps: 40, batchSize: 16, learningRate: 0.04, evaluateEvery: 40, average: 0.8, samples: 8 };

  test('learns to copy images, shows them above their copies, and is measured', async () => {
    const context = testContext();
    const before = memory().numTensors;
    const params = trainAutoencoder.params.parse(settings);
    const { model, metrics } = await runTrain({ ...networks, examples: bars }, params, context);
    expect(model.family).toBe('autoencoder');
    expect(figure(metrics, 'Training loss')).toBeLessThan(0.05);
    expect(context.previews.at(-1)?.view).toMatchObject({
      view: 'curves',
      picture: { view: 'images', width: 4, height: 4, count: 16, columns: 8 },
    });
    const copied = await runReconstruct({ model, examples: bars }, reconstruct.params.parse({}), context);
    expect(memory().numTensors).toBe(before);
    expect(figure(copied.metrics, 'Mean squared error')).toBeLessThan(0.01);
    expect(figure(copied.metrics, 'PSNR')).toBeGreaterThan(20);
    expect(figure(copied.metrics, 'SSIM')).toBeGreaterThan(0.9);
    const view = context.previews.at(-1)?.view;
    expect(view).toMatchObject({ view: 'images', columns: 12, count: 48, caption: expect.stringContaining('PSNR') });
    expect(generator.facts?.(model)).toMatchObject({ generator: { family: 'autoencoder' } });
  });

  test('copies as many as there are where more are asked for, and none where none are', async () => {
    for (const samples of [400, 0]) {
      const context = testContext();
      const params = trainAutoencoder.params.parse({ ...settings, steps: 1, samples });
      await runTrain({ ...networks, examples: takeExamples(bars, [0, 1, 2]) }, params, context);
      const view = context.previews.at(-1)?.view;
      if (view?.view !== 'curves') throw new Error('no curves');
      if (samples > 0) expect(view.picture).toMatchObject({ view: 'images', count: 6, columns: 3 });
      else expect(view.picture).toBeUndefined();
    }
  });

  test('is not drawn from: neither while wires are drawn nor when it runs', async () => {
    const model = identity('autoencoder');
    const refused = await refusalOf(() => runGenerate({ model }, generateExamples.params.parse({}), testContext()));
    expect(refused.code).toBe('generate.only-copies');
    const trained = said('train.autoencoder', {}, { examples: facts });
    const wired = extendNode(generateExamples, { model: trained }, {}, { nodeId: 'make' });
    expect(wired).toMatchObject({ ok: false, port: 'model', error: { code: 'generate.only-copies' } });
    const decoder = network(facts, { from: 'noise', input: { width: 3 }, mlp });
    const other = { encoder: { network: networks.encoder }, decoder: { network: decoder }, examples: facts };
    expect(extendNode(trainAutoencoder, other, {}, { nodeId: 'train' })).toMatchObject({
      ok: false,
      error: { code: 'train.latent-width' },
    });
  });
});

test('the codes of an autoencoder lie between those of examples, and nowhere at random', async () => {
  const model = identity('autoencoder', 0.5);
  const ends: Examples = { shape: [2], count: 2, data: Float32Array.of(0, 2, 4, 6) };
  const { codes } = await runEncode({ model, examples: ends }, {}, testContext());
  expect([...codes.data]).toEqual([0, 2, 4, 6]);
  const walk = (params: object) =>
    runWalk({ model, examples: ends }, latentWalk.params.parse({ walks: 1, ...params }), testContext());
  const made = await walk({ walk: 'examples', steps: 3, path: 'straight' });
  expect([...made.examples.data]).toEqual([0, 1, 1, 2, 2, 3]);
  for (const random of ['noises', 'numbers'])
    expect((await refusalOf(() => walk({ walk: random }))).code).toBe('walk.only-copies');
  expect(generator.facts?.(model)).toMatchObject({ latentShape: [2], generator: { family: 'autoencoder' } });
});

describe('copies', () => {
  const real = cloud(300, 1);
  const copy = (model: Generator, examples = real) =>
    runReconstruct({ model, examples }, reconstruct.params.parse({}), testContext());

  test('that are exact have no error, and smaller ones that of what is lacking', async () => {
    expect(figure((await copy(identity('vae'))).metrics, 'Mean squared error')).toBeLessThan(1e-9);
    const { metrics } = await copy(identity('autoencoder', 0.5));
    const square = real.data.reduce((sum, value) => sum + value ** 2, 0) / real.data.length;
    expect(figure(metrics, 'Mean squared error')).toBeCloseTo(square / 4, 5);
    expect(metrics.values.map(({ name }) => name)).toEqual(['Mean squared error']);
  });

  test('are refused of nothing, of another shape, and by what has no encoder', async () => {
    const { encoder: _encoder, ...networks } = identity('gan').networks;
    const refused = async (model: Generator, examples = real) => (await refusalOf(() => copy(model, examples))).code;
    expect(await refused({ ...identity('gan'), networks })).toBe('latent.no-encoder');
    expect(await refused(identity('vae'), cloud(0, 1))).toBe('latent.no-examples');
    expect(await refused(identity('vae'), { ...real, shape: [1], count: 600 })).toBe('model.other-shape');
  });
});

describe('an encoder judges', () => {
  const params = evaluateFeatures.params.parse({});
  const [real, shifted] = [cloud(300, 1), cloud(200, 2, [3, 0])];

  test('by its codes: where they are the numbers themselves, the Fréchet distance is that of the Gaussians', async () => {
    const before = memory().numTensors;
    const encoder = identity('autoencoder');
    const { metrics } = await runFeatures({ made: shifted, real, encoder }, params, testContext());
    expect(memory().numTensors).toBe(before);
    expect(figure(metrics, 'Fréchet distance')).toBeCloseTo(
      frechetDistance(fitGaussian(real), fitGaussian(shifted)),
      3,
    );
    expect(figure(metrics, 'Least made class')).toBeNaN();
    expect(metrics.notes.join()).toContain('the 2 numbers of this graph’s encoder’s codes');
    const alike = await runFeatures({ made: cloud(200, 3), real, encoder }, params, testContext());
    expect(figure(alike.metrics, 'Fréchet distance')).toBeLessThan(0.1);
    expect(figure(alike.metrics, 'Coverage')).toBeGreaterThan(figure(metrics, 'Coverage') + 30);
  });

  test('and no one else: none, two, a list of codes, other shapes, too few and no numbers are refused', async () => {
    const encoder = identity('vae');
    const refused = async (inputs: Partial<Parameters<typeof runFeatures>[0]>) =>
      (await refusalOf(() => runFeatures({ made: shifted, real, ...inputs }, params, testContext()))).code;
    expect(await refused({})).toBe('features.no-judge');
    expect(await refused({ encoder: identity('vq-vae') })).toBe('latent.no-numbers');
    expect(await refused({ encoder, made: { ...shifted, shape: [1], count: 400 } })).toBe('model.other-shape');
    expect(await refused({ encoder, real: cloud(11, 1) })).toBe('compare.too-few');
    const broken = { ...shifted, data: shifted.data.map((value, at) => (at === 7 ? Number.NaN : value)) };
    expect(await refused({ encoder, made: broken })).toBe('compare.not-a-number');
    const wide = { shape: [1_100], count: 12, data: new Float32Array(12 * 1_100) };
    expect(await refused({ encoder: identity('vae', 1, 1_100), made: wide, real: wide })).toBe('features.too-wide');
    const wired = (inputs: Parameters<typeof extendNode>[1]) =>
      extendNode(evaluateFeatures, inputs, {}, { nodeId: 'judge' });
    const about: Facts = { exampleShape: [2] };
    expect(wired({ made: about, classifier: about, encoder: about })).toMatchObject({
      ok: false,
      port: 'encoder',
      error: { code: 'features.two-judges' },
    });
    expect(wired({ made: about, real: about })).toMatchObject({ ok: false, error: { code: 'features.no-judge' } });
    expect(wired({ made: about, encoder: { exampleShape: [3] } })).toMatchObject({
      ok: false,
      port: 'made',
      error: { code: 'judge.other-shape' },
    });
    expect(wired({}).ok).toBe(true);
  });
});
