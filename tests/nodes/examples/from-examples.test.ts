import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Examples, Generator } from '@/graph';
import { memory } from '@/ml/tf';
import { maskOf } from '@/nodes/generate/from-examples/mask';
import { generateFromExamples } from '@/nodes/generate/from-examples/node';
import { run } from '@/nodes/generate/from-examples/run';
import { besideView } from '@/nodes/generate/from-examples/show';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runTrain } from '@/nodes/train/diffusion/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { refusalOf, testContext } from '../support';
import { network, points, said } from './support';

let moons: Examples;
const models: Record<string, Generator> = {};
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
  moons = await points({ shape: 'two-moons', count: 200 });
  const denoiser = network(said('source.points', { shape: 'two-moons' }, {}), {
    from: 'example',
    input: { time: true, classes: true },
    mlp: { width: 8, layers: 1 },
  });
  for (const method of ['diffusion', 'flow-matching']) {
    const params = trainDiffusion.params.parse({ method, steps: 2, batchSize: 8, evaluateEvery: 2, samples: 0 });
    models[method] = (await runTrain({ network: denoiser, examples: moons }, params, testContext())).model;
  }
});

const make = async (method: string, params: object, examples = moons) => {
  const model = models[method];
  if (!model) throw new Error('no model');
  const before = memory().numTensors;
  const parsed = generateFromExamples.params.parse({ steps: 12, ...params });
  const context = testContext();
  const made = await run({ model, examples }, parsed, context);
  expect(memory().numTensors).toBe(before);
  return { ...made, view: context.previews.at(-1)?.view };
};

/** How far versions are from what they were made of, on average. */
const distance = ({ data, count }: Examples, versions: number) =>
  data.reduce((sum, value, at) => {
    const origin = Math.floor(Math.floor(at / 2) / versions);
    return sum + Math.abs(value - (moons.data[2 * origin + (at % 2)] ?? 0));
  }, 0) /
  (2 * count);

describe.each(['diffusion', 'flow-matching'])('by %s', (method) => {
  test('a little noise leaves examples nearly as they are, and more takes them further away', async () => {
    const varied = async (strength: number) =>
      (await make(method, { what: 'vary', strength, count: 20, versions: 3 })).examples;
    const [little, much] = [await varied(0.05), await varied(1)];
    expect([little.count, much.count]).toEqual([60, 60]);
    expect(distance(little, 3)).toBeLessThan(0.2);
    expect(distance(much, 3)).toBeGreaterThan(2 * distance(little, 3));
    // Versions differ from each other.
    expect(little.data[0]).not.toBe(little.data[2]);
    // Each has its own class.
    expect(little.labels?.[3]).toBe(moons.labels?.[1]);
  });

  test('a part is made anew, and the other part is kept', async () => {
    const { examples, path, view } = await make(method, { what: 'right', count: 10, versions: 2, only: 1 });
    for (let row = 0; row < 20; row++)
      expect(examples.data[2 * row]).toBeCloseTo(moons.data[2 * Math.floor(row / 2)] ?? Number.NaN, 4);
    expect(distance(examples, 2)).toBeGreaterThan(0.05);
    expect([...(examples.labels ?? [])]).toEqual(new Array(20).fill(1));
    expect(path.counts.of).toBe(12);
    expect(view).toMatchObject({ view: 'scatter', caption: '2 versions of each of 10 examples' });
  });
});

describe('a mask', () => {
  const drawn = (params: Parameters<typeof maskOf>, width = 4) => {
    const { data } = maskOf(...params);
    return Array.from({ length: data.length / width }, (_, row) =>
      [...data.slice(row * width, (row + 1) * width)].map((kept) => (kept ? '·' : '#')).join(''),
    );
  };

  test('is a half or the middle', () => {
    expect(drawn(['left', [], [2, 4, 3]])).toEqual(['##··', '##··']);
    expect(drawn(['bottom', [], [2, 4, 3]])).toEqual(['····', '####']);
    expect(drawn(['middle', [], [4, 4, 1]])).toEqual(['····', '·##·', '·##·', '····']);
    expect(drawn(['left', [], [2]], 2)).toEqual(['#·']);
    expect(drawn(['right', [], [3]], 3)).toEqual(['··#']);
  });

  test('is what lies under the brush, as it was seen when it was painted', () => {
    // A line along the top, and a dot in the lower right corner.
    const line: [number, number][] = [
      [-1.5, 1.5],
      [0.5, 1.5],
    ];
    expect(drawn(['painted', [line, [[1.5, -1.5]]], [4, 4, 1]])).toEqual(['###·', '····', '····', '···#']);
  });

  test('is refused where there is nothing to paint on, or nothing was painted', async () => {
    expect((await refusalOf(() => maskOf('painted', [], [4, 4, 1]))).code).toBe('generate.no-mask');
    expect((await refusalOf(() => maskOf('middle', [], [2]))).code).toBe('generate.no-such-hole');
  });
});

test('images stand in rows, each after what it was made of with its hole in grey', () => {
  const of = (count: number, value: number): Examples => ({
    shape: [2, 2, 1],
    count,
    data: new Float32Array(count * 4).fill(value),
  });
  const view = besideView(of(3, 1), of(4, 0), maskOf('left', [], [2, 2, 1]), 2);
  if (view.view !== 'images') throw new Error('no images');
  expect([view.columns, view.count]).toEqual([3, 6]);
  const pixels = [...atob(view.pixels)].map((character) => character.charCodeAt(0));
  expect(pixels.slice(0, 8)).toEqual([127, 255, 127, 255, 0, 0, 0, 0]);
});

test('what is no diffusion model is refused', async () => {
  const model = models.diffusion;
  if (!model) throw new Error('no model');
  const refused = await refusalOf(async () =>
    run({ model: { ...model, family: 'gan' }, examples: moons }, generateFromExamples.params.parse({}), testContext()),
  );
  expect(refused.code).toBe('generate.no-diffusion');
});
