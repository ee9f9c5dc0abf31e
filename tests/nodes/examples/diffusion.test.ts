import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Examples } from '@/graph';
import { modesCovered } from '@/ml/metrics/modes';
import { memory } from '@/ml/tf';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runTrain } from '@/nodes/train/diffusion/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { testContext } from '../support';
import { network, points, said } from './support';

let ring: Examples;
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
  ring = await points({ shape: 'eight-gaussians', count: 4_000 });
});

const denoiser = (time = true, classes = false) =>
  network(said('source.points', {}, {}), {
    from: 'example',
    input: { time, classes },
    mlp: { width: 128, layers: 3 },
  });

describe.each([
  ['diffusion', { method: 'diffusion' }],
  ['flow matching', { method: 'flow-matching' }],
])('%s', (_name, method) => {
  test('finds all eight Gaussians of a ring, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const context = testContext();
    const params = trainDiffusion.params.parse({
      ...method,
      steps: 1_000,
      batchSize: 128,
      learningRate: 0.005,
      decaySteps: 1_000,
    });
    const { model } = await runTrain({ network: denoiser(), examples: ring }, params, context);
    const { examples } = await runGenerate({ model }, generateExamples.params.parse({ count: 1_000 }), testContext());
    const modes = ring.modes ?? { centres: [], deviation: 0 };
    const found = modesCovered(examples, modes.centres, modes.deviation);
    expect(found.modes).toBe(8);
    expect(found.quality).toBeGreaterThan(0.65);
    expect(memory().numTensors).toBe(before);
  });
});

test('pictures that are dark nearly everywhere are stretched for training, and come back as dark as they were', async () => {
  const dark: Examples = {
    shape: [4, 4, 1],
    count: 64,
    data: Float32Array.from({ length: 64 * 16 }, (_, at) => (at % 16 === (at >> 4) % 16 ? 0.9 : 0.05)),
  };
  const given = { exampleShape: dark.shape };
  const mlp = network(given, { from: 'example', input: { time: true }, mlp: { width: 64, layers: 2 } });
  const params = { predicts: 'x0', steps: 20, decaySteps: 20, batchSize: 64, learningRate: 0.005, samples: 0 };
  const trained = (scale: string) =>
    runTrain({ network: mlp, examples: dark }, trainDiffusion.params.parse({ ...params, scale }), testContext());
  const [plain, stretched] = [await trained('given'), await trained('spread')];
  expect(plain.model.scaling).toEqual({ mean: [0.5], deviation: [0.5] });
  // One number of sixteen is 0.9 and the others 0.05.
  expect(stretched.model.scaling.mean[0]).toBeCloseTo(0.05 + 0.85 / 16, 5);
  expect(stretched.model.scaling.deviation[0]).toBeCloseTo(0.85 * Math.sqrt(15 / 256), 5);
  const drawing = generateExamples.params.parse({ count: 64, steps: 8 });
  const { examples } = await runGenerate({ model: stretched.model }, drawing, testContext());
  // As far as the brightest reaches, and no further.
  expect(Math.max(...examples.data)).toBeLessThanOrEqual(0.9 + 1e-5);
});
