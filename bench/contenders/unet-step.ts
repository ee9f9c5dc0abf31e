import { groupNorm } from '@/ml/functions/group-norm';
import { upsampleNearest } from '@/ml/functions/upsample';
import { type Network, sizeOf, type Weights } from '@/ml/network';
import type { Objective } from '@/ml/objectives/objective';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import type { Task } from '../support/contender';
import { SEED, trainingSteps } from './training-steps';
import { type UnetOps, type UnetStep, unet, weightShapes } from './unet';

/** Noisy images and the noise that is to be found in them, `[batch, size, size, 3]`: any numbers will do. */
export interface NoisyImages {
  readonly noisy: Float32Array;
  readonly noise: Float32Array;
}

/** The same batch for every step and contender. */
export function imagesOf({ batch, size }: UnetStep): NoisyImages {
  const random = createRandom(`${SEED}/images`);
  const values = () => Float32Array.from({ length: batch * size * size * 3 }, () => 2 * random.next() - 1);
  return { noisy: values(), noise: values() };
}

/** First weights: filters uniform, as wide as keeps variance; scales 1, and the others 0. */
export function unetWeights(settings: UnetStep): Weights {
  const first = (name: string, shape: readonly number[]): Float32Array => {
    const values = new Float32Array(sizeOf(shape));
    if (name.endsWith('.scale')) return values.fill(1);
    if (!name.endsWith('.filter')) return values;
    const random = createRandom(`${SEED}/${name}`);
    const bound = Math.sqrt(3 / sizeOf(shape.slice(0, -1)));
    return values.map(() => bound * (2 * random.next() - 1));
  };
  return Object.fromEntries(
    Object.entries(weightShapes(settings)).map(([name, shape]) => [
      `unet.${name}`,
      { shape, data: first(name, shape) },
    ]),
  );
}

/** The network's operations on TF.js, channels last. */
const opsWith = (weights: Readonly<Record<string, tf.Tensor>>, groups: number): UnetOps<tf.Tensor> => {
  const weight = (name: string): tf.Tensor => {
    const found = weights[`unet.${name}`];
    if (!found) throw new RangeError(`there is no weight “${name}”`);
    return found;
  };
  return {
    convolution: (x, name, _taps, _channels, stride) =>
      tf.add(
        tf.conv2d(x as tf.Tensor4D, weight(`${name}.filter`) as tf.Tensor4D, stride, 'same'),
        weight(`${name}.bias`),
      ),
    normalised: (x, name) =>
      groupNorm(x, weight(`${name}.scale`), weight(`${name}.shift`), { groups, epsilon: 1e-5, silu: true }),
    doubled: (x) => upsampleNearest(x as tf.Tensor4D, 2),
    joined: (a, b) => tf.concat([a, b], 3),
    add: (a, b) => tf.add(a, b),
    channelsOf: (x) => x.shape.at(-1) ?? 0,
    again: (x) => x,
  };
};

/** Find the noise: its mean squared error (Ho et al. 2020, eq. 14). */
const objectiveOf = (settings: UnetStep): Objective<NoisyImages, NoisyImages> => ({
  draw: (images) => images,
  size: () => settings.batch,
  loss(_network, weights, { noisy, noise }) {
    const shape = [settings.batch, settings.size, settings.size, 3];
    const found = unet(settings, tf.tensor(noisy, shape), opsWith(weights, settings.groups));
    return tf.mean(tf.square(tf.sub(found, tf.tensor(noise, shape))));
  },
});

/** Steps of a U-Net. */
export const unetStep: Task<UnetStep> = (settings) => {
  const weights = unetWeights(settings);
  const parameters = Object.entries(weights).map(([key, { shape }]) => ({ name: key.slice('unet.'.length), shape }));
  const operation = { id: 'unet', layer: 'unet', params: {}, inputs: ['input'], shape: [], parameters };
  const network: Network = { operations: [operation], output: 'unet', vocabularySize: 0 };
  return trainingSteps({
    network,
    weights,
    data: imagesOf(settings),
    objective: objectiveOf(settings),
    batchSize: settings.batch,
  });
};
