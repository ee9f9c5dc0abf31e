import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, type Facts, falseColours, type Generator, madeView } from '@/graph';
import { takeArrays } from '@/ml/arrays';
import { memory } from '@/ml/tf';
import { scalingOf } from '@/nodes/common/scaling';
import { evaluateFeatures } from '@/nodes/evaluate/features/node';
import { run as runFeatures } from '@/nodes/evaluate/features/run';
import { run as runDecode } from '@/nodes/generate/decode-latents/run';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { reconstruct } from '@/nodes/generate/reconstruct/node';
import { run as runReconstruct } from '@/nodes/generate/reconstruct/run';
import { run as runEncode } from '@/nodes/prepare/encode-latents/run';
import { seeAttention } from '@/nodes/see/attention/node';
import { run as runSee } from '@/nodes/see/attention/run';
import { sourceImages } from '@/nodes/source/images/node';
import { run as runImages } from '@/nodes/source/images/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runDiffusion } from '@/nodes/train/diffusion/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as runVae } from '@/nodes/train/vae/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { expectClose } from '../../ml/helpers/tensors';
import { refusalOf, testContext } from '../support';
import { said } from './support';

const SIZE = 16;
const settings = { origin: 'shapes', count: 60, size: SIZE, keep: 'circle, star' };
let images: Examples;
let vae: Generator;
let denoiser: Generator;
let codes: Examples;

const given = () => said('source.images', settings, {});
const begun = (facts: Facts, params: object = {}) => said('network.example-input', params, { examples: facts });
const networkOf = ({ network }: Facts) => {
  if (!network) throw new Error('no network');
  return network;
};
const encoder = (grid = true) => {
  const small = said('network.image-encoder', { channels: 4, grid, width: 8 }, { network: begun(given()) });
  return said('network.example-output', { gives: 'latent', latent: 4, grid }, { network: small });
};
const decoder = (grid: number | null = SIZE / 4) =>
  said(
    'network.image-decoder',
    { channels: 4 },
    { network: said('network.noise-input', { width: 4, grid }, {}), examples: given() },
  );
const quick = { steps: 3, batchSize: 8, samples: 2, evaluateEvery: 3 };
const vaeFacts = () => said('train.vae', {}, { encoder: encoder(), decoder: decoder(), examples: given() });

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
  images = (await runImages({}, sourceImages.params.parse(settings), testContext({ seed: 1 }))).examples;
  const networks = { encoder: networkOf(encoder()), decoder: networkOf(decoder()) };
  vae = (await runVae({ ...networks, examples: images }, trainVae.params.parse(quick), testContext())).model;
  ({ codes } = await runEncode({ model: vae, examples: images }, {}, testContext()));
  const latent = said('prepare.encode-latents', {}, { model: vaeFacts(), examples: given() });
  const network = networkOf(
    said(
      'network.dit',
      { patch: 2, width: 8, depth: 2, heads: 2 },
      {
        network: begun(latent, { time: true, classes: true }),
      },
    ),
  );
  const params = trainDiffusion.params.parse(quick);
  denoiser = (await runDiffusion({ network, examples: codes }, params, testContext())).model;
});

describe('a VAE that keeps the grid', () => {
  test('has codes of the shape that is known while wiring, and after training', () => {
    expect(vaeFacts().latentShape).toEqual([4, 4, 4]);
    expect(codecOf('generator').facts?.(vae)).toMatchObject({ latentShape: [4, 4, 4] });
    expect(said('prepare.encode-latents', {}, { model: vaeFacts(), examples: given() })).toMatchObject({
      exampleShape: [4, 4, 4],
      classes: ['circle', 'star'],
    });
  });

  test('gives each place its own means and spreads: what is far away changes nothing', async () => {
    const changed = images.data.slice(0, SIZE * SIZE * 3);
    const codesOf = async (data: Float32Array) => {
      const one = { shape: images.shape, count: 1, data };
      return (await runEncode({ model: vae, examples: one }, {}, testContext())).codes.data;
    };
    const before = await codesOf(changed);
    changed.set([2, 2, 2], changed.length - 3);
    const after = await codesOf(changed);
    // Group norm joins all places, but only a little: most of the change is where the pixel was.
    const moved = (place: number) =>
      [0, 1, 2, 3].reduce(
        (sum, channel) => sum + Math.abs((before[4 * place + channel] ?? 0) - (after[4 * place + channel] ?? 0)),
        0,
      );
    expect(moved(15)).toBeGreaterThan(2 * moved(0));
  });

  test('is refused where the two networks do not agree', () => {
    const refuse = (one: Facts, other: Facts) => () =>
      said('train.vae', {}, { encoder: one, decoder: other, examples: given() });
    expect(refuse(encoder(false), decoder())).toThrow('gives a code of 4 numbers, and');
    expect(refuse(encoder(), decoder(null))).toThrow('gives a code of 4 × 4 × 4 numbers');
    expect(refuse(encoder(), decoder(8))).toThrow('takes 8 × 8 × 4 numbers');
    expect(() =>
      said('network.example-output', { gives: 'latent', grid: true }, { network: said('network.noise-input', {}, {}) }),
    ).toThrow('no image any more');
  });
});

test('out of the latent space is what the VAE makes of the examples’ own codes', async () => {
  const context = testContext();
  const { examples } = await runDecode({ model: vae, codes }, {}, context);
  expect(examples).toMatchObject({ shape: images.shape, count: images.count, classes: images.classes });
  expect(examples.labels).toEqual(images.labels);
  expect(context.previews.at(-1)?.view.view).toBe('images');
  const params = reconstruct.params.parse({ count: images.count });
  const copies = await runReconstruct({ model: vae, examples: images }, params, testContext());
  expectClose(examples.data, copies.examples.data, 1e-4);
});

test('what was asked for together stands in a row, with its caption', async () => {
  const captions = ['a star', 'a star', 'a circle', 'a circle', 'a ring', 'a ring'];
  const six = { ...takeArrays(codes, [0, 1, 2, 3, 4, 5]), captions };
  const context = testContext();
  const { examples } = await runDecode({ model: vae, codes: six }, {}, context);
  expect(examples.captions).toEqual(captions);
  expect(context.previews.at(-1)?.view).toMatchObject({ view: 'images', columns: 2, captions });
  const other = testContext();
  await runDecode(
    { model: vae, codes: { ...six, captions: [...captions].sort().reverse().with(1, 'a cross') } },
    {},
    other,
  );
  expect(other.previews.at(-1)?.view).not.toHaveProperty('columns');
  const seen = { ...takeArrays(images, [0, 1, 2, 3, 4, 5]), captions };
  const copied = await runReconstruct({ model: vae, examples: seen }, reconstruct.params.parse({}), testContext());
  expect(copied.examples.captions).toEqual(captions);
});

test('a DiT learns codes like any other examples, scaled to deviation 1, and what it makes can be decoded', async () => {
  const { mean, deviation } = denoiser.scaling;
  expect(mean).toHaveLength(1);
  const scaled = codes.data.map((value) => (value - (mean[0] ?? 0)) / (deviation[0] ?? 1));
  expect(scaled.reduce((sum, value) => sum + value ** 2, 0) / scaled.length).toBeCloseTo(1, 4);
  expect(scalingOf(images)).toEqual({ mean: [0.5], deviation: [0.5] });
  const before = memory().numTensors;
  const made = await runGenerate(
    { model: denoiser },
    generateExamples.params.parse({ count: 4, steps: 2, guidance: 2 }),
    testContext(),
  );
  expect(made.examples.shape).toEqual([4, 4, 4]);
  const { examples } = await runDecode({ model: vae, codes: made.examples }, {}, testContext());
  expect(examples).toMatchObject({ shape: images.shape, count: 4, classes: ['circle', 'star'] });
  expect(memory().numTensors).toBe(before);
});

test('codes are seen as false colours, and pixels as they are', () => {
  expect(madeView(codes)).toMatchObject({ view: 'images', width: 4, height: 4, channels: 3 });
  const colours = falseColours({ shape: [1, 2, 4], count: 1, data: Float32Array.of(-1, 1, 1, 9, 1, -1, -1, -9) });
  expect(colours.shape).toEqual([1, 2, 3]);
  expect(colours.data[0]).toBeCloseTo(0.5 - 1 / (4 * Math.sqrt(21)), 5);
});

test('what was made can be judged by codes on a grid', async () => {
  const params = evaluateFeatures.params.parse({ neighbours: 2 });
  const { metrics } = await runFeatures({ made: images, real: images, encoder: vae }, params, testContext());
  expect(metrics.notes.join()).toContain('the 64 numbers of this graph’s encoder’s codes');
  const distance = metrics.values.find(({ name }) => name === 'Fréchet distance');
  expect(distance?.value).toBeCloseTo(0, 4);
});

test('a model without codes, and examples of another shape, are refused', async () => {
  const plain: Facts = { exampleShape: [16, 16, 3] };
  expect(() => said('prepare.encode-latents', {}, { model: plain, examples: given() })).toThrow('no latent space');
  expect(() => said('generate.decode-latents', {}, { model: vaeFacts(), codes: given() })).toThrow('shape');
  expect((await refusalOf(() => runEncode({ model: denoiser, examples: codes }, {}, testContext()))).code).toBe(
    'latent.none',
  );
  expect((await refusalOf(() => runDecode({ model: vae, codes: images }, {}, testContext()))).code).toBe(
    'model.other-shape',
  );
});

describe('attention that is looked into', () => {
  const see = async (params: object, model = denoiser, examples = codes) => {
    const context = testContext();
    const { maps } = await runSee({ model, examples }, seeAttention.params.parse(params), context);
    return { maps, context };
  };

  test('is the mean of all heads and each head, whose shares add up to 1', async () => {
    const before = memory().numTensors;
    const { maps, context } = await see({ block: 2, row: 1, column: 2 });
    expect(memory().numTensors).toBe(before);
    expect(maps).toMatchObject({ shape: [2, 2, 1], count: 3 });
    for (let map = 0; map < 3; map++) {
      const shares = [...maps.data.subarray(4 * map, 4 * map + 4)];
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    }
    for (let place = 0; place < 4; place++)
      expect(maps.data[place]).toBeCloseTo(((maps.data[4 + place] ?? 0) + (maps.data[8 + place] ?? 0)) / 2, 6);
    expect(context.previews.at(-1)?.view).toMatchObject({
      view: 'images',
      width: 32,
      count: 4,
      captions: ['the patch that looks', 'all heads', 'head 1', 'head 2'],
      caption: 'block 2 of 2: where row 1, column 2 looks',
    });
  });

  test('can be one head, and of another patch it is another map', async () => {
    const one = await see({ head: 2 });
    expect(one.maps.count).toBe(1);
    expect((await see({ head: 2, row: 1, column: 1 })).maps.data).not.toEqual(one.maps.data);
  });

  test('is refused where there is none', async () => {
    expect((await refusalOf(see({}, vae, images))).code).toBe('see.no-attention');
    expect((await refusalOf(see({ block: 3 }))).code).toBe('see.no-block');
    expect((await refusalOf(see({ head: 3 }))).code).toBe('see.no-head');
    expect((await refusalOf(see({ example: 61 }))).code).toBe('see.no-example');
  });
});
