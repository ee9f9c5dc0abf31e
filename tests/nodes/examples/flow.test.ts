import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, GenloomError, type Network } from '@/graph';
import { applyScaling } from '@/ml/data/points';
import { chain } from '@/ml/flows/flow';
import { runFlow } from '@/ml/flows/run';
import { runNetwork } from '@/ml/forward';
import { decodeExamples, encodeExamples } from '@/ml/generators/flow';
import { fitMixture, mixtureLogDensity } from '@/ml/metrics/gaussian-mixture';
import { createRandom } from '@/ml/random';
import { memory, tidy } from '@/ml/tf';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { concreteNetwork, rolesOf } from '@/nodes/common/network';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { seeFlow } from '@/nodes/see/flow/node';
import { run as runSee } from '@/nodes/see/flow/run';
import { trainFlow } from '@/nodes/train/flow/node';
import { run as runTrain } from '@/nodes/train/flow/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { logDeterminantOf } from '../../ml/flows/jacobian';
import { expectClose, noise } from '../../ml/helpers/tensors';
import { testContext } from '../support';
import { movedWeights, points, said } from './support';

let moons: Examples;
let unseen: Examples;
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
  moons = await points({ shape: 'two-moons', count: 4_000 });
  unseen = await points({ shape: 'two-moons', count: 2_000 }, 2);
});

const KINDS = ['affine', 'additive', 'spline'] as const;

/** Coupling layers on an input of this shape. */
function flow(params: object, { shape = [2], classes = false }: { shape?: number[]; classes?: boolean } = {}): Network {
  const given = { exampleShape: shape, classes: ['upper', 'lower'] };
  const begun = said('network.example-input', { classes }, { examples: given });
  const { network } = said('network.coupling', params, { network: begun });
  if (!network) throw new Error('no network');
  return network;
}

const SHORT = { steps: 120, batchSize: 128, learningRate: 0.005, decaySteps: 120, evaluateEvery: 60, samples: 0 };
/** Layers that only shift learn slower, and a step of theirs takes least. */
const stepsOf = (kind: (typeof KINDS)[number]) =>
  kind === 'additive' ? { steps: 200, decaySteps: 200, evaluateEvery: 100, learningRate: 0.004 } : {};

/** The moons as a flow of each kind has learned them, once for all tests. */
const learned = new Map<(typeof KINDS)[number], ReturnType<typeof learn>>();
function learn(kind: (typeof KINDS)[number]) {
  const inputs = { network: flow({ kind, repeat: 4 }), examples: moons, validation: unseen };
  return runTrain(inputs, trainFlow.params.parse({ ...SHORT, ...stepsOf(kind) }), testContext());
}
function flowOf(kind: (typeof KINDS)[number]): ReturnType<typeof learn> {
  const training = learned.get(kind) ?? learn(kind);
  learned.set(kind, training);
  return training;
}

const meanOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe.each(KINDS)('coupling layers (%s)', (kind) => {
  test.each([
    [2, false],
    [5, true],
  ])('of %d numbers begin as a flow that stretches nothing', (size, mix) => {
    const network = concreteNetwork(flow({ kind, repeat: 3, mix }, { shape: [size] }));
    const weights = uploadWeights(network, initialiseWeights(network, 1));
    tidy(() => {
      const x = noise(3, [4, size]);
      const { y, logDeterminant } = runFlow(network, weights).forward(x);
      expectClose(logDeterminant, [0, 0, 0, 0], 1e-4);
      if (!mix) expectClose(y, x.dataSync(), 1e-4);
    });
    disposeAll(weights);
  });

  test.each([
    [2, true, false],
    [3, false, true],
    [5, true, true],
  ])('of %d numbers can be undone, and know the determinant of the whole network', (size, actNorm, mix) => {
    const described = flow({ kind, repeat: 3, width: 16, actNorm, mix }, { shape: [size] });
    const network = concreteNetwork(described);
    const before = memory().numTensors;
    const weights = uploadWeights(network, movedWeights(described));
    tidy(() => {
      const x = noise(7, [6, size], 0.7);
      const step = runFlow(network, weights);
      const { y, logDeterminant } = step.forward(x);
      expect(Math.max(...logDeterminant.dataSync().map(Math.abs))).toBeGreaterThan(0.01);
      expectClose(step.inverse(y), x.dataSync(), 1e-4);
      expectClose(runNetwork(network, weights, { input: x }), y.dataSync(), 1e-6);
      const wanted = logDeterminantOf((given) => runNetwork(network, weights, { input: given }), x);
      expectClose(logDeterminant, wanted, 2e-3);
    });
    disposeAll(weights);
    expect(memory().numTensors).toBe(before);
  });

  test('learn two moons far better than one Gaussian, can be undone then, and leave no tensor behind', async () => {
    const before = memory().numTensors;
    const { model, metrics } = await flowOf(kind);
    const found = metrics.values.find(({ name }) => name === 'Log-likelihood, validation')?.value ?? Number.NaN;
    const { components } = fitMixture(moons, { components: 1, random: createRandom(1) });
    const gaussian = meanOf(mixtureLogDensity(unseen, components));
    expect(found).toBeGreaterThan(gaussian + 0.5);
    // What the loss says on some batches is what all examples say, but for chance and the average of weights.
    const loss = metrics.values.find(({ name }) => name === 'Validation loss')?.value ?? Number.NaN;
    expect(Math.abs(found + loss)).toBeLessThan(0.2);

    const { flow: role } = rolesOf({ flow: flow({ kind, repeat: 4 }) });
    const weights = uploadWeights(role, model.weights);
    const scaled = applyScaling(unseen, model.scaling);
    const latents = await encodeExamples({ network: role, weights }, scaled);
    const back = await decodeExamples({ network: role, weights }, { ...scaled, data: latents });
    expectClose(back, scaled.data, 1e-4);
    disposeAll(weights);
    expect(memory().numTensors).toBe(before);
  });
});

test('samples of a flow are spread as the examples are, and less at a low temperature', async () => {
  const { model } = await flowOf('spline');
  const before = memory().numTensors;
  const made = async (temperature: number) => {
    const asked = generateExamples.params.parse({ count: 2_000, temperature });
    const { examples } = await runGenerate({ model }, asked, testContext());
    return examples;
  };
  const mixture = fitMixture(moons, { components: 16, random: createRandom(1), iterations: 30 });
  const density = (of: Examples) => meanOf(mixtureLogDensity(of, mixture.components));
  const [usual, cold] = [await made(1), await made(0.3)];
  const spread = ({ data }: Examples) => Math.sqrt(meanOf(data.map((value) => value ** 2)) - meanOf(data) ** 2);
  expect(Math.abs(spread(usual) - spread(unseen))).toBeLessThan(0.1);
  expect(density(usual)).toBeGreaterThan(density(unseen) - 0.9);
  expect(spread(cold)).toBeLessThan(0.8 * spread(usual));
  expect(memory().numTensors).toBe(before);

  // The same flow looked into: its grid lies among the examples, and the examples become plain noise.
  const context = testContext();
  const { grid, codes } = await runSee({ model, examples: moons }, seeFlow.params.parse({ reach: 1.5 }), context);
  expect(grid.count).toBe(2 * 9 * 83);
  expect(spread(grid)).toBeLessThan(1.5 * spread(moons));
  expect(Math.abs(spread(codes) - 1)).toBeLessThan(0.1);
  expect(context.previews.map(({ view, port }) => [view.view, port])).toEqual([
    ['scatter', 'grid'],
    ['scatter', 'codes'],
  ]);
  const others = { ...model, family: 'gan' as const };
  const looked = runSee({ model: others, examples: moons }, seeFlow.params.parse({}), context);
  await expect(looked).rejects.toThrow('no flow');
  expect(memory().numTensors).toBe(before);
});

test('a flow that is told the class makes that class', async () => {
  const params = trainFlow.params.parse(SHORT);
  const network = flow({ kind: 'affine' }, { classes: true });
  const { model } = await runTrain({ network, examples: moons }, params, testContext());
  for (const only of [0, 1]) {
    const asked = generateExamples.params.parse({ count: 500, only });
    const { examples } = await runGenerate({ model }, asked, testContext());
    const own = Int32Array.from(moons.labels ?? []);
    const near = Array.from({ length: 500 }, (_, row) => nearestLabel(examples, row, own));
    expect(meanOf(near.map((label) => Number(label === only)))).toBeGreaterThan(0.9);
  }
  const { labels: _none, classes: _names, ...unlabelled } = moons;
  await expect(runTrain({ network, examples: unlabelled }, params, testContext())).rejects.toThrow('told the class');
});

function nearestLabel(made: Examples, row: number, labels: Int32Array): number {
  let [best, label] = [Number.POSITIVE_INFINITY, -1];
  for (let index = 0; index < moons.count; index++) {
    const [x, y] = [0, 1].map((axis) => (made.data[2 * row + axis] ?? 0) - (moons.data[2 * index + axis] ?? 0));
    const distance = (x ?? 0) ** 2 + (y ?? 0) ** 2;
    if (distance < best) [best, label] = [distance, labels[index] ?? -1];
  }
  return label;
}

test('a training that goes on gives what an uninterrupted one gives', async () => {
  const network = flow({ kind: 'spline', repeat: 2, mix: true });
  const train = (steps: number, context: ReturnType<typeof testContext>) =>
    runTrain({ network, examples: moons }, trainFlow.params.parse({ ...SHORT, steps, evaluateEvery: 5 }), context);
  const whole = await train(20, testContext());
  const context = testContext();
  await train(10, context);
  const { model } = await train(20, context);
  expect(context.logs.join()).toContain('Goes on from step 10');
  for (const [key, { data }] of Object.entries(whole.model.weights))
    expect(Array.from(model.weights[key]?.data ?? []), key).toEqual(Array.from(data));
});

describe('what makes no flow is refused while it is wired', () => {
  const refused = (wire: () => unknown) => {
    expect(wire).toThrow();
    try {
      wire();
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
    return '';
  };
  const input = (params: object = {}, shape: number[] = [2]) =>
    said('network.example-input', params, { examples: { exampleShape: shape } });

  test('by Train flow: an MLP or an output after coupling layers, no layers, and other examples', () => {
    const given = { exampleShape: [2] };
    const coupled = said('network.coupling', {}, { network: input() });
    expect(said('train.flow', {}, { network: coupled, examples: given })).toMatchObject({ exampleShape: [2] });
    const mlp = said('network.mlp', {}, { network: coupled });
    const ended = said('network.example-output', {}, { network: coupled });
    for (const network of [mlp, ended])
      expect(refused(() => said('train.flow', {}, { network, examples: given }))).toContain('cannot be undone');
    expect(refused(() => said('train.flow', {}, { network: input(), examples: given }))).toContain('no layers');
    const other = { exampleShape: [3] };
    expect(refused(() => said('train.flow', {}, { network: coupled, examples: other }))).toContain('[3]');
  });

  test('by coupling layers: an MLP before them, the noise level, grey images of an odd size, and single numbers', () => {
    const mlp = said('network.mlp', {}, { network: input() });
    expect(refused(() => said('network.coupling', {}, { network: mlp }))).toContain('cannot be undone');
    expect(refused(() => said('network.coupling', {}, { network: input({ time: true }) }))).toContain('noisy');
    expect(refused(() => said('network.coupling', {}, { network: input({}, [7, 8, 1]) }))).toContain('[7, 8, 1]');
    expect(refused(() => said('network.coupling', {}, { network: input({}, [1]) }))).toContain('[1]');
  });

  test('and by the numerics, with the operation that is at fault', () => {
    const mlp = said('network.mlp', {}, { network: said('network.coupling', {}, { network: input() }) }).network;
    if (!mlp) throw new GenloomError({ code: 'test', title: 'no network' });
    const network = concreteNetwork(mlp);
    const weights = uploadWeights(network, initialiseWeights(network, 1));
    expect(() => runFlow(network, weights)).toThrow(/^mlp-.*cannot be undone/);
    disposeAll(weights);
    expect(() => chain([])).toThrow('at least one step');
  });

  test('blocks that follow one another take turns with the halves', () => {
    const one = said('network.coupling', { repeat: 1 }, { network: input() });
    const two = said('network.coupling', { repeat: 1 }, { network: one });
    const swaps = two.network?.operations.filter(({ layer }) => layer === 'coupling').map(({ params }) => params.swap);
    expect(swaps).toEqual([false, true]);
  });
});
