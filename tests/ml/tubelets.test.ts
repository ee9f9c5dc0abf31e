import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { byPlace, fromPlaces, fromTubelets, toTubelets } from '@/ml/functions/tubelets';
import { createConstants } from '@/ml/layers/constants';
import type { LayerContext, LayerWeights } from '@/ml/layers/layer';
import { spaceTimeBlock } from '@/ml/layers/space-time-block';
import { tubelets } from '@/ml/layers/tubelets';
import { untubelets } from '@/ml/layers/untubelets';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { expectClose, expectGradient, noise, type StoredArray, tensorOf } from './helpers/tensors';

/** What numpy gave, written down in loops: `tests/fixtures/video/make-reference.py`. */
const reference = JSON.parse(readFileSync(new URL('../fixtures/video/reference.json', import.meta.url), 'utf8'));
const { cut, width, heads, hidden } = reference;
const around = (capture?: LayerContext['capture']): LayerContext => ({
  training: false,
  scope: 'test',
  offset: 0,
  constants: createConstants(),
  ...(capture && { capture }),
});
const weightsOf = (stored: Readonly<Record<string, StoredArray>>, part = ''): LayerWeights =>
  Object.fromEntries(Object.entries(stored).map(([name, array]) => [`${part}${name}`, tensorOf(array)]));
const times = cut.frames / cut.span;

beforeAll(() => tf.setBackend('cpu'));

test('tubelets are what numpy makes of each block of a clip, with when and where it is', () => {
  const tokens = tubelets.forward(
    [tensorOf(reference.clip)],
    weightsOf(reference.tubelet, 'tubelet.'),
    { ...cut, tokenWidth: width, positions: 'sinusoidal' },
    around(),
  );
  expect(tokens.shape).toEqual(reference.tokens.shape);
  expectClose(tokens, reference.tokens.data, 1e-4);
});

test('a block is attention within each moment, then along time at each place, then feed-forward, as in numpy; told and untold', () => {
  const weights = weightsOf(reference.weights);
  const params = { width, heads, hidden, times };
  const [tokens, told] = [tensorOf(reference.tokens), tensorOf(reference.told)];
  const block = spaceTimeBlock.forward([tokens, told], weights, { ...params, told: true }, around());
  expectClose(block, reference.block.data, 2e-4);
  expectClose(spaceTimeBlock.forward([tokens], weights, params, around()), reference.untold.data, 2e-4);
});

test('attention is shown of each moment and of each place', () => {
  const shapes: Record<string, number[]> = {};
  const params = { width, heads, hidden, times };
  spaceTimeBlock.forward(
    [tensorOf(reference.tokens)],
    weightsOf(reference.weights),
    params,
    around((name, value) => {
      shapes[name] = value.shape;
    }),
  );
  expect(shapes).toEqual({ space: [4, heads, 6, 6], time: [12, heads, 2, 2] });
});

test('a new block that is told changes nothing, and a new end makes an empty clip', () => {
  const params = { width, heads, hidden, times, told: true };
  const random = createRandom(3);
  const first = (layer: typeof spaceTimeBlock, given: typeof params | object): LayerWeights =>
    Object.fromEntries(
      layer
        .parameters({ ...given })
        .map((spec) => [spec.name, tf.tensor(layer.initialise(spec, random, { ...given }), [...spec.shape])]),
    );
  const tokens = tensorOf(reference.tokens);
  const block = spaceTimeBlock.forward(
    [tokens, tensorOf(reference.told)],
    first(spaceTimeBlock, params),
    params,
    around(),
  );
  expectClose(block, reference.tokens.data, 1e-6);
  const end = { ...cut, outputs: 3, tokenWidth: width };
  const clip = untubelets.forward([tokens], first(untubelets, end), end, around());
  expect(clip.shape).toEqual(reference.clip.shape);
  expectClose(clip, new Float32Array(clip.size));
});

test('tubelets put together again are the clip, and places over time are the tokens', () => {
  const clip = tensorOf(reference.clip);
  expectClose(fromTubelets(toTubelets(clip, cut), cut), reference.clip.data);
  const tokens = tensorOf(reference.tokens);
  expectClose(fromPlaces(byPlace(tokens, times), 6), reference.tokens.data);
  expect(() => toTubelets(clip, { ...cut, span: 3 })).toThrow('4 frames do not divide into tubelets of 3');
});

test('a block has the gradient of its function', () => {
  const weights = Object.fromEntries(
    Object.entries(weightsOf(reference.weights)).map(([name, value]) => [name, tf.mul(value, 0.5)]),
  );
  const params = { width, heads, hidden, times, told: true };
  expectGradient(
    [noise(4, [1, 12, width], 0.5), noise(5, [1, width])],
    (x, told) => spaceTimeBlock.forward([x ?? noise(1, [1]), told ?? noise(1, [1])], weights, params, around()),
    { places: 6 },
  );
});
