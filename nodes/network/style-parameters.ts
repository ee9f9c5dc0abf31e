import type { ParameterSpec } from '@/graph';
import { type Described, linear } from './parameters';

export interface StyleSizes {
  /** Of the style that comes in. */
  readonly inputs: number;
  /** Of the images that are made. */
  readonly height: number;
  readonly width: number;
  readonly outputs: number;
  /** At the full size; twice as many a level below. */
  readonly channels: number;
  readonly doublings: number;
  readonly noise: boolean;
}

/** A learned picture, and for each level a modulated convolution and one to the image, each with a map from the style. */
export function describeStyleSynthesis({
  inputs,
  height,
  width,
  outputs,
  channels,
  doublings,
  noise,
}: StyleSizes): Described {
  const small = 2 ** doublings;
  const parameters: ParameterSpec[] = [{ name: 'constant', shape: [height / small, width / small, channels * small] }];
  let flops = 0;
  for (let level = 0; level <= doublings; level++) {
    const from = channels * 2 ** (doublings - Math.max(0, level - 1));
    const to = channels * 2 ** (doublings - level);
    const pixels = (height * width) / 4 ** (doublings - level);
    parameters.push(
      { name: `level${level}.filter`, shape: [3, 3, from, to] },
      { name: `level${level}.bias`, shape: [to] },
      ...linear(`level${level}.style`, inputs, from, true),
      ...(noise ? [{ name: `level${level}.noise`, shape: [1] }] : []),
      { name: `image${level}.filter`, shape: [1, 1, to, outputs] },
      { name: `image${level}.bias`, shape: [outputs] },
      ...linear(`image${level}.style`, inputs, to, true),
    );
    // Styles and deviations; then at each pixel: the style, the filter, the deviation, noise, the activation, and the part of the image.
    flops += 2 * inputs * (from + to) + 2 * from * to + 20 * from * to;
    flops += pixels * (from + 18 * from * to + (noise ? 3 : 1) * to + to + 2 * to * outputs + outputs);
  }
  return { parameters, flops };
}
