import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, test } from 'vitest';
import { runNetwork } from '@/ml/forward';
import { layers } from '@/ml/layers';
import type { Network } from '@/ml/network';
import * as tf from '@/ml/tf';
import { expectClose } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('a critic that is told the class adds how well what it sees goes with that class', () => {
  const params = { inputs: 2, shape: [1], classes: 2 };
  const parameters = layers.get('example-head')?.parameters(params) ?? [];
  const head = { id: 'head', layer: 'example-head', params, inputs: ['input', 'label'], shape: ['B', 1], parameters };
  const network: Network = { operations: [head], output: 'head', examples: { shape: [2], time: false, classes: 2 } };
  tf.tidy(() => {
    const weights = {
      'head.output.weight': tf.tensor2d([[2], [3]]),
      'head.output.bias': tf.tensor1d([0.5]),
      'head.classes.weight': tf.tensor2d([
        [10, 0],
        [0, 20],
        [0, 0],
      ]),
    };
    const input = tf.tensor2d([
      [1, 1],
      [1, 1],
      [1, 2],
    ]);
    const score = runNetwork(network, weights, { input, label: tf.tensor1d([0, 1, 2], 'int32') });
    expectClose(score.dataSync(), [5.5 + 10, 5.5 + 20, 8.5], 1e-5);
  });
});
