import { type JaxArray, lax, nn, numpy as np } from '@jax-js/jax';
import type { Weights } from '@/ml/network';
import type { Task } from '../support/contender';
import { jaxSteps, type Params, required } from './jax-step';
import { type UnetOps, type UnetStep, unet } from './unet';
import { imagesOf, unetWeights } from './unet-step';

/** The training step of unet-step.ts written for jax-js, channels first, as its convolutions want them. */
export const jaxUnetStep: Task<UnetStep> = (settings) => {
  const { batch, size } = settings;
  const { noisy, noise } = imagesOf(settings);
  const [x, wanted] = [channelsFirst(noisy, batch, size * size, 3), channelsFirst(noise, batch, size * size, 3)];
  const asImages = (values: Float32Array) => np.array(values).reshape([batch, 3, size, size]);
  return jaxSteps(
    filtersFirst(unetWeights(settings)),
    () => [asImages(x), asImages(wanted)],
    (weights, x, wanted) => {
      const off = unet(settings, x, opsWith(weights, settings.groups)).sub(wanted);
      return np.square(off).mean();
    },
  );
};

const opsWith = (weights: Params, groups: number): UnetOps<JaxArray> => {
  const weight = (name: string) => required(weights, `unet.${name}`);
  const ofChannels = (name: string): JaxArray => {
    const array = weight(name);
    return array.reshape([array.shape[0] ?? 0, 1, 1]);
  };
  return {
    convolution: (x, name, _taps, _channels, stride) =>
      lax.conv(x, weight(`${name}.filter`), [stride, stride], 'SAME').add(ofChannels(`${name}.bias`)),
    normalised(x, name) {
      const { shape } = x;
      const [batch = 0] = shape;
      const inGroups = x.reshape([batch, groups, shape.reduce((size, length) => size * length, 1) / (batch * groups)]);
      const normal = nn.standardize(inGroups, -1).reshape(shape);
      return nn.silu(normal.mul(ofChannels(`${name}.scale`)).add(ofChannels(`${name}.shift`)));
    },
    doubled: (x) => np.repeat(np.repeat(x, 2, 2), 2, 3),
    joined: (a, b) => np.concatenate([a, b], 1),
    add: (a, b) => a.add(b),
    channelsOf: (x) => x.shape[1] ?? 0,
    again: (x) => x.ref,
  };
};

/** `[batch, places, channels]` as `[batch, channels, places]`. */
function channelsFirst(values: Float32Array, batch: number, places: number, channels: number): Float32Array {
  return Float32Array.from({ length: batch * places * channels }, (_, index) => {
    const [image, channel, place] = [
      Math.floor(index / (places * channels)),
      Math.floor(index / places) % channels,
      index % places,
    ];
    return values[(image * places + place) * channels + channel] ?? 0;
  });
}

/** Filters `[taps, taps, in, out]` as `[out, in, taps, taps]`; the other weights as they are. */
function filtersFirst(weights: Weights): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, array]) => {
      const [height = 1, width = 1, inputs = 1, outputs = 1] = array.shape;
      if (array.shape.length !== 4) return [name, array];
      const moved = channelsFirst(
        channelsFirst(array.data, height * width, inputs, outputs),
        1,
        height * width,
        outputs * inputs,
      );
      return [name, { shape: [outputs, inputs, height, width], data: moved }];
    }),
  );
}
