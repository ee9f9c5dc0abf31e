import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { countFlops, countParameters, extendNode, type Facts, type Network } from '@/graph';
import { runNetwork } from '@/ml/forward';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { catalogue } from '@/nodes';
import { concreteNetwork } from '@/nodes/common/network';
import { sourceImages } from '@/nodes/source/images/node';
import { run as runImages } from '@/nodes/source/images/run';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as runClassifier } from '@/nodes/train/classifier/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runTrain } from '@/nodes/train/diffusion/run';
import { trainGan } from '@/nodes/train/gan/node';
import { classifier as classifierCodec } from '@/workers/artifacts/kinds/classifier';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { expectClose, noise } from '../../ml/helpers/tensors';
import { testContext } from '../support';
import { said } from './support';

beforeAll(() => startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 }));

const given = (size: number, channels: 'grey' | 'colour', classes = true): Facts => {
  const { exampleShape } = said('source.images', { size, channels }, {});
  return { ...(exampleShape && { exampleShape }), ...(classes && { classes: ['a', 'b', 'c'] }) };
};
const begun = (facts: Facts, input: object = {}) => said('network.example-input', input, { examples: facts });
const add = (block: string, params: object, network: Facts, more: Record<string, Facts> = {}) =>
  said(`network.${block}`, params, { network, ...more });

function refused(type: string, params: object, inputs: Record<string, Facts>) {
  const contract = catalogue.get(type);
  if (!contract) throw new Error(`there is no ${type}`);
  const extended = extendNode(contract, inputs, contract.params.parse(params), { nodeId: type });
  if (extended.ok) throw new Error('nothing was refused');
  return extended.error;
}

const told = { time: true, classes: true };
const networks: Record<string, () => Facts> = {
  'a U-Net': () => add('unet', { channels: 4, levels: 3, attention: true }, begun(given(8, 'colour'), told)),
  'a U-Net of two blocks that is told nothing': () =>
    add('unet', { channels: 6, levels: 2, blocks: 2, growth: 'double' }, begun(given(8, 'grey'))),
  'a U-Net that takes pixels together': () =>
    add('unet', { channels: 4, levels: 2, patch: '2' }, begun(given(8, 'colour'), told)),
  'convolutions of every size': () => {
    let facts = begun(given(8, 'colour'), told);
    facts = add('convolution', { channels: 4, size: 'half', activation: 'leaky-relu' }, facts);
    facts = add('convolution', { channels: 6, kernel: '5', norm: 'none', activation: 'tanh' }, facts);
    facts = add('convolution', { channels: 8, kernel: '1', size: 'double' }, facts);
    return add('example-output', {}, facts);
  },
  'an encoder': () =>
    add(
      'example-output',
      { gives: 'latent', latent: 3 },
      add('image-encoder', { channels: 4, width: 7 }, begun(given(8, 'grey'))),
    ),
  'a DiT': () => add('dit', { width: 8, depth: 2, heads: 2 }, begun(given(8, 'colour'), told)),
  'a ViT encoder': () =>
    add(
      'example-output',
      { gives: 'score' },
      add('vit-encoder', { width: 8, depth: 2, heads: 2 }, begun(given(8, 'grey'))),
    ),
  'convolutions with attention and FiLM': () => {
    let facts = add('convolution', { channels: 4, size: 'half' }, begun(given(8, 'colour'), told));
    facts = add('image-attention', { heads: 2 }, add('film', { told: 8 }, facts));
    return add('example-output', {}, add('film', { told: 8 }, facts));
  },
  'residual blocks with a skip connection, in an instance norm': () => {
    const large = add('residual-block', { channels: 4, norm: 'instance', told: 8 }, begun(given(8, 'colour'), told));
    let facts = add('residual-block', { channels: 6, norm: 'layer', told: 8 }, add('resample', {}, large));
    facts = add('convolution', { channels: 4, size: 'transposed', told: false, activation: 'none' }, facts);
    facts = add(
      'image-norm',
      { norm: 'layer', activation: 'silu' },
      add('join-channels', {}, facts, { branch: large }),
    );
    return add('example-output', {}, facts);
  },
  'a convolution, a residual block, attention and a norm by themselves, all in batch norm': () => {
    const begin = add('convolution', { channels: 4, size: 'half', norm: 'batch' }, begun(given(8, 'colour'), told));
    const block = add('residual-block', { channels: 6, norm: 'batch', told: 8 }, begin);
    const seen = add('image-attention', { heads: 2, norm: 'batch' }, block);
    return add('example-output', {}, add('image-norm', { norm: 'batch', activation: 'relu' }, seen));
  },
  'a critic that sees how much its examples differ, and is told the class': () =>
    add(
      'example-output',
      { gives: 'score' },
      add(
        'mlp',
        { width: 5 },
        add(
          'minibatch-deviation',
          { group: 2 },
          add('convolution', { channels: 4, size: 'half', norm: 'none' }, begun(given(8, 'grey'), { classes: true })),
        ),
      ),
    ),
  'a decoder that is told the class': () =>
    add(
      'image-decoder',
      { channels: 4 },
      said('network.noise-input', { width: 3, classes: true }, { examples: given(12, 'grey') }),
    ),
  'a style decoder': () =>
    add('style-decoder', { channels: 4, style: 5 }, said('network.noise-input', { width: 3 }, {}), {
      examples: given(12, 'colour'),
    }),
  'a decoder': () =>
    add('image-decoder', { channels: 4 }, said('network.noise-input', { width: 3 }, {}), {
      examples: given(12, 'colour'),
    }),
};

const networkOf = ({ network }: Facts): Network => {
  if (!network) throw new Error('no network');
  return network;
};

/** What a network makes of noise, and the gradient towards what goes in and towards every weight. */
function passOf(network: Network) {
  const concrete = concreteNetwork(network);
  const weights = uploadWeights(concrete, initialiseWeights(concrete, 1));
  const { shape, time, classes } = concrete.examples ?? { shape: [], time: false, classes: 0 };
  const found = tf.tidy(() => {
    const input = noise(1, [2, ...shape]);
    const inputs = {
      input,
      ...(time && { time: tf.tensor1d([0.1, 0.7]) }),
      ...(classes > 0 && { label: tf.tensor1d([1, classes], 'int32') }),
    };
    const made = runNetwork(concrete, weights, inputs, { random: createRandom(1) });
    const { gradients } = valueAndGradients(() => {
      const again = runNetwork(concrete, weights, inputs, { random: createRandom(1) });
      return tf.sum(tf.mul(again, noise(2, again.shape))).asScalar();
    }, [input, ...Object.values(weights)]);
    return {
      shape: made.shape,
      values: [made, ...gradients].map((one) => one?.dataSync().slice() ?? new Float32Array()),
    };
  });
  disposeAll(weights);
  return found;
}

describe.each(Object.entries(networks))('%s', (_name, make) => {
  const network = networkOf(make());

  test('makes what its wire says', async () => {
    await tf.setBackend('cpu');
    expect(passOf(network).shape.slice(1)).toEqual(network.shape.slice(1));
    expect(countFlops(network.operations)).toBeGreaterThan(2 * countParameters(network.operations).known * 0.5);
  });

  test('makes the same on cpu and wasm, with the same gradients, and leaves nothing behind', async () => {
    await tf.setBackend('cpu');
    const wanted = passOf(network);
    await tf.setBackend('wasm');
    passOf(network);
    const before = tf.memory().numTensors;
    const found = passOf(network);
    expect(tf.memory().numTensors).toBe(before);
    expect(found.values).toHaveLength(wanted.values.length);
    for (const [index, values] of found.values.entries()) {
      expect(values.length).toBeGreaterThan(0);
      expectClose(values, wanted.values[index] ?? [], 2e-3);
    }
  });
});

test('a DiT is the same network as its blocks one by one, which share one vector of the time and the class', () => {
  const image = begun(given(8, 'colour'), told);
  let facts = add('patchify', { patch: 2, width: 8 }, image);
  for (let block = 0; block < 3; block++) facts = add('dit-block', { heads: 2 }, facts);
  const whole = networkOf(add('dit', { patch: 2, width: 8, depth: 3, heads: 2 }, image));
  expect(networkOf(add('unpatchify', {}, facts))).toEqual(whole);
  expect(whole.operations.map(({ layer }) => layer)).toEqual([
    'patchify',
    'condition',
    ...['dit-block', 'dit-block', 'dit-block'],
    'unpatchify',
  ]);
  expect(whole.shape).toEqual(['B', 8, 8, 3]);
});

test.each([{ activation: 'silu' }, { activation: 'leaky-relu', norm: 'none' }])(
  'a critic of convolutions ($activation) can be held to a gradient of 1: its gradient has one too',
  async (params) => {
    await tf.setBackend('wasm');
    const facts = add('image-encoder', { channels: 4, ...params }, begun(given(8, 'grey')));
    const critic = concreteNetwork(networkOf(add('example-output', { gives: 'score' }, facts)));
    const weights = uploadWeights(critic, initialiseWeights(critic, 1));
    const penaltyAt = (input: tf.Tensor) => {
      const { gradients } = valueAndGradients(() => tf.sum(runNetwork(critic, weights, { input })).asScalar(), [input]);
      return tf.sum(tf.square(gradients[0] ?? input)).asScalar();
    };
    tf.tidy(() => {
      const filter = Object.entries(weights).find(([name]) => name.endsWith('.filter'))?.[1];
      if (!filter) throw new Error('no filter');
      const input = noise(3, [2, 8, 8, 1]);
      const slope = valueAndGradients(() => penaltyAt(input), [filter]).gradients[0]?.dataSync()[0] ?? Number.NaN;
      const name = Object.keys(weights).find((key) => weights[key] === filter) ?? '';
      const at = (delta: number) => {
        const moved = filter.dataSync().slice();
        moved[0] = (moved[0] ?? 0) + delta;
        weights[name] = tf.tensor(moved, filter.shape);
        return penaltyAt(input).dataSync()[0] ?? Number.NaN;
      };
      const measured = (at(2e-3) - at(-2e-3)) / 4e-3;
      weights[name] = filter;
      expect(Math.abs(slope - measured)).toBeLessThan(0.02 * Math.max(1, Math.abs(measured)));
    });
    disposeAll(weights);
  },
);

test('a U-Net of fewer than 300,000 parameters learns to take noise out of 200 digits', async () => {
  await tf.setBackend('wasm');
  const { examples } = await runImages(
    {},
    sourceImages.params.parse({ count: 200, size: 16 }),
    testContext({ seed: 1 }),
  );
  const input = begun(said('source.images', { size: 16 }, {}), { time: true });
  const network = networkOf(add('unet', { channels: 16, levels: 3 }, input));
  expect(countParameters(network.operations).known).toBeLessThan(300_000);
  const before = tf.memory().numTensors;
  const context = testContext();
  const params = trainDiffusion.params.parse({
    method: 'flow-matching',
    steps: 30,
    batchSize: 16,
    learningRate: 0.005,
    average: 0,
    evaluateEvery: 30,
    samples: 4,
    warmUpSteps: 0,
  });
  const { model, metrics } = await runTrain({ network, examples }, params, context);
  const losses = metrics.curves.find(({ name }) => name === 'Training')?.y ?? [];
  const [first = 0, last = 1] = [losses[0], losses.at(-1)];
  expect(last).toBeLessThan(0.6 * first);
  expect(Object.keys(model.weights).length).toBeGreaterThan(20);
  expect(tf.memory().numTensors).toBe(before);
});

test('a trained network keeps what its batch norm measured, in its file too, and it is not counted as learned', async () => {
  await tf.setBackend('wasm');
  const { examples } = await runImages({}, sourceImages.params.parse({ count: 40, size: 8 }), testContext({ seed: 1 }));
  const facts = said('source.images', { size: 8 }, {});
  const encoder = add('image-encoder', { channels: 4, width: 8, norm: 'batch' }, begun(facts));
  const network = networkOf(add('example-output', { gives: 'classes' }, encoder));
  const params = trainClassifier.params.parse({ steps: 6, batchSize: 8, evaluateEvery: 6 });
  const { classifier, metrics } = await runClassifier({ network, examples }, params, testContext());
  const stored = await classifierCodec.decode(await classifierCodec.encode(classifier));
  const measured = Object.entries(stored.weights).filter(([key]) => key.endsWith('.running_mean'));
  expect(measured).toHaveLength(2);
  for (const [key, { data }] of measured) {
    expect(Math.max(...Array.from(data, Math.abs))).toBeGreaterThan(0.001);
    expect(data).toEqual(classifier.weights[key]?.data);
  }
  const { known } = countParameters(network.operations);
  expect(metrics.values).toContainEqual(expect.objectContaining({ name: 'Parameters', value: known }));
  expect(JSON.stringify(classifierCodec.look(stored, {}))).toContain(`{"label":"parameters","value":${known}}`);
});

describe('what cannot work is refused while it is wired', () => {
  test('images that do not divide, with what would fit', () => {
    expect(refused('network.unet', { levels: 4 }, { network: begun(given(28, 'grey')) })).toMatchObject({
      code: 'network.halving',
      title: 'Images of 28 × 28 pixels cannot be halved 3 times.',
      detail: 'They can be halved twice.',
      fix: 'Set “Levels” to 3, or make the images 32 × 32 pixels large.',
      set: { param: 'levels', value: 3 },
    });
    expect(refused('network.unet', { levels: 3, patch: '2' }, { network: begun(given(28, 'grey')) })).toMatchObject({
      code: 'network.halving',
      set: { param: 'levels', value: 2 },
    });
    expect(refused('network.image-encoder', {}, { network: begun(given(9, 'grey')) })).toMatchObject({
      detail: 'Halves of a pixel are not pixels.',
      fix: 'Make the images 8 × 8 pixels large.',
    });
    const noiseInput = said('network.noise-input', {}, {});
    expect(
      refused('network.image-decoder', { doublings: 3 }, { network: noiseInput, examples: given(28, 'grey') }),
    ).toMatchObject({
      set: { param: 'doublings', value: 2 },
    });
    expect(refused('network.convolution', { size: 'half' }, { network: begun(given(9, 'grey')) }).code).toBe(
      'network.halving',
    );
  });

  test('a gradient penalty on a critic in batch norm, whose score is not of one image; R1 is only advised against', () => {
    const examples = given(8, 'grey');
    const critic = (norm: string) =>
      add('example-output', { gives: 'score' }, add('image-encoder', { channels: 4, norm }, begun(examples)));
    const generator = add('image-decoder', { channels: 4, norm: 'batch' }, said('network.noise-input', {}, {}), {
      examples,
    });
    const wired = (norm: string) => ({ generator, critic: critic(norm), examples });
    expect(refused('train.gan', {}, wired('batch'))).toMatchObject({
      code: 'train.penalty-in-batches',
      set: { param: 'smooth', value: 'spectral' },
    });
    expect(said('train.gan', {}, wired('layer')).generator).toEqual({ family: 'gan' });
    for (const params of [{ smooth: 'spectral' }, { smooth: 'clip' }, { penalty: 0 }, { loss: 'hinge' }])
      expect(said('train.gan', params, wired('batch')).generator).toEqual({ family: 'gan' });
    const advised = (params: object, norm: string) =>
      trainGan.advise?.(wired(norm), trainGan.params.parse(params)).map(({ code }) => code);
    expect(advised({ loss: 'hinge' }, 'batch')).toEqual(['train.r1-in-batches']);
    expect(advised({ loss: 'hinge' }, 'layer')).toEqual([]);
    expect(advised({ loss: 'hinge', r1: 0 }, 'batch')).toEqual([]);
  });

  test('points where images are wanted', () => {
    const points = begun(said('source.points', {}, {}));
    for (const block of ['unet', 'convolution', 'image-encoder'])
      expect(refused(`network.${block}`, {}, { network: points })).toMatchObject({
        code: 'network.no-images',
        title: 'This works on images, and what comes in is a row of 2 numbers.',
      });
    const noiseInput = said('network.noise-input', {}, {});
    expect(
      refused('network.image-decoder', {}, { network: noiseInput, examples: said('source.points', {}, {}) }).code,
    ).toBe('output.no-images');
    expect(refused('network.image-decoder', {}, { network: noiseInput }).code).toBe('output.no-shape');
  });

  test('images of two sizes on top of each other, and pixels that make no example', () => {
    const image = begun(given(8, 'grey'));
    const branch = add('resample', {}, image);
    expect(refused('network.join-channels', {}, { network: image, branch })).toMatchObject({ code: 'join.size' });
    const other = begun(given(8, 'colour'));
    expect(refused('network.join-channels', {}, { network: image, branch: other }).code).toBe('join.other-input');
    expect(refused('network.resample', { way: 'unfold' }, { network: image }).code).toBe('resample.channels');
    expect(refused('network.example-output', { patch: '2' }, { network: image })).toMatchObject({
      code: 'output.patch',
      set: { param: 'patch', value: '1' },
    });
  });

  test('images that do not divide into patches, blocks without patches, and blocks that nobody tells anything', () => {
    const image = begun(given(28, 'grey'));
    expect(refused('network.patchify', { patch: 5 }, { network: image })).toMatchObject({
      code: 'network.patches',
      set: { param: 'patch', value: 4 },
    });
    expect(refused('network.vit-encoder', { patch: 7, overlap: 'half' }, { network: image })).toMatchObject({
      code: 'network.odd-patches',
      set: { param: 'overlap', value: 'none' },
    });
    const over = add('patchify', { patch: 4, overlap: 'half' }, image);
    expect(networkOf(over).shape).toEqual(['B', 13 * 13, 64]);
    expect(refused('network.unpatchify', {}, { network: add('vit-block', {}, over) }).code).toBe('network.overlap');
    expect(refused('network.dit', { width: 30 }, { network: image }).code).toBe('network.position-width');
    expect(refused('network.vit-block', {}, { network: image }).code).toBe('network.no-patches');
    const patches = add('patchify', {}, image);
    expect(refused('network.vit-block', { heads: 3 }, { network: patches }).code).toBe('attention.heads');
    for (const block of ['dit-block', 'film'])
      expect(refused(`network.${block}`, {}, { network: patches }).code).toBe('network.told-nothing');
    expect(refused('network.unet', {}, { network: patches }).title).toContain('patches');
  });

  test('a block under a network that already ends in an image', () => {
    const finished = add('unet', {}, begun(given(28, 'grey')));
    expect(refused('network.convolution', {}, { network: finished }).code).toBe('network.finished');
    expect(refused('network.mlp', {}, { network: finished }).code).toBe('network.finished');
  });

  test('a denoiser that is not told how noisy its input is, and one for other images', () => {
    const network = add('unet', {}, begun(given(28, 'grey')));
    expect(refused('train.diffusion', {}, { network, examples: given(28, 'grey') }).code).toBe('train.no-time');
    const other = add('unet', {}, begun(given(32, 'grey'), { time: true }));
    expect(refused('train.diffusion', {}, { network: other, examples: given(28, 'grey') }).code).toBe(
      'train.other-shape',
    );
    const encoder = add('image-encoder', {}, begun(given(28, 'grey'), { time: true }));
    expect(refused('train.diffusion', {}, { network: encoder, examples: given(28, 'grey') }).code).toBe(
      'train.other-output',
    );
  });
});

test('an output under images of the right size is a convolution, and under any other a dense layer', () => {
  const image = begun(given(8, 'grey'), { time: true });
  const layers = (facts: Facts) => networkOf(add('example-output', {}, facts)).operations.map(({ layer }) => layer);
  expect(layers(add('convolution', { channels: 4 }, image))).toEqual(['convolution', 'convolution']);
  expect(layers(add('convolution', { channels: 4, size: 'half' }, image))).toEqual(['convolution', 'example-head']);
});
