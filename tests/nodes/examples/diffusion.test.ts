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
  }, 120_000);
});
