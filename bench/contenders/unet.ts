/** A denoiser over images of 3 channels and what a step of its training takes. */
export interface UnetStep {
  readonly batch: number;
  /** Height and width of an image. */
  readonly size: number;
  /** Channels of each level, from the full size down. */
  readonly channels: readonly number[];
  readonly groups: number;
}

/** The operations that the network is made of, as a library does them. */
export interface UnetOps<Array> {
  /** Convolution with a filter of `taps × taps` and a bias, as large as the input divided by the stride. */
  convolution(x: Array, name: string, taps: number, channels: number, stride: number): Array;
  /** Group norm, then SiLU. */
  normalised(x: Array, name: string): Array;
  /** Twice as high and wide, each pixel repeated. */
  doubled(x: Array): Array;
  joined(a: Array, b: Array): Array;
  add(a: Array, b: Array): Array;
  channelsOf(x: Array): number;
  /** One more use of an array, where a library counts them. */
  again(x: Array): Array;
}

/**
 * A U-Net of two residual blocks a level (Ho et al. 2020, appendix B, but without time and attention), written once for all contenders. The result has
 * the shape of `x`.
 */
export function unet<Array>({ channels }: UnetStep, x: Array, ops: UnetOps<Array>): Array {
  const skips: Array[] = [];
  let h = ops.convolution(x, 'in', 3, channels[0] ?? 0, 1);
  for (const [level, width] of channels.entries()) {
    if (level > 0) h = ops.convolution(h, `down${level}`, 3, width, 2);
    for (const block of [0, 1]) h = residual(h, `down${level}.${block}`, width, ops);
    if (level + 1 < channels.length) skips.push(ops.again(h));
  }
  for (const [level, width] of [...channels.entries()].reverse().slice(1)) {
    const skip = skips.pop();
    if (skip === undefined) throw new RangeError(`level ${level} kept nothing`);
    h = ops.joined(ops.convolution(ops.doubled(h), `up${level}`, 3, width, 1), skip);
    for (const block of [0, 1]) h = residual(h, `up${level}.${block}`, width, ops);
  }
  return ops.convolution(ops.normalised(h, 'out.norm'), 'out', 3, 3, 1);
}

/** Norm, SiLU, convolution, twice, beside a shortcut. */
function residual<Array>(x: Array, name: string, channels: number, ops: UnetOps<Array>): Array {
  const kept = ops.again(x);
  const first = ops.convolution(ops.normalised(x, `${name}.first.norm`), `${name}.first`, 3, channels, 1);
  const second = ops.convolution(ops.normalised(first, `${name}.second.norm`), `${name}.second`, 3, channels, 1);
  const fits = ops.channelsOf(kept) === channels;
  return ops.add(fits ? kept : ops.convolution(kept, `${name}.shortcut`, 1, channels, 1), second);
}

/** Every weight by name, filters as `[taps, taps, in, out]`, found by walking the network with nothing but shapes. */
export function weightShapes(settings: UnetStep): Readonly<Record<string, readonly number[]>> {
  const shapes: Record<string, readonly number[]> = {};
  unet<number>(settings, 3, {
    convolution(x, name, taps, channels) {
      shapes[`${name}.filter`] = [taps, taps, x, channels];
      shapes[`${name}.bias`] = [channels];
      return channels;
    },
    normalised(x, name) {
      shapes[`${name}.scale`] = [x];
      shapes[`${name}.shift`] = [x];
      return x;
    },
    doubled: (x) => x,
    joined: (a, b) => a + b,
    add: (a) => a,
    channelsOf: (x) => x,
    again: (x) => x,
  });
  return shapes;
}
