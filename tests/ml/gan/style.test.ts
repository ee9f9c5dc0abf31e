import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { modulatedConvolution } from '@/ml/gan/modulated-convolution';
import { sampleGan } from '@/ml/generators/gan';
import * as tf from '@/ml/tf';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { concreteNetwork } from '@/nodes/common/network';
import { said } from '../../nodes/examples/support';
import { expectClose, noise } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('a modulated convolution is one whose filter is weighed and brought to length 1 for each image by itself', () => {
  tf.tidy(() => {
    const [x, filter, style] = [noise(1, [2, 5, 4, 3]), noise(2, [3, 3, 3, 6]), noise(3, [2, 3])];
    for (const demodulate of [true, false]) {
      const wanted = [0, 1].map((item) => {
        // Karras et al. 2020, eq. 1: w′ᵢⱼₖ = sᵢ wᵢⱼₖ; eq. 3: w″ = w′ / √(Σᵢₖ w′² + ε).
        const own = tf.mul(filter, tf.reshape(tf.slice(style, [item, 0], [1, 3]), [1, 1, 3, 1]));
        const lengths = tf.sqrt(tf.add(tf.sum(tf.square(own), [0, 1, 2], true), 1e-8));
        const image = tf.slice(x, [item, 0, 0, 0], [1, 5, 4, 3]) as tf.Tensor4D;
        return tf.conv2d(image, (demodulate ? tf.div(own, lengths) : own) as tf.Tensor4D, 1, 'same');
      });
      const made = modulatedConvolution(x, filter, style, demodulate);
      expectClose(made.dataSync(), tf.concat(wanted, 0).dataSync(), 1e-4);
    }
  });
});

test('truncation moves all styles towards the mean one; noise is that of the seed', async () => {
  const facts = { exampleShape: [8, 8, 1], classes: ['a', 'b'] };
  const begun = said('network.noise-input', { width: 4, classes: true }, { examples: facts });
  const { network } = said('network.style-decoder', { channels: 4, style: 6 }, { network: begun });
  if (!network) throw new Error('no network');
  const generator = concreteNetwork(network);
  const first = initialiseWeights(generator, 1);
  const loud = Object.fromEntries(
    Object.entries(first).map(([name, { shape, data }]) => [
      name,
      { shape, data: name.endsWith('noise') ? data.map(() => 0.5) : data },
    ]),
  );
  const [weights, noisy] = [uploadWeights(generator, first), uploadWeights(generator, loud)];
  const before = tf.memory().numTensors;
  const drawn = async (truncation: number, seed = 1, by = weights) => {
    const labels = Int32Array.of(0, 1, 0, 1);
    const made = sampleGan({ generator, weights: by, count: 4, labels, truncation, seed });
    const values = await made.data();
    made.dispose();
    return values;
  };
  /** How far images lie from the first. */
  const apart = (values: ArrayLike<number>) =>
    Math.sqrt(Array.from(values).reduce((sum, value, at) => sum + (value - (values[at % 64] ?? 0)) ** 2, 0));
  const [whole, half, none] = [await drawn(1), await drawn(0.5), await drawn(0)];
  expect(apart(whole)).toBeGreaterThan(1.2 * apart(half));
  expect(apart(half)).toBeGreaterThan(0);
  expect(apart(none)).toBeLessThan(1e-4);
  expect(await drawn(1, 1, noisy)).not.toEqual(whole);
  expect(await drawn(1, 1, noisy)).toEqual(await drawn(1, 1, noisy));
  // Where all styles are one, only noise tells images apart.
  expect(apart(await drawn(0, 1, noisy))).toBeGreaterThan(0.1);
  expect(tf.memory().numTensors).toBe(before);
  disposeAll(weights);
  disposeAll(noisy);
});

test('with mixing, all follow one style from a level on, and before it each its own', async () => {
  const facts = { exampleShape: [8, 8, 1] };
  const begun = said('network.noise-input', { width: 4 }, { examples: facts });
  const { network } = said('network.style-decoder', { channels: 4, doublings: 2, style: 6 }, { network: begun });
  if (!network) throw new Error('no network');
  const generator = concreteNetwork(network);
  const weights = uploadWeights(generator, initialiseWeights(generator, 1));
  const before = tf.memory().numTensors;
  const drawn = async (mixing: number, sharedSeed?: number) => {
    const given = sharedSeed === undefined ? {} : { sharedSeed };
    const made = sampleGan({ generator, weights, count: 3, mixing, seed: 1, ...given });
    const values = await made.data();
    made.dispose();
    return [0, 1, 2].map((item) => values.slice(64 * item, 64 * (item + 1)));
  };
  const [own, coarse, fine, beyond] = [await drawn(0), await drawn(1), await drawn(2), await drawn(3)];
  const apart = (a: ArrayLike<number> = [], b: ArrayLike<number> = []) =>
    Math.sqrt(Array.from(a).reduce((sum, value, at) => sum + (value - (b[at] ?? 0)) ** 2, 0));
  // The more levels are shared, the closer images come to each other; there are only two doublings.
  expect(apart(coarse[0], coarse[1])).toBeGreaterThan(1e-4);
  expect(apart(coarse[0], coarse[1])).toBeLessThan(apart(own[0], own[1]));
  // A level further on leaves more of an image as it was.
  expect(apart(fine[0], own[0])).toBeGreaterThan(1e-4);
  expect(apart(fine[0], own[0])).toBeLessThan(apart(coarse[0], own[0]));
  expect(apart(beyond[2], own[2])).toBeLessThan(1e-5);
  // The style that all follow is not that of a batch: so batches can have it in common.
  expect(await drawn(1, 1)).toEqual(coarse);
  expect(await drawn(0, 2)).toEqual(own);
  expect(await drawn(1, 2)).not.toEqual(coarse);
  expect(tf.memory().numTensors).toBe(before);
  disposeAll(weights);
});
