import type { ParameterSpec } from '@/graph';
import { type Described, describeAttention, describeNorm, describeTold, within } from './parameters';

/** Parameters and cost of layers over images, as `parameters.ts` tells those of the others; a test holds them to `ml/layers/`. FLOPs are per image. */

/** Which numbers of an image are normalised together. */
export type ImageNorm = 'none' | 'group' | 'instance' | 'layer' | 'batch';

export interface ConvolutionSizes {
  /** Of what comes in. */
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly channels: number;
  readonly kernel: number;
  readonly size: 'same' | 'half' | 'double' | 'transposed';
  readonly norm: ImageNorm;
  readonly activation: string;
  readonly time: boolean;
  readonly classes: number;
}

/** Height and width of what comes out of a convolution. */
export const sizeAfter = ({ height, width, size }: Pick<ConvolutionSizes, 'height' | 'width' | 'size'>) => {
  const factor = { same: 1, half: 1 / 2, double: 2, transposed: 2 }[size];
  return { height: Math.ceil(height * factor), width: Math.ceil(width * factor) };
};

/** A filter over every place, a bias, a norm, what it is told, an activation. */
export function describeConvolution(sizes: ConvolutionSizes): Described {
  const { inputs, channels, kernel, norm, activation, time, classes } = sizes;
  const after = sizeAfter(sizes);
  const pixels = after.height * after.width;
  const normal = normOf(norm, channels);
  const told = describeTold(channels, time, classes);
  return {
    parameters: [
      { name: 'filter', shape: [kernel, kernel, inputs, channels] },
      { name: 'bias', shape: [channels] },
      ...within('norm', normal.parameters),
      ...told.parameters,
    ],
    flops:
      pixels * (2 * kernel * kernel * inputs * channels + normal.flops + (activation === 'none' ? 0 : channels)) +
      told.flops,
  };
}

export interface UnetSizes {
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Of each level, from the full size down. */
  readonly channels: readonly number[];
  readonly blocks: number;
  /** Pixels taken together in height and width; 1 is none. */
  readonly patch: number;
  readonly attention: boolean;
  readonly time: boolean;
  readonly classes: number;
  /** How many words it knows where it is told captions. */
  readonly words?: number;
}

/** All parts of a U-Net in the order in which they act; each level has a quarter of the pixels of the one above. */
export function describeUnet(sizes: UnetSizes): Described {
  const { channels, blocks, attention, patch, time, classes, words } = sizes;
  const [inputs, outputs] = [sizes.inputs * patch ** 2, sizes.outputs * patch ** 2];
  const parameters: ParameterSpec[] = [];
  let flops = 0;
  const add = (name: string, described: Described, times = 1) => {
    parameters.push(...within(name, described.parameters));
    flops += times * described.flops;
  };
  const first = channels[0] ?? 1;
  const lowest = channels.length - 1;
  const pixelsAt = (level: number) => (sizes.height * sizes.width) / patch ** 2 / 4 ** level;
  const convolution = (name: string, level: number, from: number, to: number, taps = 3) =>
    add(name, filter(from, to, taps), pixelsAt(level));
  const norm = (name: string, level: number, width: number) =>
    add(name, describeNorm('layer-norm', width, true), pixelsAt(level));
  const told = describeTold(4 * first, time, classes, words);
  const toldWidth = told.parameters.length > 0 ? 4 * first : 0;
  const residual = (name: string, level: number, from: number, to: number) =>
    add(name, describeResidualBlock({ inputs: from, channels: to, norm: 'group', toldWidth }, pixelsAt(level)));

  parameters.push(...told.parameters);
  flops += told.flops;
  convolution('in', 0, inputs, first);
  for (const [level, width] of channels.entries()) {
    if (level > 0) convolution(`shrink${level}`, level, channels[level - 1] ?? 1, width);
    for (let block = 0; block < blocks; block++) {
      residual(`down${level}.${block}`, level, width, width);
      if (level === lowest && block === 0 && attention) {
        norm('attentionNorm', level, width);
        const looking = { width, heads: 1, keyValueHeads: 1, bias: true };
        add('attention', describeAttention(looking, pixelsAt(level)), pixelsAt(level));
      }
    }
  }
  for (const [level, width] of [...channels.entries()].reverse().slice(1)) {
    convolution(`grow${level}`, level, channels[level + 1] ?? 1, width);
    for (let block = 0; block < blocks; block++)
      residual(`up${level}.${block}`, level, block === 0 ? 2 * width : width, width);
  }
  norm('out.norm', 0, first);
  flops += pixelsAt(0) * first;
  convolution('out', 0, first, outputs);
  return { parameters, flops };
}

/** Of one place. */
const filter = (inputs: number, outputs: number, taps: number): Described => ({
  parameters: [
    { name: 'filter', shape: [taps, taps, inputs, outputs] },
    { name: 'bias', shape: [outputs] },
  ],
  flops: 2 * taps * taps * inputs * outputs,
});

export interface ResidualSizes {
  readonly inputs: number;
  readonly channels: number;
  readonly norm: ImageNorm;
  /** 0 where it is told nothing. */
  readonly toldWidth: number;
}

/** Two norms and convolutions with what they are told between, beside a 1 × 1 convolution where the channels change; at each of the places. */
export function describeResidualBlock({ inputs, channels, norm, toldWidth }: ResidualSizes, places: number): Described {
  const parts: readonly (readonly [string, Described, times: number])[] = [
    ['norm1', normOf(norm, inputs), places],
    ['conv1', filter(inputs, channels, 3), places],
    ...(toldWidth > 0 ? [['told', dense(toldWidth, channels), 1] as const] : []),
    ['norm2', normOf(norm, channels), places],
    ['conv2', filter(channels, channels, 3), places],
    ...(inputs === channels ? [] : [['shortcut', filter(inputs, channels, 1), places] as const]),
  ];
  return {
    parameters: parts.flatMap(([name, { parameters }]) => within(name, parameters)),
    flops: parts.reduce((sum, [, { flops }, times]) => sum + times * flops, 0) + places * (inputs + 2 * channels), // two activations and the sum
  };
}

/** A norm over images, and an activation. */
export const describeImageNorm = (
  channels: number,
  places: number,
  activation: string,
  norm: ImageNorm = 'group',
): Described => {
  const { parameters, flops } = normOf(norm, channels);
  return { parameters, flops: places * (flops + (activation === 'none' ? 0 : channels)) };
};

const dense = (inputs: number, outputs: number): Described => ({
  parameters: [
    { name: 'weight', shape: [inputs, outputs] },
    { name: 'bias', shape: [outputs] },
  ],
  flops: inputs + 2 * inputs * outputs, // what it is told is bent first
});

/** Of one place. Batch norm measures a mean and a variance of each channel besides what it learns. */
export function normOf(norm: ImageNorm, channels: number): Described {
  if (norm === 'none') return { parameters: [], flops: 0 };
  const learned = describeNorm('layer-norm', channels, true);
  if (norm !== 'batch') return learned;
  const measured = ['running_mean', 'running_var'].map(
    (name): ParameterSpec => ({ name, shape: [channels], statistic: true }),
  );
  return { ...learned, parameters: [...learned.parameters, ...measured] };
}
