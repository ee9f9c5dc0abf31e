import { type Described, describeExampleHead, describeMlp, describeTold, linear, within } from './parameters';

/** The shapes of the parameters of layers that can be undone, as `parameters.ts` has those of the others. FLOPs are per example. */

/** The layers that can be undone, by their names in `ml/layers/`. */
export const FLOW_LAYERS: ReadonlySet<string> = new Set([
  'coupling',
  'image-coupling',
  'masked-autoregressive',
  'act-norm',
  'invertible-linear',
  'squeeze',
  'split-off',
  'logit',
]);

export interface CouplingSizes {
  readonly channels: number;
  readonly kind: 'affine' | 'additive' | 'spline';
  /** The second half stays. */
  readonly swap: boolean;
  readonly width: number;
  readonly layers: number;
  readonly classes: number;
  readonly bins: number;
}

/** An MLP from the half that stays, and one dense layer to what changes the other half: a shift, a scale besides, or the knots of a spline. */
export function describeCoupling(sizes: CouplingSizes): Described {
  const { width, layers, classes } = sizes;
  const { kept, outputs, bending } = halvesOf(sizes);
  const conditioner = describeMlp({ inputs: kept, width, layers, time: false, classes });
  const output = describeExampleHead(width, [outputs]);
  return {
    parameters: [...within('conditioner', conditioner.parameters), ...output.parameters],
    flops: conditioner.flops + output.flops + bending,
  };
}

/** The same with convolutions: 3 × 3, 1 × 1 as often as there are layers more, and 3 × 3 to what changes the other half. */
export function describeImageCoupling(sizes: CouplingSizes, places: number): Described {
  const { width, layers, classes } = sizes;
  const { kept, outputs, bending } = halvesOf(sizes);
  const told = describeTold(width, false, classes);
  const between = Array.from({ length: layers - 1 }, (_, index) => linear(`layer${index + 1}`, width, width, true));
  return {
    parameters: [
      ...within('conditioner', [
        { name: 'layer0.filter', shape: [3, 3, kept, width] },
        { name: 'layer0.bias', shape: [width] },
        ...between.flat(),
        ...told.parameters,
      ]),
      { name: 'output.filter', shape: [3, 3, width, outputs] },
      { name: 'output.bias', shape: [outputs] },
    ],
    flops:
      places * (2 * 9 * width * (kept + outputs) + (layers - 1) * 2 * width * width + layers * width + bending) +
      told.flops,
  };
}

function halvesOf({ channels, kind, swap, bins }: CouplingSizes) {
  const first = Math.ceil(channels / 2);
  const [kept, changed] = swap ? [channels - first, first] : [first, channels - first];
  return {
    kept,
    outputs: changed * { additive: 1, affine: 2, spline: 3 * bins - 1 }[kind],
    // A spline evaluates a quotient of two quadratics, in the one bin of its many that is asked for.
    bending: changed * { additive: 1, affine: 5, spline: 12 * bins + 30 }[kind],
  };
}

export interface MaskedAutoregressiveSizes {
  readonly channels: number;
  readonly width: number;
  readonly layers: number;
  readonly classes: number;
}

/** Dense layers, some of whose weights are masked, to a shift and a scale of each number. */
export function describeMaskedAutoregressive(sizes: MaskedAutoregressiveSizes): Described {
  const { channels, width, layers, classes } = sizes;
  const made = describeMlp({ inputs: channels, width, layers, time: false, classes });
  const output = describeExampleHead(width, [2 * channels]);
  return {
    parameters: [...made.parameters, ...output.parameters],
    flops: made.flops + output.flops + 5 * channels,
  };
}

/** A shift and a log-scale of each channel. */
export const describeActNorm = (channels: number, places = 1): Described => ({
  parameters: ['bias', 'logScale'].map((name) => ({ name, shape: [channels] })),
  flops: 3 * channels * places,
});

/** A square matrix over channels in the parts of its LU decomposition. */
export const describeInvertibleLinear = (channels: number, places = 1): Described => ({
  parameters: [
    { name: 'lower', shape: [channels, channels] },
    { name: 'upper', shape: [channels, channels] },
    { name: 'logDiagonal', shape: [channels] },
  ],
  flops: 2 * channels * channels * places,
});

/** A convolution from the half of the channels that goes on to a mean and a deviation of each of the others. */
export function describeSplitOff(channels: number, places: number): Described {
  const on = Math.ceil(channels / 2);
  const told = 2 * (channels - on);
  return {
    parameters: [
      { name: 'filter', shape: [3, 3, on, told] },
      { name: 'bias', shape: [told] },
    ],
    flops: places * (2 * 9 * on * told + 5 * (channels - on)),
  };
}

/** A logarithm of a quotient of each number. */
export const describeLogit = (numbers: number): Described => ({ parameters: [], flops: 6 * numbers });
