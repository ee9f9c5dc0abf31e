import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { layers } from '@/ml/layers';
import { createConstants } from '@/ml/layers/constants';
import * as tf from '@/ml/tf';
import { expectClose, expectGradient, type StoredArray, tensorOf } from './helpers/tensors';

/** What numpy made of cells, query by query and head by head (`tests/fixtures/ml/describer.py`). */
const reference = JSON.parse(readFileSync(new URL('../fixtures/ml/describer.json', import.meta.url), 'utf8'));

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** A layer with the reference’s settings and weights, some of them changed. */
function layerOf(name: string, part: string) {
  const layer = layers.get(name);
  if (!layer) throw new Error('no layer');
  const params = reference.params[part];
  const given: Record<string, StoredArray> = reference.weights[part];
  return {
    params,
    given,
    specs: layer.parameters(params),
    forward(inputs: tf.Tensor[], changed: Readonly<Record<string, tf.Tensor>> = {}): tf.Tensor {
      const weights = Object.fromEntries(Object.entries(given).map(([own, value]) => [own, tensorOf(value)]));
      const context = { training: false, scope: name, offset: 0, constants: createConstants() };
      return tf.tidy(() => layer.forward(inputs, { ...weights, ...changed }, params, context));
    },
  };
}

test.each([
  ['project-tokens', 'project', ['cells'], 'tokens'],
  ['resampler', 'resample', ['tokens'], 'asked'],
  ['gated-cross-attention', 'gate', ['words', 'tokens'], 'told'],
])('%s makes of what is seen what the papers say', (name, part, from, to) => {
  const { specs, given, forward } = layerOf(name, part);
  expect(specs.map(({ name: own, shape }) => [own, shape])).toEqual(
    Object.entries(given).map(([own, { shape }]) => [own, shape]),
  );
  const made = forward(from.map((input) => tensorOf(reference[input])));
  expect(made.shape).toEqual(reference[to].shape);
  expectClose(made, reference[to].data, 1e-5);
});

test('through gates that are closed words stay exactly as they are; gradients are slopes, and nothing stays behind', () => {
  const { given, forward } = layerOf('gated-cross-attention', 'gate');
  const [words, tokens] = [tensorOf(reference.words), tensorOf(reference.tokens)];
  const closed = { alpha: tf.zeros([1]), beta: tf.zeros([1]) };
  expect([...forward([words, tokens], closed).dataSync()]).toEqual([...words.dataSync()]);
  const learned = ['alpha', 'beta', 'query.weight', 'value.weight', 'tokensNorm.weight'];
  const values = Object.entries(given).flatMap(([own, value]) => (learned.includes(own) ? [tensorOf(value)] : []));
  const named = (some: tf.Tensor[]) =>
    Object.fromEntries(some.map((value, at) => [Object.keys(given).filter((own) => learned.includes(own))[at], value]));
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const few = { places: 3 };
    expectGradient(
      [words, tokens, ...values],
      (x, picture, ...own) =>
        forward(
          [x, picture].flatMap((one) => one ?? []),
          named(own),
        ),
      few,
    );
    // The gates feel a slope though nothing comes through them yet.
    expectGradient(
      [closed.alpha, closed.beta],
      (alpha, beta) => forward([words, tokens], { ...closed, ...(alpha && { alpha }), ...(beta && { beta }) }),
      few,
    );
  });
  expect(tf.memory().numTensors).toBe(before);
});
