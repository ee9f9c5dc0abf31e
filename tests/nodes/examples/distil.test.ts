import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, extendNode, type Facts, type Generator } from '@/graph';
import { slicedWasserstein } from '@/ml/metrics/sliced-wasserstein';
import { createRandom } from '@/ml/random';
import { memory } from '@/ml/tf';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runTrain } from '@/nodes/train/diffusion/run';
import { distil } from '@/nodes/train/distil/node';
import { run as runDistil } from '@/nodes/train/distil/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { refusalOf, testContext } from '../support';
import { network, points, said } from './support';

const given = said('source.points', {}, {});
const small = { batchSize: 32, learningRate: 0.01, samples: 0, evaluateEvery: 1_000 };
let ring: Examples;

async function teacherOf(params: object): Promise<Generator> {
  const denoiser = network(given, { from: 'example', input: { time: true }, mlp: { width: 32, layers: 2 } });
  const settings = trainDiffusion.params.parse({ ...small, steps: 100, decaySteps: 100, ...params });
  return (await runTrain({ network: denoiser, examples: ring }, settings, testContext())).model;
}

const draw = async (model: Generator, params: object) => {
  const context = testContext();
  const { examples } = await runGenerate({ model }, generateExamples.params.parse({ count: 500, ...params }), context);
  return { examples, logs: context.logs };
};

const students = {
  consistency: { method: 'consistency', pathSteps: 8, steps: 40, targetDecay: 0.9, average: 0.9, decaySteps: 40 },
  progressive: { method: 'progressive', studentSteps: 2, halvings: 2, stageSteps: 20, steps: 40, average: 0.9 },
};
const teachers = { diffusion: { predicts: 'v' }, 'flow matching': { method: 'flow-matching' } };
const trained: Record<string, Generator> = {};
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
  ring = await points({ shape: 'eight-gaussians', count: 500 });
  for (const [name, params] of Object.entries(teachers)) trained[name] = await teacherOf(params);
});
/** The teacher by its name. */
function taughtBy(name: string): Generator {
  const model = trained[name];
  if (!model) throw new Error(`nobody trained ${name}`);
  return model;
}

describe.each(Object.entries(teachers))('of %s', (teacher) => {
  test.each(Object.entries(students))(
    'a %s student makes in two steps what its teacher does not, and leaves no tensor behind',
    async (method, taught) => {
      const model = taughtBy(teacher);
      const before = memory().numTensors;
      const settings = distil.params.parse({ ...small, ...taught });
      const { model: student, metrics } = await runDistil({ model, examples: ring }, settings, testContext());
      expect(student.family).toBe('distilled');
      expect(student.scaling).toEqual(model.scaling);
      expect(metrics.values.find(({ name }) => name === 'Steps')?.value).toBe(40);
      const far = async (model: Generator) =>
        slicedWasserstein((await draw(model, { steps: 2, sampler: 'quick' })).examples, ring, createRandom(1));
      expect(await far(student)).toBeLessThan(0.8 * (await far(model)));
      // It takes what it learned to, and says so.
      const asked = await draw(student, { steps: 40 });
      expect(asked.logs.join()).toContain(method === 'consistency' ? 'at most 4 steps' : 'takes 2 steps');
      expect((await draw(student, { steps: 2 })).logs).toEqual([]);
      expect(memory().numTensors).toBe(before);
    },
  );
});

test('a distillation that was interrupted goes on as it would have, target and all', async () => {
  const model = taughtBy('diffusion');
  const settings = distil.params.parse({ ...small, ...students.progressive, evaluateEvery: 10 });
  const whole = testContext();
  const { model: wanted } = await runDistil({ model, examples: ring }, settings, whole);
  // Kept in the second halving, whose teacher is no longer the first.
  const half = whole.saved.find(({ step }) => step === 30);
  const { model: found } = await runDistil({ model, examples: ring }, settings, testContext({ kept: half ?? null }));
  expect(half).toBeDefined();
  expect(found.weights).toEqual(wanted.weights);
});

test('a progressive student whose training ends after a halving takes as many steps as it has learned to, and goes on from there', async () => {
  const model = taughtBy('diffusion');
  const context = testContext();
  const after = async (steps: number) => {
    const settings = distil.params.parse({ ...small, ...students.progressive, steps });
    return (await runDistil({ model, examples: ring }, settings, context)).model.settings.steps;
  };
  expect([await after(20), await after(21)]).toEqual([4, 2]);
  expect(context.logs).toEqual(['Goes on from step 20.']);
});

describe('at wiring', () => {
  const refusal = (model: Facts, examples: Facts = given) => {
    const found = extendNode(distil, { model, examples }, distil.params.parse({}), { nodeId: 'distil' });
    return found.ok ? null : found.error;
  };
  const train = (type: string, params: object, inputs: Record<string, Facts>) => said(type, params, inputs);
  const denoiser: Facts = { network: network(given, { from: 'example', input: { time: true } }) };

  test('a teacher that predicts the velocity is taken, and so is a flow of flow matching', () => {
    for (const params of Object.values(teachers))
      expect(refusal(train('train.diffusion', params, { network: denoiser, examples: given }))).toBeNull();
  });

  test('a GAN is refused, with what would fit', () => {
    const generator: Facts = { network: network(given, { from: 'noise' }) };
    const critic: Facts = { network: network(given, { from: 'example', output: { gives: 'score' } }) };
    const error = refusal(train('train.gan', {}, { generator, critic, examples: given }));
    expect(error?.code).toBe('distil.no-steps');
    expect(error?.title).toContain('in one step already');
    expect(error?.fix).toContain('Train diffusion');
  });

  test('a teacher that predicts the noise is refused, and a student, and other examples', () => {
    const noise = train('train.diffusion', { predicts: 'epsilon' }, { network: denoiser, examples: given });
    expect(refusal(noise)?.code).toBe('distil.predicts-noise');
    const teacher = train('train.diffusion', { predicts: 'v' }, { network: denoiser, examples: given });
    const student = train('train.distil', {}, { model: teacher, examples: given });
    expect(refusal(student)?.title).toContain('a student already');
    expect(refusal(teacher, { exampleShape: [3] })?.code).toBe('train.other-shape');
  });
});

test('what wires could not tell is refused before anything is computed', async () => {
  const model = await teacherOf({ ...teachers.diffusion, timesteps: 20, steps: 1 });
  const before = memory().numTensors;
  const run = (model: Generator, params: object) =>
    refusalOf(
      Promise.resolve().then(() => runDistil({ model, examples: ring }, distil.params.parse(params), testContext())),
    );
  expect((await run({ ...model, family: 'gan' }, {})).code).toBe('distil.no-steps');
  expect((await run({ ...model, settings: { ...model.settings, predicts: 'epsilon' } }, {})).code).toBe(
    'distil.predicts-noise',
  );
  expect((await run(model, { pathSteps: 24 })).code).toBe('distil.too-many-steps');
  expect((await run(model, { method: 'progressive' })).code).toBe('distil.too-many-steps');
  expect(memory().numTensors).toBe(before);
});
