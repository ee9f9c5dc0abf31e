import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { folded, unfolded } from '@/ml/functions/patches';
import * as tf from '@/ml/tf';

beforeAll(() => tf.setBackend('cpu'));

test('pixels that are taken together are neighbours, and come apart as they were', () => {
  tf.tidy(() => {
    const x = tf.reshape(tf.range(0, 2 * 4 * 4 * 3), [2, 4, 4, 3]);
    const together = folded(x, 2);
    expect(together.shape).toEqual([2, 2, 2, 12]);
    const pixel = (row: number, column: number) => [0, 1, 2].map((channel) => (row * 4 + column) * 3 + channel);
    const second = Array.from(tf.slice(together, [0, 0, 1, 0], [1, 1, 1, 12]).dataSync());
    expect(second).toEqual([...pixel(0, 2), ...pixel(0, 3), ...pixel(1, 2), ...pixel(1, 3)]);
    expect(unfolded(together, 2).arraySync()).toEqual(x.arraySync());
    expect(unfolded(folded(x, 4), 4).arraySync()).toEqual(x.arraySync());
    expect(folded(x, 1)).toBe(x);
  });
});
