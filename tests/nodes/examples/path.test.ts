import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, type NoisePath, pathView, VIEW_LIMITS } from '@/graph';
import { memory } from '@/ml/tf';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { seeNoiseSchedule } from '@/nodes/see/noise-schedule/node';
import { run as runSchedule } from '@/nodes/see/noise-schedule/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runTrain } from '@/nodes/train/diffusion/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { testContext } from '../support';
import { network, points, said } from './support';

let moons: Examples;
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
  moons = await points({ shape: 'two-moons', count: 400 });
});

const schedule = async (params: object, examples?: Examples): Promise<NoisePath> =>
  (await runSchedule({ ...(examples && { examples }) }, seeNoiseSchedule.params.parse(params), testContext())).path;

describe('a noise schedule', () => {
  test('leads from the examples to pure noise, and tells ᾱ and the log-SNR of all three', async () => {
    const path = await schedule({ noise: 'cosine', timesteps: 100, stops: 5 }, moons);
    expect(path.stops.map(({ at }) => at)).toEqual([0, 25, 50, 75, 100]);
    expect([...path.noisy.subarray(0, 20)]).toEqual([...moons.data.subarray(0, 20)].map((x) => expect.closeTo(x, 5)));
    // Cosine: half of the variance is left in the middle (Nichol & Dhariwal 2021, figure 5).
    expect((path.stops[2]?.signal ?? 0) ** 2).toBeCloseTo(0.5, 1);
    expect(path.stops.at(-1)?.signal).toBeLessThan(0.02);
    for (const { signal, noise } of path.stops) expect(signal ** 2 + noise ** 2).toBeCloseTo(1, 6);
    const [left, ratio] = path.charts ?? [];
    expect(left?.curves.map(({ name }) => name)).toEqual(['cosine', 'linear', 'sigmoid']);
    for (const { y } of [...(left?.curves ?? []), ...(ratio?.curves ?? [])])
      expect(y.every((value, at) => at === 0 || value < (y[at - 1] ?? 0))).toBe(true);
  });

  test('can be looked at without examples, and with as few levels as there are', async () => {
    const path = await schedule({ noise: 'linear', timesteps: 2, stops: 24 });
    expect(path.stops.map(({ at }) => at)).toEqual([0, 1, 2]);
    expect(pathView(path, true).frames.every(({ pictures }) => pictures.length === 0)).toBe(true);
  });
});

describe('the way from noise', () => {
  test('is kept at no more than 24 steps, ends in what was made, and leaves no tensor behind', async () => {
    const denoiser = network(said('source.points', {}, {}), {
      from: 'example',
      input: { time: true },
      mlp: { width: 8, layers: 1 },
    });
    const training = trainDiffusion.params.parse({ steps: 2, batchSize: 8, evaluateEvery: 2, samples: 0 });
    const { model } = await runTrain({ network: denoiser, examples: moons }, training, testContext());
    const before = memory().numTensors;
    for (const [steps, stops] of [
      [3, 4],
      [23, 24],
      [100, 24],
    ] as const) {
      const params = generateExamples.params.parse({ count: 40, steps });
      const { examples, path } = await runGenerate({ model }, params, testContext());
      expect(path.stops).toHaveLength(stops);
      expect([path.count, path.counts.of]).toEqual([40, steps]);
      const [first, last] = [path.stops[0], path.stops.at(-1)];
      expect([first?.at, last?.at, last?.noise]).toEqual([0, steps, 0]);
      expect(first?.noise).toBeGreaterThan(0.99);
      expect(path.stops.every(({ noise }, at) => at === 0 || noise < (path.stops[at - 1]?.noise ?? 0))).toBe(true);
      expect(path.noisy.slice(-80)).toEqual(examples.data);
    }
    expect(memory().numTensors).toBe(before);
  });
});

describe('as a film', () => {
  const images = (size: number, count: number, stops: number): NoisePath => ({
    shape: [size, size, 3],
    count,
    stops: Array.from({ length: stops }, (_, at) => ({ at, signal: at / stops, noise: 1 - at / stops })),
    counts: { name: 'step', of: stops },
    noisy: new Float32Array(stops * count * size * size * 3).fill(0.5),
    clean: new Float32Array(stops * count * size * size * 3),
    about: '',
  });

  test('a way is bounded, however large its images are', () => {
    for (const [size, frames] of [
      [16, 24],
      [64, 16],
    ] as const) {
      const film = pathView(images(size, 4, 24), true);
      expect(film.frames).toHaveLength(frames);
      expect(film.frames.at(-1)?.at).toBe(23);
      const bytes = film.frames.flatMap(({ pictures }) =>
        pictures.map((picture) => (picture.view === 'images' ? (picture.pixels.length * 3) / 4 : 0)),
      );
      expect(bytes).toHaveLength(2 * frames);
      expect(bytes.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(1.01 * VIEW_LIMITS.filmPixels);
    }
    expect(pathView(images(16, 4, 24), false).frames.length).toBeLessThanOrEqual(24);
  });

  test('a way is the same after it was kept', () => {
    const codec = codecOf('path');
    const path = images(8, 2, 3);
    expect(codec.decode(codec.encode(path))).toEqual(path);
  });
});
