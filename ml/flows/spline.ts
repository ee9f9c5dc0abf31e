import { sumItems } from '../functions/sum-items';
import {
  add,
  cast,
  concat,
  cumsum,
  div,
  expandDims,
  greaterEqual,
  lessEqual,
  log,
  logicalAnd,
  maximum,
  mul,
  neg,
  ones,
  reshape,
  slice,
  softmax,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '../tf';
import { type CouplingParams, couple } from './coupling';
import { type Flowed, type FlowStep, only } from './flow';

export interface SplineParams extends CouplingParams {
  readonly bins: number;
  /** The spline lies within −bound … bound; outside, numbers stay as they are. 3 where left out. */
  readonly bound?: number;
}

const SMALLEST_BIN = 1e-3;
const SMALLEST_SLOPE = 1e-3;

/**
 * A neural spline coupling: each number of the other half goes through a rising function of `bins` rational-quadratic pieces, with straight tails
 * (Durkan et al. 2019, section 3.1). The conditioner gives `3 · bins − 1` numbers for each that is changed: widths, heights and inner slopes, raw.
 */
export const splineCoupling: FlowStep<SplineParams> = {
  forward: (x, params) => couple(x, params, (changed, given) => spline(changed, given, params, false)),
  inverse: (y, params) => couple(y, params, (changed, given) => only(spline(changed, given, params, true).y)).y,
};

/** The raw number of a slope of 1. With it, and all widths and heights alike, a spline changes nothing. */
export const IDENTITY_SLOPE = Math.log(Math.expm1(1 - SMALLEST_SLOPE));

/** How many numbers a conditioner gives for each number that is changed. */
export const splineNumbers = (bins: number): number => 3 * bins - 1;

/**
 * The spline itself, or its inverse, at each number of `x [B, ...]` by its own `raw [B, ..., n · (3 bins − 1)]` (numbers of one element side by side), and
 * how much it stretches there.
 */
export function spline(
  x: Tensor,
  raw: Tensor,
  { bins, bound = 3 }: Pick<SplineParams, 'bins' | 'bound'>,
  back: boolean,
): Flowed {
  const rows = reshape(raw, [...x.shape, splineNumbers(bins)]);
  const part = (from: number, length: number) => slice(rows, [...x.shape.map(() => 0), from], [...x.shape, length]);
  const across = knots(part(0, bins), bins, bound);
  const up = knots(part(bins, bins), bins, bound);
  const inner = add(softplus(part(2 * bins, bins - 1)), SMALLEST_SLOPE);
  const end = ones([...x.shape, 1]);
  const slopes = bins > 1 ? concat([end, inner, end], -1) : concat([end, end], -1); // (..., bins + 1)

  const inside = logicalAnd(greaterEqual(x, -bound), lessEqual(x, bound));
  // Outside any number will do; 0 keeps what is not used finite, and so its gradient.
  const at = where(inside, x, zerosLike(x));
  const bin = binOf(at, back ? up.left : across.left);
  const pick = (values: Tensor) => sum(mul(values, bin), -1);
  const [left, width, low, height] = [across.left, across.size, up.left, up.size].map(pick);
  const pieces = (from: number) => slice(slopes, [...x.shape.map(() => 0), from], [...x.shape, bins]);
  const [slope0, slope1] = [pick(pieces(0)), pick(pieces(1))];
  if (!left || !width || !low || !height) throw new RangeError('A spline has knots.');
  const piece = { left, width, low, height, slope0, slope1, mean: div(height, width) };

  const place = back ? placeOf(at, piece) : div(sub(at, left), width); // θ, 0 … 1
  const { value, logSlope } = evaluate(place, piece);
  const found = back ? add(left, mul(place, width)) : value;
  const stretched = where(inside, back ? neg(logSlope) : logSlope, zerosLike(x));
  return { y: where(inside, found, x), logDeterminant: sumItems(stretched) };
}

interface Piece {
  readonly left: Tensor;
  readonly width: Tensor;
  readonly low: Tensor;
  readonly height: Tensor;
  readonly slope0: Tensor;
  readonly slope1: Tensor;
  /** Of the slope: height over width. */
  readonly mean: Tensor;
}

/** Where the bins begin, and how large they are: shares of −bound … bound, none of them vanishing. */
function knots(raw: Tensor, bins: number, bound: number): { left: Tensor; size: Tensor } {
  const shares = add(mul(softmax(raw), 1 - SMALLEST_BIN * bins), SMALLEST_BIN);
  const size = mul(shares, 2 * bound);
  return { left: sub(cumsum(size, size.rank - 1, true), bound), size };
}

/** 1 for the bin that holds each number, 0 for the others. */
function binOf(x: Tensor, left: Tensor): Tensor {
  const reached = cast(greaterEqual(expandDims(x, -1), left), 'float32'); // 1, 1, 1, 0, 0
  const bins = left.shape.at(-1) ?? 1;
  const begin = left.shape.map(() => 0);
  const first = ones([...left.shape.slice(0, -1), 1]);
  if (bins === 1) return first;
  const after = slice(reached, begin.with(-1, 1), [...left.shape.slice(0, -1), bins - 1]);
  const later = concat([after, zerosLike(first)], -1);
  return sub(concat([first, after], -1), later);
}

/** Durkan et al. 2019, eq. 4 and 5. */
function evaluate(place: Tensor, { low, height, slope0, slope1, mean }: Piece): { value: Tensor; logSlope: Tensor } {
  const rest = sub(1, place);
  const both = mul(place, rest);
  const bend = sub(add(slope0, slope1), mul(2, mean));
  const bottom = add(mean, mul(bend, both));
  const value = add(low, div(mul(height, add(mul(mean, square(place)), mul(slope0, both))), bottom));
  const top = add(add(mul(slope1, square(place)), mul(mul(2, mean), both)), mul(slope0, square(rest)));
  return { value, logSlope: sub(add(mul(2, log(mean)), log(top)), mul(2, log(bottom))) };
}

/** The place in its bin that has the height `y`: the root of a quadratic that lies in 0 … 1 (eq. 6 – 8), in the form that does not cancel. */
function placeOf(y: Tensor, { low, height, slope0, slope1, mean }: Piece): Tensor {
  const above = sub(y, low);
  const bend = mul(above, sub(add(slope0, slope1), mul(2, mean)));
  const a = add(mul(height, sub(mean, slope0)), bend);
  const b = sub(mul(height, slope0), bend);
  const c = neg(mul(mean, above));
  const root = sqrt(maximum(sub(square(b), mul(4, mul(a, c))), 0));
  return div(mul(2, c), sub(neg(b), root));
}
