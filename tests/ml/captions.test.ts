import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { captionWriter, learnWords, withoutCaptions, wordsOf } from '@/ml/captions';
import { drawNoisedBatch } from '@/ml/diffusion/batch';
import { guided } from '@/ml/diffusion/guidance';
import { layers } from '@/ml/layers';
import { createConstants } from '@/ml/layers/constants';
import type { Params } from '@/ml/layers/params';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { expectClose, expectGradient, noise } from './helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('words of captions', () => {
  test('are learned by how often they come up, as many as there is room for', () => {
    expect(wordsOf('Two small, RED circles — à gauche!')).toEqual(['two', 'small', 'red', 'circles', 'à', 'gauche']);
    expect(learnWords(['a red star', 'a blue star', 'a cat'], 5)).toEqual({ words: ['a', 'star', 'blue'], left: 2 });
  });

  test('are numbers from 2 on: 1 is not known, 0 is none, and what is too long is left out', () => {
    const write = captionWriter({ words: ['red', 'star'], length: 3 });
    const rows = write(['star, red', 'pink star', '', 'red red red star']);
    expect([...rows.ids]).toEqual([3, 2, 0, 1, 3, 0, 0, 0, 0, 2, 2, 2]);
    expect([...withoutCaptions(rows, [false, true]).ids]).toEqual([3, 2, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2]);
  });
});

describe('a batch', () => {
  const data = {
    shape: [1],
    count: 2,
    data: Float32Array.of(0, 1),
    labels: Int32Array.of(0, 1),
    captions: ['dark', 'bright'],
  };
  const options = { time: () => 0, labelDropout: 0.4, nullClass: 2 };
  const write = captionWriter({ words: ['dark', 'bright'], length: 1 });

  test('hides class and caption at once, at the rate of guidance, and is otherwise what it is without captions', () => {
    const { captions, ...rest } = drawNoisedBatch(data, 500, createRandom(1), { ...options, write });
    const plain = drawNoisedBatch(data, 500, createRandom(1), options);
    expect(rest).toEqual(plain);
    expect(plain).not.toHaveProperty('captions');
    const wanted = Array.from(rest.items.labels ?? [], (label) => (label === 2 ? 0 : label + 2));
    expect([...(captions?.ids ?? [])]).toEqual(wanted);
    expect(wanted.filter((id) => id === 0).length / 500).toBeCloseTo(0.4, 1);
  });

  test('is steered by captions alone, away from what an empty one gives', () => {
    const told = tf.tensor2d([[2], [3]], [2, 1], 'int32');
    const denoiser = (_x: tf.Tensor, _t: tf.Tensor1D, _l?: tf.Tensor1D, captions?: tf.Tensor2D) =>
      tf.cast(captions ?? told, 'float32');
    const ask = (scale: number) =>
      guided(denoiser, { scale, nullClass: 0 })(tf.zeros([2, 1]), tf.zeros([2]), undefined, told);
    expectClose(ask(3), [6, 9]);
    expectClose(ask(0), [0, 0]);
    expect(() => guided(denoiser, { scale: 2, nullClass: 0 })(tf.zeros([2, 1]), tf.zeros([2]))).toThrow('a caption');
  });
});

describe('a caption as a whole', () => {
  const width = 4;
  const rows = noise(3, [6, width]);
  const hear = (caption: number[][], words = rows, params: Params = {}, ...before: tf.Tensor[]) => {
    const layer = layers.get('condition');
    if (!layer) throw new Error('there is none');
    const weights = { 'words.weight': words, ...(params.classes === 1 && { 'classes.weight': tf.ones([2, width]) }) };
    const around = { training: false, scope: 'test', offset: 0, constants: createConstants() };
    const told = tf.tensor2d(caption, undefined, 'int32');
    return layer.forward([...before, told], weights, { width, time: false, classes: 0, words: 6, ...params }, around);
  };

  test('is the rows of its words, added and divided by the root of how many there are; of an empty one 0', () => {
    const [two, three] = [tf.slice(rows, 2, 1), tf.slice(rows, 3, 1)];
    const both = tf.div(tf.add(two, three), Math.SQRT2).dataSync();
    const found = hear([
      [2, 3, 0],
      [3, 2, 0],
      [3, 0, 0],
      [0, 0, 0],
    ]);
    expectClose(found, [...both, ...both, ...three.dataSync(), 0, 0, 0, 0]);
  });

  test('is added to the class, which comes before it', () => {
    const wanted = tf.add(hear([[2, 5]]), 1).dataSync();
    expectClose(hear([[2, 5]], rows, { classes: 1 }, tf.tensor1d([0], 'int32')), wanted);
  });

  test('the gradient of the rows is the slope', () => {
    expectGradient(
      [rows],
      (words) =>
        hear(
          [
            [2, 3, 3],
            [5, 0, 0],
          ],
          words ?? rows,
        ),
      { places: 6, tolerance: 2e-2 },
    );
  });
});

describe('cross-attention', () => {
  const params: Params = { width: 4, heads: 2, words: 6, length: 3 };
  const layer = layers.get('cross-attention');
  const run = (x: tf.Tensor, caption: number[][], isLearned = true, see?: (name: string, value: tf.Tensor) => void) => {
    if (!layer) throw new Error('there is none');
    const random = createRandom(5);
    const weights = Object.fromEntries(
      layer.parameters(params).map((spec, index) => {
        const shape = [...spec.shape];
        const first = tf.tensor(layer.initialise(spec, random, params), shape);
        return [spec.name, isLearned ? noise(index + 1, shape, 0.5) : first];
      }),
    );
    const words = tf.tensor2d(caption, undefined, 'int32');
    const constants = createConstants();
    const around = { training: false, scope: 'test', offset: 0, constants, ...(see && { capture: see }) };
    return layer.forward([x, words], weights, params, around);
  };

  test('changes nothing at first', () => {
    const image = noise(1, [2, 2, 3, 4]);
    expectClose(
      run(
        image,
        [
          [2, 3, 0],
          [0, 0, 0],
        ],
        false,
      ),
      image.dataSync(),
      0,
    );
  });

  test('looks at words only, and at the first place of an empty caption; patches are places in a row', () => {
    const image = noise(1, [2, 2, 3, 4]);
    const captions = [
      [2, 3, 0],
      [0, 0, 0],
    ];
    let seen: number[] = [];
    const out = run(image, captions, true, (_name, value) => {
      seen = [...value.dataSync()];
    });
    const at = (row: number) => seen.slice(row * 36, row * 36 + 3);
    expect(at(0)[2]).toBe(0);
    expect((at(0)[0] ?? 0) + (at(0)[1] ?? 0)).toBeCloseTo(1);
    expect(at(1)).toEqual([1, 0, 0]);
    expectClose(run(tf.reshape(image, [2, 6, 4]), captions), out.dataSync());
  });

  test('hears which word stands where', () => {
    const image = noise(1, [1, 1, 1, 4]);
    const one = run(image, [[2, 3, 0]]).dataSync();
    for (const other of [
      [3, 2, 0],
      [2, 4, 0],
      [2, 0, 0],
    ])
      expect(tf.max(tf.abs(tf.sub(run(image, [other]).flatten(), one))).dataSync()[0]).toBeGreaterThan(1e-3);
  });

  test('the gradient is the slope', () => {
    expectGradient(
      [noise(1, [2, 2, 4])],
      (x) =>
        run(x ?? tf.zeros([1]), [
          [2, 3, 1],
          [4, 0, 0],
        ]),
      { places: 5, tolerance: 2e-2 },
    );
  });
});
