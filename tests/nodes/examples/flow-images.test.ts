import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, extendNode, type Facts, type Network } from '@/graph';
import { fitActNorms } from '@/ml/flows/fit-act-norms';
import { runFlow } from '@/ml/flows/run';
import { runNetwork } from '@/ml/forward';
import { createRandom } from '@/ml/random';
import { add, clipByValue, memory, setBackend, tensor1d, tidy } from '@/ml/tf';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { catalogue } from '@/nodes';
import { concreteNetwork } from '@/nodes/common/network';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { seeFlow } from '@/nodes/see/flow/node';
import { run as runSee } from '@/nodes/see/flow/run';
import { trainFlow } from '@/nodes/train/flow/node';
import { run as runTrain } from '@/nodes/train/flow/run';
import { logDeterminantOf } from '../../ml/flows/jacobian';
import { expectClose, noise } from '../../ml/helpers/tensors';
import { testContext } from '../support';
import { movedWeights, said } from './support';

beforeAll(async () => {
  await setBackend('cpu');
});

const input = (shape: number[], params: object = {}, classes = ['dark', 'light']): Facts =>
  said('network.example-input', params, { examples: { exampleShape: shape, classes } });

function glow(shape: number[], params: object = {}, told: object = {}): Network {
  const { network } = said('network.glow', { steps: 2, width: 6, ...params }, { network: input(shape, told) });
  if (!network) throw new Error('no network');
  return network;
}

/** Images that are dark, and images that are light. */
function images(count: number, [height = 4, width = 4, channels = 1]: number[]): Examples {
  const random = createRandom(1);
  const labels = Int32Array.from({ length: count }, (_, index) => index % 2);
  const size = height * width * channels;
  const data = Float32Array.from({ length: count * size }, (_, index) => {
    const light = labels[Math.floor(index / size)] === 1;
    return Math.round(255 * ((light ? 0.8 : 0.1) + 0.1 * random.next())) / 255;
  });
  return { shape: [height, width, channels], count, data, labels, classes: ['dark', 'light'] };
}

test.each([
  ['affine', [4, 4, 1], 2],
  ['spline', [2, 4, 1], 1],
  ['affine', [4, 2, 3], 1],
])('Glow (%s) on images of %j can be undone, and knows the determinant of the whole', (kind, shape, levels) => {
  const described = glow(shape, { kind, levels, steps: 1 });
  const network = concreteNetwork(described);
  const before = memory().numTensors;
  const weights = uploadWeights(network, movedWeights(described));
  tidy(() => {
    const x = clipByValue(add(noise(3, [1, ...shape], 0.25), 0.5), 0.02, 0.98);
    const flow = runFlow(network, weights);
    const { y, logDeterminant } = flow.forward(x);
    expect(y.shape).toEqual(x.shape);
    expectClose(flow.inverse(y), x.dataSync(), 1e-4);
    const wanted = logDeterminantOf((given) => flow.forward(given).y, x);
    expectClose(logDeterminant, wanted, 2e-3);
    const last = network.operations.at(-1)?.shape.slice(1);
    expect(runNetwork(network, weights, { input: x }).shape.slice(1)).toEqual(last);
  });
  disposeAll(weights);
  expect(memory().numTensors).toBe(before);
});

test('Glow is the blocks that it says it is, one under another', () => {
  const couplings = { kind: 'affine', repeat: 2, width: 6, mix: true };
  let facts = input([8, 8, 3]);
  for (const [type, params] of [
    ['network.squeeze', {}],
    ['network.coupling', couplings],
    ['network.split-off', {}],
    ['network.squeeze', {}],
    ['network.coupling', couplings],
  ] as const)
    facts = said(type, params, { network: facts });
  expect(facts.network?.shape).toEqual(['B', 2, 2, 24]);
  expect(glow([8, 8, 3])).toEqual(facts.network);
});

test.each([1, 3])('images of %i channels are squeezed before the first coupling, as by hand', (channels) => {
  const given = input([4, 4, channels]);
  const byHand = said('network.coupling', { repeat: 2 }, { network: said('network.squeeze', {}, { network: given }) });
  expect(said('network.coupling', { repeat: 2 }, { network: given })).toEqual(byHand);
});

test('ActNorms begin as the first batch says, one after the other', async () => {
  const network = concreteNetwork(glow([4, 4, 1]));
  const before = memory().numTensors;
  const items = images(64, [4, 4, 1]);
  const jittered = { ...items, data: items.data.map((value, index) => value + 0.001 * ((index * 7) % 11)) };
  const fitted = await fitActNorms(network, initialiseWeights(network, 1), jittered);
  const changed = Object.entries(fitted).filter(([key, { data }]) => key.includes('act-norm') && data.some(Boolean));
  expect(changed).toHaveLength(2 * 4);
  // All that follows the last one fits what was split off; a second fit finds nothing to do.
  const again = await fitActNorms(network, fitted, jittered);
  for (const [key, { data }] of Object.entries(again)) expectClose(data, fitted[key]?.data ?? [], 1e-5);
  expect(memory().numTensors).toBe(before);
});

test('Train flow tells bits per dimension of images, and what it makes lies between black and white', async () => {
  const given = images(24, [4, 4, 1]);
  const before = memory().numTensors;
  const params = trainFlow.params.parse({
    steps: 16,
    batchSize: 24,
    learningRate: 0.02,
    warmUpSteps: 1,
    evaluateEvery: 16,
    samples: 4,
    average: 0,
  });
  const network = glow([4, 4, 1], { steps: 1 }, { classes: true });
  const context = testContext();
  const { model, metrics } = await runTrain({ network, examples: given, validation: given }, params, context);
  const [first, second] = metrics.values;
  expect(first?.name).toBe('Bits per dimension, training');
  // The same images and the same noise.
  expect(second?.value).toBe(first?.value);
  // Told which of them it is, each has 26 of the 256 shades.
  const bits = first?.value ?? Number.NaN;
  expect(bits).toBeLessThan(6.5);
  expect(bits).toBeGreaterThan(Math.log2(25));
  const loss = metrics.values.find(({ name }) => name === 'Validation loss');
  expect(loss?.unit).toBe('bits per dimension');
  expect(Math.abs((loss?.value ?? 0) - bits)).toBeLessThan(0.3);

  const lightness = async (only: number) => {
    const asked = generateExamples.params.parse({ count: 8, only, temperature: 0.7 });
    const { examples: made } = await runGenerate({ model }, asked, testContext());
    expect(made.shape).toEqual([4, 4, 1]);
    // But for the logit's margin.
    expect(made.data.every((value) => value > -1e-5 && value < 1 + 1e-5)).toBe(true);
    return made.data.reduce((sum, value) => sum + value, 0) / made.data.length;
  };
  expect(await lightness(1)).toBeGreaterThan((await lightness(0)) + 0.3);
  expect(memory().numTensors).toBe(before);

  // Looked into: the corners of the grid are the first four of the class, but for the noise within a shade.
  const seen = testContext();
  const { grid, codes } = await runSee({ model, examples: given }, seeFlow.params.parse({ lines: 3 }), seen);
  expect(seen.previews.find(({ port }) => port === 'grid')?.view).toMatchObject({ view: 'images', columns: 3 });
  expect([grid.shape, grid.count, codes.count]).toEqual([[4, 4, 1], 9, 24]);
  for (const [corner, place] of [0, 2, 6, 8].entries())
    expectClose(
      grid.data.slice(16 * place, 16 * (place + 1)),
      given.data.slice(32 * corner, 32 * corner + 16),
      1 / 128,
    );
  expect(memory().numTensors).toBe(before);

  const standardised = { ...given, data: given.data.map((value) => 4 * value - 2) };
  await expect(runTrain({ network, examples: standardised }, params, testContext())).rejects.toThrow('between 0 and 1');
});

describe('masked autoregressive layers', () => {
  test('can be undone, know the determinant of the whole, and take turns with the order', () => {
    const facts = said(
      'network.masked-autoregressive',
      { repeat: 3, width: 8 },
      { network: input([4], { classes: true }) },
    );
    if (!facts.network) throw new Error('no network');
    const reversed = facts.network.operations.flatMap(({ params }) => params.reversed ?? []);
    expect(reversed).toEqual([false, true, false]);
    const network = concreteNetwork(facts.network);
    const weights = uploadWeights(network, movedWeights(facts.network));
    tidy(() => {
      const x = noise(5, [3, 4], 0.7);
      const label = tensor1d([0, 1, 1], 'int32');
      const flow = runFlow(network, weights, { label });
      const { y, logDeterminant } = flow.forward(x);
      expectClose(flow.inverse(y), x.dataSync(), 1e-4);
      expectClose(
        logDeterminant,
        logDeterminantOf((given) => flow.forward(given).y, x),
        2e-3,
      );
    });
    disposeAll(weights);
  });
});

describe('what does not fit is refused while it is wired', () => {
  const refusal = (type: string, params: object, network: Facts) => {
    const contract = catalogue.get(type);
    if (!contract) throw new Error(`there is no ${type}`);
    const extended = extendNode(contract, { network }, contract.params.parse(params), { nodeId: type });
    return extended.ok ? null : extended.error;
  };

  test('by blocks over images: sizes that cannot be halved, one channel, and points', () => {
    expect(refusal('network.squeeze', {}, input([5, 4, 1]))?.title).toContain('5 × 4');
    expect(refusal('network.glow', { levels: 3 }, input([28, 28, 1]))).toMatchObject({
      set: { param: 'levels', value: 2 },
    });
    expect(refusal('network.split-off', {}, input([4, 4, 1]))?.title).toContain('one channel');
    expect(refusal('network.coupling', {}, input([5, 4, 1]))?.fix).toContain('even height');
    for (const type of ['network.squeeze', 'network.split-off', 'network.glow'])
      expect(refusal(type, {}, input([2]))?.title).toContain('images');
    expect(refusal('network.masked-autoregressive', {}, input([4, 4, 1]))?.fix).toContain('Glow');
    const mlp = said('network.mlp', {}, { network: input([4, 4, 1]) });
    expect(refusal('network.glow', {}, mlp)?.title).toContain('cannot be undone');
  });

  test('and not by Train flow, whatever shape a flow ends in', () => {
    const network = glow([8, 8, 1]);
    expect(said('train.flow', {}, { network: { network }, examples: { exampleShape: [8, 8, 1] } })).toMatchObject({
      exampleShape: [8, 8, 1],
    });
    expect(() => said('train.flow', {}, { network: { network }, examples: { exampleShape: [4, 4, 1] } })).toThrow(
      '[8, 8, 1]',
    );
  });
});
