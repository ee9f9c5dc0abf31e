import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, extendNode, type Facts, type Network } from '@/graph';
import { modesCovered } from '@/ml/metrics/modes';
import { memory } from '@/ml/tf';
import { catalogue } from '@/nodes';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { readState } from '@/nodes/train/common/checkpoint';
import { trainGan } from '@/nodes/train/gan/node';
import { run as runTrain } from '@/nodes/train/gan/run';
import { remedyFor, watchVariety } from '@/nodes/train/gan/variety';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { testContext } from '../support';
import { network, points, said } from './support';

let ring: Examples;
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
  ring = await points({ shape: 'eight-gaussians', count: 4_000 });
});

const given = said('source.points', {}, {});
const generatorOf = (width: number, mlp: object = {}, input: object = {}): Network =>
  network(given, {
    from: 'noise',
    input: { width, ...input },
    mlp: { width: 64, layers: 3, activation: 'relu', residual: false, ...mlp },
  });
const criticOf = (mlp: object = {}, input: object = {}): Network =>
  network(given, {
    from: 'example',
    input,
    mlp: { width: 64, layers: 3, activation: 'leaky-relu', residual: false, ...mlp },
    output: { gives: 'score' },
  });
const small = { generator: generatorOf(2, { width: 32 }), critic: criticOf({ width: 32 }) };

test('a Wasserstein GAN finds the Gaussians of a ring, shows both players, and leaves no tensor behind', async () => {
  const before = memory().numTensors;
  const context = testContext();
  const params = trainGan.params.parse({
    steps: 300,
    penalty: 0.1,
    learningRate: 0.004,
    decaySteps: 300,
    criticMoves: 3,
    batchSize: 128,
    evaluateEvery: 100,
    average: 0.99,
  });
  const { model, metrics } = await runTrain(
    { generator: generatorOf(2), critic: criticOf(), examples: ring },
    params,
    context,
  );
  const { examples } = await runGenerate({ model }, generateExamples.params.parse({ count: 1_000 }), testContext());
  expect(memory().numTensors).toBe(before);
  const modes = ring.modes ?? { centres: [], deviation: 0 };
  const found = modesCovered(examples, modes.centres, modes.deviation, { least: 20 });
  expect(found.modes).toBeGreaterThanOrEqual(7);
  expect(found.quality).toBeGreaterThan(0.6);
  const names = metrics.curves.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'Critic',
      'Generator',
      'Distance, as the critic sees it',
      'Gradient norm, critic',
      'Gradient norm, generator',
    ]),
  );
  expect(names).not.toContain('Batch');
  expect(context.metrics.find(({ values }) => values.criticLoss !== undefined)?.values).toMatchObject({
    criticLoss: expect.any(Number),
    generatorLoss: expect.any(Number),
    criticGradientNorm: expect.any(Number),
    generatorGradientNorm: expect.any(Number),
  });
  const readings = context.previews.flatMap(({ view }) => (view.view === 'curves' ? (view.readings ?? []) : []));
  expect(readings.map(({ label }) => label)).toEqual(expect.arrayContaining(['Critic', 'Generator']));
});

test.each(['non-saturating', 'least-squares', 'hinge'])('%s plays as well, with the R1 penalty', async (loss) => {
  const params = trainGan.params.parse({ loss, criticMoves: 1, r1: 0.1, steps: 20, evaluateEvery: 10, samples: 30 });
  const { metrics } = await runTrain({ ...small, examples: ring }, params, testContext());
  const [told] = metrics.values;
  expect(told?.name).toBe('Told apart');
  expect(told?.value).toBeTypeOf('number');
});

test('a critic of another learning rate moves another way, and images are changed before it only where it learns', async () => {
  const facts: Facts = { exampleShape: [4, 4, 1] };
  const images: Examples = {
    shape: [4, 4, 1],
    count: 64,
    data: Float32Array.from({ length: 1_024 }, (_, at) => (at * 7) % 3),
  };
  const generator = network(facts, { from: 'noise', mlp: { width: 8, layers: 1 } });
  const critic = network(facts, { from: 'example', mlp: { width: 8, layers: 1 }, output: { gives: 'score' } });
  const trained = async (more: object) => {
    const params = {
      loss: 'non-saturating',
      criticMoves: 1,
      steps: 3,
      evaluateEvery: 3,
      samples: 0,
      average: 0,
      ...more,
    };
    const inputs = { generator, critic, examples: images };
    const { model, metrics } = await runTrain(inputs, trainGan.params.parse(params), testContext());
    const at = (role: string) => Object.entries(model.weights).filter(([name]) => name.startsWith(role));
    return { critic: at('critic'), first: metrics.curves.find(({ name }) => name === 'Told apart')?.y[0] };
  };
  const [plain, faster, changed] = [
    await trained({}),
    await trained({ criticRate: 4 }),
    await trained({ augment: 'all' }),
  ];
  expect(faster.critic).not.toEqual(plain.critic);
  expect(changed.critic).not.toEqual(plain.critic);
  expect(changed.first).toBe(plain.first);
});

test('told the class, it makes the clusters that are asked for', async () => {
  const told = { classes: true };
  const pair = { generator: generatorOf(2, { width: 32 }, told), critic: criticOf({ width: 32 }, told) };
  const params = trainGan.params.parse({
    loss: 'non-saturating',
    r1: 0.1,
    steps: 120,
    learningRate: 0.01,
    decaySteps: 120,
    criticMoves: 1,
    batchSize: 64,
    evaluateEvery: 120,
    average: 0.9,
    samples: 0,
  });
  const { model } = await runTrain({ ...pair, examples: ring }, params, testContext());
  const { examples } = await runGenerate({ model }, generateExamples.params.parse({ count: 400 }), testContext());
  const centres = ring.modes?.centres ?? [];
  const placeOf = ({ data, labels }: Examples, row: number) => {
    const [x = 0, y = 0] = data.subarray(2 * row, 2 * row + 2);
    const distances = centres.map((centre) => Math.hypot(x - (centre[0] ?? 0), y - (centre[1] ?? 0)));
    return { label: labels?.[row] ?? -1, nearest: distances.indexOf(Math.min(...distances)) };
  };
  // Which cluster a class is, by the data themselves.
  const clusterOf = new Map(
    Array.from({ length: 200 }, (_, row) => placeOf(ring, row)).map(({ label, nearest }) => [label, nearest]),
  );
  const right = Array.from({ length: 400 }, (_, row) => placeOf(examples, row)).filter(
    ({ label, nearest }) => clusterOf.get(label) === nearest,
  );
  expect(right.length / 400).toBeGreaterThan(0.85);
  const only = await runGenerate({ model }, generateExamples.params.parse({ count: 50, only: 3 }), testContext());
  expect(new Set(only.examples.labels)).toEqual(new Set([3]));
  const { labels: _, ...unlabelled } = ring;
  const without = async () => runTrain({ ...pair, examples: ring, validation: unlabelled }, params, testContext());
  await expect(without()).rejects.toMatchObject({ code: 'train.no-labels' });
});

test('at each look the critic’s score lies under real and made points, higher where it learned them to be real', async () => {
  const context = testContext();
  const params = trainGan.params.parse({
    steps: 30,
    penalty: 0.1,
    learningRate: 0.005,
    batchSize: 48,
    evaluateEvery: 15,
    samples: 50,
  });
  const before = memory().numTensors;
  await runTrain({ ...small, examples: ring }, params, context);
  expect(memory().numTensors).toBe(before);
  const surfaces = context.previews.flatMap(({ view }) =>
    view.view === 'curves' && view.picture?.view === 'scatter' && view.picture.surface ? [view.picture] : [],
  );
  expect(new Set(surfaces.map(({ surface }) => surface?.values)).size).toBeGreaterThan(2);
  const { surface, within, series } = surfaces.at(-1) ?? {};
  if (!surface || !within) throw new Error('there is no surface');
  expect(series?.map(({ role }) => role)).toEqual(['given', 'made']);
  expect(surface.values).toHaveLength(surface.columns * surface.rows);
  const scoreAt = (x: number, y: number) => {
    const column = Math.floor(((x - within.left) / (within.right - within.left)) * surface.columns);
    const row = Math.floor(((y - within.bottom) / (within.top - within.bottom)) * surface.rows);
    return surface.values[row * surface.columns + column] ?? Number.NaN;
  };
  const centres = ring.modes?.centres ?? [];
  const atModes = centres.reduce((sum, [x = 0, y = 0]) => sum + scoreAt(x, y) / centres.length, 0);
  expect(atModes).toBeGreaterThan(scoreAt(0, 0));
});

test.each([
  ['penalty', 24],
  ['clip', 8],
  ['spectral', 8],
] as const)('training that goes on gives what it would have given at once (%s, %i steps)', async (smooth, steps) => {
  const params = {
    smooth,
    weightLimit: 0.05,
    steps,
    evaluateEvery: 10,
    criticMoves: 3,
    samples: 0,
    batchSize: 32,
  };
  const parse = (more: object) => trainGan.params.parse({ ...params, ...more });
  const whole = await runTrain({ ...small, examples: ring }, parse({}), testContext());
  const context = testContext();
  await runTrain({ ...small, examples: ring }, parse({ steps: steps / 2 }), context);
  const both = await runTrain({ ...small, examples: ring }, parse({}), context);
  expect(context.logs).toEqual([`Goes on from step ${steps / 2}.`]);
  expect(both.model.weights).toEqual(whole.model.weights);
  const curve = (name: string, of: typeof whole) => of.metrics.curves.find((one) => one.name === name);
  for (const name of ['Critic', 'Generator']) {
    expect(curve(name, both)?.y).toHaveLength(steps);
    expect(curve(name, both)).toEqual(curve(name, whole));
  }
});

test('a critic is kept smooth as is asked: all its weights clipped, and none of the generator’s; or normalised, in scores that follow', async () => {
  const trained = async (more: object) => {
    const params = { steps: 4, evaluateEvery: 4, criticMoves: 2, samples: 0, batchSize: 32, average: 0, ...more };
    const { model } = await runTrain({ ...small, examples: ring }, trainGan.params.parse(params), testContext());
    const greatest = (role: string) =>
      Math.max(
        ...Object.entries(model.weights)
          .filter(([name]) => name.startsWith(role))
          .flatMap(([, { data }]) => Array.from(data, Math.abs)),
      );
    return { critic: greatest('critic'), generator: greatest('generator'), weights: model.weights };
  };
  const clipped = await trained({ smooth: 'clip', weightLimit: 0.05 });
  expect(clipped.critic).toBeCloseTo(0.05, 6);
  expect(clipped.generator).toBeGreaterThan(0.05);
  const [spectral, free] = [await trained({ smooth: 'spectral' }), await trained({ penalty: 0 })];
  expect(spectral.critic).toBeGreaterThan(0.05);
  expect(spectral.weights).not.toEqual(free.weights);
});

test('what was kept before players had losses of their own can still be read', () => {
  const record = { step: 0, loss: 1, gradientNorm: 2, learningRate: 0.1 };
  const old = {
    step: 1,
    weights: {},
    moments: {},
    bestValidation: null,
    history: { steps: [record], evaluations: [] },
  };
  expect(readState(old)).toEqual(old);
  const losses = { critic: 3, generator: 1 };
  const now = { ...old, history: { ...old.history, steps: [{ ...record, losses, gradientNorms: losses }] } };
  expect(readState(now)).toEqual(now);
});

describe('a watch for mode collapse', () => {
  const told = (sets: readonly Examples[]) => {
    const said: string[] = [];
    const log = (level: string, text: string) => said.push(`${level}: ${text}`);
    const watch = watchVariety(ring, { log }, remedyFor('non-saturating', 0));
    const standing = sets.map((made, index) => watch(made, 100 * index) !== null);
    return { said, standing };
  };
  /** Points of the ring's data, of these clusters alone. */
  const only = (clusters: readonly number[]): Examples => {
    const rows = [...(ring.labels ?? [])].flatMap((label, row) => (clusters.includes(label) ? [row] : []));
    return {
      shape: [2],
      count: rows.length,
      data: Float32Array.from(rows.flatMap((row) => [...ring.data.subarray(2 * row, 2 * row + 2)])),
    };
  };

  test('says nothing of samples that vary as the data do', () => {
    expect(told([ring, ring, ring, ring]).said).toEqual([]);
    expect(told([ring, only([0, 1, 2, 3, 4]), only([0, 2, 4, 6]), only([1, 3, 4, 5, 6])]).said).toEqual([]);
  });

  test('warns once when samples lie together at two looks, and tells when it is over', () => {
    expect(told([only([3]), only([3]), ring, only([3])]).said).toEqual([]);
    const { said, standing } = told([ring, only([3]), only([3]), only([3]), ring]);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/^warning: Step 200. Mode collapse: .*far less variety than the data.*% as far apart/);
    expect(said[0]).toMatch(/Try the Wasserstein loss/);
    expect(standing).toEqual([false, false, true, true, false]);
    expect(said[1]).toMatch(/^info: Step 400/);
  });

  test('takes a clump that has left its cluster and stretched for no recovery', () => {
    const streak: Examples = {
      shape: [2],
      count: 200,
      data: Float32Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 0.4 : -3 + (6 * at) / 400)),
    };
    expect(told([ring, streak, streak]).said).toEqual([]);
    const { said, standing } = told([ring, only([3]), only([3]), streak]);
    expect(said).toHaveLength(1);
    expect(standing).toEqual([false, false, true, true]);
  });

  test('counts clusters where they are known: opposite ones lie far apart and are two all the same', () => {
    expect(told([ring, only([0, 4]), only([0, 4])]).said[0]).toMatch(/Of 8 clusters 2 are found/);
  });
});

test('a collapse stands on the node while it lasts, with what to try', async () => {
  // A generator that cannot move makes one thing over and over, as a collapsed one does.
  const params = { loss: 'non-saturating', criticMoves: 1, r1: 0, steps: 30, evaluateEvery: 10, samples: 40 };
  const context = testContext();
  const still = trainGan.params.parse({ ...params, learningRate: 1e-6, minimumLearningRate: 0, average: 0 });
  const { metrics } = await runTrain(
    { ...small, generator: generatorOf(1, { width: 1 }), examples: ring },
    still,
    context,
  );
  const last = context.previews.at(-1)?.view;
  expect(last).toMatchObject({
    view: 'curves',
    warning: expect.stringMatching(/^Mode collapse: .*Try the Wasserstein/),
  });
  expect(metrics.notes).toEqual([expect.stringMatching(/^Mode collapse/)]);
});

describe('wiring', () => {
  const extend = (generator: Network, critic: Network, wired: Facts = given, params = {}) => {
    const contract = catalogue.get('train.gan');
    if (!contract) throw new Error('there is no such node');
    const inputs = { generator: { network: generator }, critic: { network: critic }, examples: wired };
    const extended = extendNode(contract, inputs, contract.params.parse(params), { nodeId: 'gan' });
    return extended.ok ? extended.facts : { port: extended.port, ...extended.error };
  };

  test('lets through what fits, and refuses each network in the other’s place', () => {
    expect(extend(small.generator, small.critic)).toMatchObject({ model: { exampleShape: [2] } });
    expect(extend(small.critic, small.critic)).toMatchObject({ port: 'generator', code: 'train.other-output' });
    expect(extend(small.generator, small.generator)).toMatchObject({ port: 'critic', code: 'train.other-output' });
  });

  test('lets both networks be told the class, and refuses one alone, other classes, and examples without any', () => {
    const told = { classes: true };
    const [generator, critic] = [generatorOf(2, {}, told), criticOf({}, told)];
    expect(generator.examples?.classes).toBe(8);
    expect(extend(generator, critic)).toMatchObject({ model: { exampleShape: [2] } });
    expect(extend(small.generator, critic)).toMatchObject({ port: 'generator', code: 'train.told-alone' });
    expect(extend(generator, small.critic)).toMatchObject({ port: 'critic', code: 'train.told-alone' });
    expect(extend(generator, critic, { exampleShape: [2], classes: ['a'] })).toMatchObject({
      port: 'generator',
      code: 'train.other-classes',
      title: expect.stringMatching(/one of 8 classes, and the examples have 1\./),
    });
  });

  test('refuses a noise input that is told the class of nothing, or of examples that have none', () => {
    const contract = catalogue.get('network.noise-input');
    if (!contract) throw new Error('there is no such node');
    const codeOf = (inputs: Record<string, Facts>) => {
      const extended = extendNode(contract, inputs, contract.params.parse({ classes: true }), { nodeId: 'noise' });
      return extended.ok ? extended.facts : extended.error.code;
    };
    expect(codeOf({})).toBe('network.no-examples-for-classes');
    expect(codeOf({ examples: { exampleShape: [2] } })).toBe('network.no-classes');
    // Wired, and not known yet: nothing is refused.
    expect(codeOf({ examples: {} })).toEqual({});
  });

  test('refuses changes of images where there are none', () => {
    const refused = extend(small.generator, small.critic, given, { augment: 'translation' });
    expect(refused).toMatchObject({ port: 'examples', code: 'train.augments-images' });
  });

  test('refuses other shapes, and networks that are told how noisy their input is', () => {
    const wide = { exampleShape: [3] };
    const critic = network(wide, { from: 'example', output: { gives: 'score' } });
    const generator = network(wide, { from: 'noise' });
    expect(extend(generator, small.critic)).toMatchObject({ port: 'generator', code: 'train.other-shape' });
    expect(extend(small.generator, critic)).toMatchObject({ port: 'critic', code: 'train.other-input' });
    expect(extend(small.generator, criticOf({}, { time: true }))).toMatchObject({
      port: 'critic',
      code: 'train.told-more',
    });
  });
});
