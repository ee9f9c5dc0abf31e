import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { layers } from '@/ml/layers';
import { createConstants } from '@/ml/layers/constants';
import * as tf from '@/ml/tf';
import { expectClose, tensorOf } from './helpers/tensors';

/** What numpy made of cells, query by query and head by head (`tests/fixtures/ml/describer.py`). */
const reference = JSON.parse(readFileSync(new URL('../fixtures/ml/describer.json', import.meta.url), 'utf8'));

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each([
  ['project-tokens', 'project', 'cells', 'tokens'],
  ['resampler', 'resample', 'tokens', 'asked'],
])('%s makes of what is seen what the papers say', (name, part, from, to) => {
  const layer = layers.get(name);
  if (!layer) throw new Error('no layer');
  const params = reference.params[part];
  const given: Record<string, { shape: number[]; data: number[] }> = reference.weights[part];
  expect(layer.parameters(params).map(({ name: own, shape }) => [own, shape])).toEqual(
    Object.entries(given).map(([own, { shape }]) => [own, shape]),
  );
  const weights = Object.fromEntries(Object.entries(given).map(([own, value]) => [own, tensorOf(value)]));
  const context = { training: false, scope: name, offset: 0, constants: createConstants() };
  const made = tf.tidy(() => layer.forward([tensorOf(reference[from])], weights, params, context));
  expect(made.shape).toEqual(reference[to].shape);
  expectClose(made, reference[to].data, 1e-5);
});
