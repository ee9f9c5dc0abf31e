import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, emptyExampleNetwork, type Facts, type Generator } from '@/graph';
import { memory } from '@/ml/tf';
import { run as runDecode } from '@/nodes/generate/decode-latents/run';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { latentWalk } from '@/nodes/generate/latent-walk/node';
import { run as runWalk } from '@/nodes/generate/latent-walk/run';
import { reconstruct } from '@/nodes/generate/reconstruct/node';
import { run as runReconstruct } from '@/nodes/generate/reconstruct/run';
import { run as runEncode } from '@/nodes/prepare/encode-latents/run';
import { trainGan } from '@/nodes/train/gan/node';
import { run as runGan } from '@/nodes/train/gan/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as runVae } from '@/nodes/train/vae/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { expectClose } from '../../ml/helpers/tensors';
import { refusalOf, testContext } from '../support';
import { network, said } from './support';

// Points on a line, of two classes: to the left, and to the right.
const count = 400;
const labels = Int32Array.from({ length: count }, (_, row) => row % 2);
const line: Examples = {
  shape: [2],
  count,
  labels,
  classes: ['left', 'right'],
  data: Float32Array.from({ length: 2 * count }, (_, at) => {
    const row = Math.floor(at / 2);
    return at % 2 === 0 ? (row % 2 === 0 ? -2 : 2) : Math.sin(row * 1.7);
  }),
};
const given: Facts = { exampleShape: [2], classes: ['left', 'right'] };
const mlp = { width: 24, layers: 1 };
const training = { steps: 300, batchSize: 64, learningRate: 0.01, decaySteps: 300, klWarmUp: 50, evaluateEvery: 300 };

let vae: Generator;
let toldVae: Generator;
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
  const trained = async (told: boolean) => {
    const encoder = network(given, {
      from: 'example',
      input: { classes: told },
      mlp,
      output: { gives: 'latent', latent: 2 },
    });
    const begun: Facts = { network: emptyExampleNetwork({ shape: [2], time: false, classes: told ? 2 : 0 }) };
    const decoder = said(
      'network.example-output',
      {},
      { network: said('network.mlp', mlp, { network: begun }), examples: given },
    );
    if (!decoder.network) throw new Error('no network');
    const inputs = { encoder, decoder: decoder.network, examples: line };
    return (await runVae(inputs, trainVae.params.parse({ ...training, samples: 4 }), testContext())).model;
  };
  vae = await trained(false);
  toldVae = await trained(true);
});

describe('a VAE that is told the class', () => {
  test('makes the class that it is asked for', async () => {
    const make = async (only: number) =>
      (await runGenerate({ model: toldVae }, generateExamples.params.parse({ count: 100, only }), testContext()))
        .examples;
    for (const [only, sign] of [
      [0, -1],
      [1, 1],
    ] as const) {
      const { data, labels: asked } = await make(only);
      expect([...new Set(asked)]).toEqual([only]);
      for (let row = 0; row < 100; row++) expect(Math.sign(data[2 * row] ?? 0)).toBe(sign);
    }
  });

  test('is refused examples without classes', async () => {
    const { labels: _labels, classes: _classes, ...bare } = line;
    const refused = await refusalOf(() =>
      runReconstruct({ model: toldVae, examples: bare }, reconstruct.params.parse({}), testContext()),
    );
    expect(refused.code).toBe('latent.no-labels');
  });
});

test('copies are near what they are copies of', async () => {
  for (const model of [vae, toldVae]) {
    const { examples } = await runReconstruct({ model, examples: line }, reconstruct.params.parse({}), testContext());
    const error = examples.data.reduce((sum, value, at) => sum + (value - (line.data[at] ?? 0)) ** 2, 0) / (2 * count);
    expect(Math.sqrt(error)).toBeLessThan(0.5);
    expect(examples.labels).toEqual(labels);
  }
});

describe('a walk', () => {
  const walk = async (model: Generator, params: object, examples?: Examples) => {
    const before = memory().numTensors;
    const context = testContext();
    const made = await runWalk({ model, ...(examples && { examples }) }, latentWalk.params.parse(params), context);
    expect(memory().numTensors).toBe(before);
    return { ...made.examples, view: context.previews.at(-1)?.view };
  };

  test('between examples begins and ends at their copies, and goes by small steps', async () => {
    const made = await walk(vae, { walk: 'examples', walks: 2, steps: 20 }, line);
    expect(made.count).toBe(40);
    expect([...(made.labels ?? [])].filter((row) => row === 0)).toHaveLength(20);
    const copies = await runReconstruct({ model: vae, examples: line }, reconstruct.params.parse({}), testContext());
    for (const [at, of] of [
      [0, 0],
      [19, 1],
      [20, 2],
      [39, 3],
    ] as const)
      for (const axis of [0, 1])
        expect(made.data[2 * at + axis]).toBeCloseTo(copies.examples.data[2 * of + axis] ?? Number.NaN, 3);
    for (let step = 1; step < 20; step++)
      expect(Math.abs((made.data[2 * step] ?? 0) - (made.data[2 * step - 2] ?? 0))).toBeLessThan(3);
  });

  test('along numbers begins with the one that says most, and stays in the class of the first example', async () => {
    const made = await walk(vae, { walk: 'numbers', walks: 2, steps: 9 }, line);
    const extent = (row: number) => {
      const own = made.data.subarray(18 * row, 18 * (row + 1));
      return [0, 1].reduce((sum, axis) => {
        const values = own.filter((_, at) => at % 2 === axis);
        return sum + (Math.max(...values) - Math.min(...values)) ** 2;
      }, 0);
    };
    expect(extent(0)).toBeGreaterThan(extent(1) / 2);
    const told = await walk(toldVae, { walk: 'numbers', walks: 1, steps: 5, only: 1 }, line);
    expect(told.data.filter((value, at) => at % 2 === 0 && value > 0)).toHaveLength(0);
    const right = await walk(toldVae, { walk: 'noises', walks: 1, steps: 5, only: 1 });
    expect(right.data.filter((value, at) => at % 2 === 0 && value < 0)).toHaveLength(0);
  });

  test('in a GAN is between random places; it has no encoder', async () => {
    const generator = network(given, { from: 'noise', input: { width: 3 }, mlp });
    const critic = network(given, { from: 'example', mlp, output: { gives: 'score' } });
    const params = trainGan.params.parse({ steps: 2, batchSize: 8, evaluateEvery: 2, samples: 4 });
    const { model } = await runGan({ generator, critic, examples: line }, params, testContext());
    const made = await walk(model, { walks: 3, steps: 4 });
    expect(made).toMatchObject({ count: 12, view: { view: 'scatter' } });
    const again = await walk(model, { walks: 3, steps: 4 });
    expect(again.data).toEqual(made.data);
    const refused = await refusalOf(() => walk(model, { walk: 'examples' }, line));
    expect(refused.code).toBe('latent.no-encoder');
  });
});

test('codes of a model that is told the class go both ways with the labels, and not without', async () => {
  const scaled = { ...line, scaling: { mean: [0], deviation: [1] } };
  const { codes } = await runEncode({ model: toldVae, examples: scaled }, {}, testContext());
  expect(codes).toMatchObject({ shape: [2], count, labels, classes: given.classes });
  expect(codes.scaling).toBeUndefined();
  const { examples } = await runDecode({ model: toldVae, codes }, {}, testContext());
  const copies = await runReconstruct(
    { model: toldVae, examples: line },
    reconstruct.params.parse({ count }),
    testContext(),
  );
  expectClose(examples.data, copies.examples.data, 1e-4);
  const { labels: _labels, ...unlabelled } = line;
  const { labels: _codeLabels, ...unlabelledCodes } = codes;
  for (const refused of [
    () => runEncode({ model: toldVae, examples: unlabelled }, {}, testContext()),
    () => runDecode({ model: toldVae, codes: unlabelledCodes }, {}, testContext()),
  ])
    expect((await refusalOf(refused)).code).toBe('latent.no-labels');
});
