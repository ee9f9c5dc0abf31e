import { type Described, describeExampleHead, describeMlp, within } from './parameters';

/** The shapes of the parameters of layers that can be undone, as `parameters.ts` has those of the others. FLOPs are per example. */

/** The layers that can be undone, by their names in `ml/layers/`. */
export const FLOW_LAYERS: ReadonlySet<string> = new Set(['coupling', 'act-norm', 'invertible-linear']);

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
export function describeCoupling({ channels, kind, swap, width, layers, classes, bins }: CouplingSizes): Described {
  const first = Math.ceil(channels / 2);
  const [kept, changed] = swap ? [channels - first, first] : [first, channels - first];
  const conditioner = describeMlp({ inputs: kept, width, layers, time: false, classes });
  const output = describeExampleHead(width, [changed * { additive: 1, affine: 2, spline: 3 * bins - 1 }[kind]]);
  return {
    parameters: [...within('conditioner', conditioner.parameters), ...output.parameters],
    // A spline evaluates a quotient of two quadratics, in the one bin of its many that is asked for.
    flops: conditioner.flops + output.flops + changed * { additive: 1, affine: 5, spline: 12 * bins + 30 }[kind],
  };
}

/** A shift and a log-scale of each number. */
export const describeActNorm = (channels: number): Described => ({
  parameters: ['bias', 'logScale'].map((name) => ({ name, shape: [channels] })),
  flops: 3 * channels,
});

/** A square matrix in the parts of its LU decomposition. */
export const describeInvertibleLinear = (channels: number): Described => ({
  parameters: [
    { name: 'lower', shape: [channels, channels] },
    { name: 'upper', shape: [channels, channels] },
    { name: 'logDiagonal', shape: [channels] },
  ],
  flops: 2 * channels * channels,
});
