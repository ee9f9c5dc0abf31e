import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { beforeEach, describe, expect, test } from 'vitest';
import { forward } from '@/ml/forward';
import { crossEntropy } from '@/ml/functions/cross-entropy';
import { sinusoids } from '@/ml/functions/sinusoids';
import { layers } from '@/ml/layers';
import { createConstants } from '@/ml/layers/constants';
import type { Params } from '@/ml/layers/params';
import { NetworkError, type ParameterSpec, sizeOf } from '@/ml/network';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { type GptSettings, gpt, networkOf } from './helpers/networks';
import { expectClose, expectGradient, noise, reference, type StoredArray, tensorOf } from './helpers/tensors';

const TINY: GptSettings = { vocabulary: 11, width: 8, layers: 2, heads: 4, context: 6 };
const VARIANTS: [string, Partial<GptSettings>][] = [
  ['GPT-2', { bias: true }],
  ['Llama', { positions: 'rope', norm: 'rms-norm', activation: 'swiglu', keyValueHeads: 2, tied: false }],
  ['ALiBi, multi-query, ReLU', { positions: 'alibi', activation: 'relu', keyValueHeads: 1, bias: true }],
  ['sinusoidal, SiLU', { positions: 'sinusoidal', activation: 'silu' }],
];

const layerNamed = (name: string) => {
  const layer = layers.get(name);
  if (!layer) throw new Error(`no layer ${name}`);
  return layer;
};

const run = (name: string, x: tf.Tensor, weights: Record<string, tf.Tensor>, params: Params) => {
  const constants = createConstants();
  const y = layerNamed(name).forward([x], weights, params, { training: false, scope: name, offset: 0, constants });
  constants.dispose();
  return y;
};

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeEach(async () => {
    await tf.setBackend(backend);
  });

  test.each(Object.keys(reference.attention))('attention, %s, gives what numpy gives', (name) => {
    const { params, x, weights, y } = reference.attention[name];
    const stored: [string, StoredArray][] = Object.entries(weights);
    const tensors = Object.fromEntries(stored.map(([key, array]) => [key, tensorOf(array)]));
    expectClose(run('attention', tensorOf(x), tensors, params), y.data, 2e-5);
  });

  test('a SwiGLU feed-forward gives what numpy gives', () => {
    const { x, gate, up, down, y } = reference.swiglu;
    const weights = { 'gate.weight': tensorOf(gate), 'up.weight': tensorOf(up), 'down.weight': tensorOf(down) };
    const params = { width: 8, hidden: 12, activation: 'swiglu', bias: false };
    expectClose(run('feed-forward', tensorOf(x), weights, params), y.data, 2e-5);
  });

  test.each(VARIANTS)(
    'a whole network, %s: logits [B, T, V]; its gradient is its slope; nothing stays behind',
    (_, change) => {
      const network = gpt({ ...TINY, ...change });
      const before = tf.memory().numTensors;
      const weights = uploadWeights(network, initialiseWeights(network, 1));
      const keys = Object.keys(weights);
      tf.tidy(() => {
        const ids = tf.tensor2d(
          [
            [1, 2, 3, 4, 5],
            [6, 7, 8, 9, 10],
          ],
          undefined,
          'int32',
        );
        expect(forward(network, weights, ids).shape).toEqual([2, 5, 11]);
        const larger = keys.map((key, index) => noise(index, weights[key]?.shape ?? [], 0.5));
        const loss = (...given: tf.Tensor[]) =>
          crossEntropy(forward(network, Object.fromEntries(given.map((one, i) => [keys[i] ?? '', one])), ids), ids);
        expectGradient(larger, loss, { places: 2, h: 5e-4 });
      });
      disposeAll(weights);
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});

test.each(VARIANTS)('causal, %s: a later token changes nothing before it', async (_, change) => {
  await tf.setBackend('cpu');
  const network = gpt({ ...TINY, ...change });
  const weights = uploadWeights(network, initialiseWeights(network, 1));
  const logits = forward(network, weights, [
    [1, 2, 3, 4, 5],
    [1, 2, 3, 9, 9],
  ]);
  const row = (index: number) => tf.slice(logits, [index, 0, 0], [1, 3, 11]).dataSync();
  expectClose(row(1), row(0), 1e-6);
  const last = (index: number) => tf.slice(logits, [index, 3, 0], [1, 1, 11]).dataSync();
  expect([...last(0)]).not.toEqual([...last(1)]);
  disposeAll(weights);
});

test('attention shows its probabilities: each row sums to 1 and gives nothing to later tokens', async () => {
  await tf.setBackend('cpu');
  const network = gpt(TINY);
  const weights = uploadWeights(network, initialiseWeights(network, 1));
  const seen = new Map<string, number[]>();
  forward(network, weights, [[1, 2, 3]], {
    capture: (operation, name, value) => seen.set(`${operation}/${name}`, [...value.shape, ...value.dataSync()]),
  });
  expect([...seen.keys()]).toEqual(['block0/probabilities', 'block1/probabilities']);
  const [batch, heads, queries, keys, ...values] = seen.get('block0/probabilities') ?? [];
  expect([batch, heads, queries, keys]).toEqual([1, 4, 3, 3]);
  expectClose(values.slice(0, 3), [1, 0, 0]);
  expect(values.slice(3, 6).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  disposeAll(weights);
});

test('attention that is not causal sees what comes later', async () => {
  await tf.setBackend('cpu');
  const attention = { width: 8, heads: 2, causal: false, positions: 'none', bias: false };
  const network = networkOf(
    [
      { id: 'embedding', layer: 'token-embedding', params: { vocabulary: 5, width: 8 } },
      { id: 'attention', layer: 'attention', params: attention },
      { id: 'head', layer: 'language-head', params: { vocabulary: 5, width: 8, norm: 'none', tied: false } },
    ],
    5,
  );
  const weights = uploadWeights(network, initialiseWeights(network, 1));
  const larger = Object.fromEntries(Object.entries(weights).map(([key, weight]) => [key, tf.mul(weight, 30)]));
  const first = (ids: number[]) => tf.slice(forward(network, larger, [ids]), [0, 0, 0], [1, 1, 5]).dataSync();
  expect([...first([1, 2, 3])]).not.toEqual([...first([1, 2, 4])]);
});

test('first weights are GPT-2’s: N(0, 0.02²), residual projections scaled, norms 1, biases 0', () => {
  const params = {
    width: 128,
    heads: 4,
    hidden: 512,
    bias: true,
    residualScale: 1 / Math.sqrt(24),
    norm: 'layer-norm',
  };
  const block = layerNamed('transformer-block');
  const valuesOf = (spec: ParameterSpec) => block.initialise(spec, createRandom(1), params);
  const deviation = (spec: ParameterSpec) =>
    Math.sqrt(valuesOf(spec).reduce((sum, value) => sum + value * value, 0) / sizeOf(spec.shape));
  const scaled = new Set(['attention.output.weight', 'feedForward.down.weight']);
  for (const spec of block.parameters(params)) {
    expect(valuesOf(spec).length).toBe(sizeOf(spec.shape));
    if (spec.name.endsWith('.bias')) expect(deviation(spec)).toBe(0);
    else if (spec.name.includes('Norm')) expect(valuesOf(spec).every((value) => value === 1)).toBe(true);
    else expect(deviation(spec) / (0.02 * (scaled.has(spec.name) ? params.residualScale : 1))).toBeCloseTo(1, 1);
  }
});

test('a parameter’s first values depend on the seed and its name, not on other blocks', () => {
  const small = initialiseWeights(gpt(TINY), 'seed');
  const deep = initialiseWeights(gpt({ ...TINY, layers: 3 }), 'seed');
  expect(deep['embedding.weight']).toEqual(small['embedding.weight']);
  expect(deep['block0.attention.query.weight']).toEqual(small['block0.attention.query.weight']);
  expect(small['block1.attention.query.weight']?.data).not.toEqual(small['block0.attention.query.weight']?.data);
});

test('sinusoidal positions are those of Vaswani et al.: sines and cosines alternate, with wavelengths from 2π to 10000 · 2π', () => {
  const [a = 0, b = 0, c = 0, d = 0] = sinusoids(3, 1, 4);
  expectClose([a, b, c, d], [Math.sin(3), Math.cos(3), Math.sin(3 / 100), Math.cos(3 / 100)], 1e-6);
});

test('a residual add adds its two inputs, and refuses one', async () => {
  await tf.setBackend('cpu');
  const context = { training: false, scope: 'add', offset: 0, constants: createConstants() };
  const add = layerNamed('residual-add');
  expectClose(add.forward([tf.tensor1d([1, 2]), tf.tensor1d([3, 4])], {}, {}, context), [4, 6]);
  expect(() => add.forward([tf.tensor1d([1])], {}, {}, context)).toThrow(NetworkError);
});

test.each<[string, string, Params, RegExp]>([
  ['heads that do not divide the width', 'attention', { width: 10, heads: 4 }, /10 does not divide into 4 heads/],
  [
    'groups that do not divide the heads',
    'attention',
    { width: 8, heads: 4, keyValueHeads: 3 },
    /4 heads do not divide into 3/,
  ],
  ['RoPE with an odd head', 'attention', { width: 6, heads: 2, positions: 'rope' }, /odd/],
  ['an unknown activation', 'feed-forward', { width: 8, hidden: 8, activation: 'mish' }, /gelu, silu, relu, swiglu/],
  ['a width that is no number', 'norm', { width: 'W' }, /“width” should be a number/],
])('%s is refused with a sentence', (_, name, params, sentence) => {
  expect(() => layerNamed(name).parameters(params)).toThrow(sentence);
});

test('errors name the operation: unknown layers, weights that lack or have another shape, too many tokens', async () => {
  await tf.setBackend('cpu');
  const network = gpt(TINY);
  const weights = initialiseWeights(network, 1);
  const { 'block1.attention.key.weight': gone, ...others } = weights;
  expect(gone).toBeDefined();
  expect(() => uploadWeights(network, others)).toThrow(/block1: the weights lack “attention.key.weight”/);
  const wrong = { ...weights, 'positions.weight': { shape: [5, 8], data: new Float32Array(40) } };
  expect(() => uploadWeights(network, wrong)).toThrow(
    /positions: “weight” is \[5, 8\] with 40 numbers and should be \[6, 8\]/,
  );
  const tensors = uploadWeights(network, weights);
  expect(() => forward(network, tensors, [[1, 2, 3, 4, 5, 6, 7]])).toThrow(/positions: 7 tokens do not fit/);
  const strange = { ...network, operations: network.operations.map((one) => ({ ...one, layer: 'dream' })) };
  expect(() => forward(strange, tensors, [[1]])).toThrow(/there is no layer “dream”/);
  disposeAll(tensors);
});
