import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { languageModel } from '@/ml/objectives/language-model';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { initialiseWeights } from '@/ml/weights';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { type GptSettings, gpt } from './helpers/networks';

const size = { vocabulary: 7, width: 8, layers: 2, heads: 2, context: 8 };
const networks: readonly [string, GptSettings][] = [
  ['GPT-2', { ...size, bias: true, dropout: 0.1 }],
  ['Llama', { ...size, positions: 'rope', norm: 'rms-norm', activation: 'swiglu', keyValueHeads: 1, tied: false }],
];

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    if (backend === 'wasm') await startWasm();
    else await tf.setBackend('cpu');
  });

  test.each(networks)(
    'the gradients of %s are those of TF.js, number for number, and nothing stays behind',
    (_, settings) => {
      const before = tf.memory();
      const network = gpt(settings);
      const stored = Object.entries(initialiseWeights(network, 1));
      tf.tidy(() => {
        const weights = stored.map(([, { shape, data }]) => tf.tensor(data, [...shape]));
        const batch = languageModel.draw(
          { ids: Int32Array.from({ length: 90 }, (_, index) => (index * index) % 7), blockLength: 8 },
          3,
          createRandom(1),
        );
        const lossOf = (...given: tf.Tensor[]) => {
          const byKey = Object.fromEntries(stored.map(([key], index) => [key, given[index] ?? tf.scalar(0)]));
          return languageModel.loss(network, byKey, batch, { training: true, random: createRandom(2) });
        };
        const theirs = tf.valueAndGrads(lossOf)(weights);
        const ours = valueAndGradients(() => lossOf(...weights), weights);
        expect(ours.value.dataSync()).toEqual(theirs.value.dataSync());
        theirs.grads.forEach((gradient, index) => {
          expect(ours.gradients[index]?.dataSync()).toEqual(gradient.dataSync());
        });
      });
      expect(tf.memory()).toEqual(before);
    },
  );

  test('a value that is used twice, handed on as it is, or not at all has its gradient, or none', () => {
    tf.tidy(() => {
      const [x, y, unused] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 5]), tf.tensor1d([7, 8])];
      /** The sum, which hands on the gradient that it is given to both of its inputs. */
      const both = tf.customGrad<tf.Tensor>((...given) => {
        const [a, b] = given.filter((one): one is tf.Tensor => one instanceof tf.Tensor);
        return { value: tf.add(a ?? 0, b ?? 0), gradFunc: (dy) => [dy, dy] };
      });
      const { value, gradients } = valueAndGradients(() => {
        tf.square(unused);
        const z = both(both(x, x), y);
        return tf.sum(tf.mul(z, both(z, x)));
      }, [x, y, unused]);
      // Σ (2x + y)(3x + y): towards x 12x + 5y, towards y 5x + 2y
      expect([...value.dataSync()]).toEqual([5 * 6 + 9 * 11]);
      expect(gradients.map((one) => one && [...one.dataSync()])).toEqual([[27, 49], [11, 20], undefined]);
    });
  });

  test('what an operation saved, and the gradient it was given, are gone when the one before it has its turn', () => {
    tf.tidy(() => {
      const x = tf.tensor1d([0.1, 0.2]);
      const held: number[] = [];
      const hold = () => held.push(tf.backend().numDataIds());
      /** The value as it is; looks how many buffers there are on the way back. */
      const probe = tf.customGrad<tf.Tensor>((...given) => {
        const [a] = given.filter((one): one is tf.Tensor => one instanceof tf.Tensor);
        return {
          value: tf.mul(a ?? 0, 1),
          gradFunc: (dy) => {
            hold();
            return dy;
          },
        };
      });
      hold();
      const { gradients } = valueAndGradients(() => {
        let y = probe(x);
        for (let index = 0; index < 20; index++) y = tf.sigmoid(y);
        return tf.sum(y);
      }, [x]);
      expect(gradients[0]?.dataSync()[0]).toBeGreaterThan(0);
      const [before = 0, after = 0] = held;
      expect(after - before).toBeLessThanOrEqual(4); // TF.js has 42: each sigmoid's result and gradient
    });
  });

  test('a sum holds no terms and a reshape no tensor for its gradient', () => {
    tf.tidy(() => {
      const [x, bias] = [tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor1d([5, 6])];
      let held = 0;
      const before = tf.backend().numDataIds();
      const { gradients } = valueAndGradients(() => {
        const y = tf.tidy(() => tf.sub(tf.reshape(tf.add(tf.mul(x, 3), bias), [4]), 1));
        held = tf.backend().numDataIds() - before;
        return tf.sum(y);
      }, [x, bias]);
      expect(gradients.map((one) => [...(one?.dataSync() ?? [])])).toEqual([
        [3, 3, 3, 3],
        [2, 2],
      ]);
      expect(held).toBeLessThanOrEqual(4); // the result, and the product’s number, which may lie there twice
    });
  });

  test('a loss that throws leaves nothing behind, nor does an operation without a gradient', () => {
    const before = tf.memory();
    const x = tf.tensor1d([1, 2]);
    const fails = (lossOf: () => tf.Scalar) => () => tf.tidy(() => valueAndGradients(lossOf, [x]).value);
    const failing = fails(() => {
      tf.exp(tf.square(x));
      throw new Error('no loss');
    });
    expect(failing).toThrow('no loss');
    const wrong = tf.customGrad<tf.Tensor>((...given) => {
      const [a] = given.filter((one): one is tf.Tensor => one instanceof tf.Tensor);
      return {
        value: tf.square(a ?? 0),
        gradFunc: () => {
          throw new Error('no gradient');
        },
      };
    });
    expect(fails(() => tf.sum(tf.exp(wrong(tf.exp(x)))))).toThrow('no gradient');
    const slope = tf.grad((a) => tf.sum(tf.square(a)))(x);
    expect([...slope.dataSync()]).toEqual([2, 4]);
    tf.dispose([x, slope]);
    expect(tf.memory().numTensors).toBe(before.numTensors);
  });
});
