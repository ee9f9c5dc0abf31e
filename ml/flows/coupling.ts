import { sumItems } from '../functions/sum-items';
import { add, concat, div, exp, mul, neg, slice, split, sub, type Tensor, tanh } from '../tf';
import { type Flowed, type FlowStep, only } from './flow';

/** A network from the half that stays to the numbers that change the other, `[B, ..., k · channels of that half]`; each step says in which order. */
export type Conditioner = (kept: Tensor) => Tensor;

export interface CouplingParams {
  readonly conditioner: Conditioner;
  /** Whether the second half of the last axis stays and the first is changed; the first stays where this is false. */
  readonly swap: boolean;
}

/** NICE: the other half is shifted by what this one says (Dinh et al. 2015, section 3.2). Volume stays. The conditioner gives 1 number for each. */
export const additiveCoupling: FlowStep<CouplingParams> = {
  forward: (x, params) => couple(x, params, (changed, shift) => only(add(changed, shift))),
  inverse: (y, params) => couple(y, params, (changed, shift) => only(sub(changed, shift))).y,
};

export interface AffineCouplingParams extends CouplingParams {
  /** No scale is larger than `exp(limit)`, nor smaller than its inverse; 2 where left out. */
  readonly limit?: number;
}

/**
 * RealNVP: the other half is scaled and shifted by what this one says, `y = x · exp(s) + t` (Dinh et al. 2017, eq. 7 – 8). The conditioner gives first all
 * shifts, then all raw log-scales, which go through a tanh, as the authors' do.
 */
export const affineCoupling: FlowStep<AffineCouplingParams> = {
  forward: (x, params) =>
    couple(x, params, (changed, given) => {
      const [shift, logScale] = shiftAndScale(given, params.limit);
      return { y: add(mul(changed, exp(logScale)), shift), logDeterminant: sumItems(logScale) };
    }),
  inverse: (y, params) =>
    couple(y, params, (changed, given) => {
      const [shift, logScale] = shiftAndScale(given, params.limit);
      return only(mul(sub(changed, shift), exp(neg(logScale))));
    }).y,
};

/** Halves `[..., 2 C]` into shifts and log-scales, these within ± limit. */
export function shiftAndScale(given: Tensor, limit = 2): [shift: Tensor, logScale: Tensor] {
  const [shift, raw] = split(given, 2, -1);
  if (!shift || !raw) throw new RangeError('A conditioner gave nothing to split.');
  return [shift, mul(limit, tanh(div(raw, limit)))];
}

/** Splits the last axis, changes one part by what the conditioner makes of the other, and joins them again. */
export function couple(
  x: Tensor,
  { conditioner, swap }: CouplingParams,
  change: (changed: Tensor, given: Tensor) => Flowed,
): Flowed {
  const channels = x.shape.at(-1) ?? 0;
  if (channels < 2) throw new RangeError('A coupling needs at least two channels, one to stay and one to change.');
  const [first, second] = splitAt(x, Math.ceil(channels / 2));
  const [kept, changed] = swap ? [second, first] : [first, second];
  const { y, logDeterminant } = change(changed, conditioner(kept));
  return { y: concat(swap ? [y, kept] : [kept, y], -1), logDeterminant };
}

/** The first `place` numbers of the last axis, and the others. */
export function splitAt(x: Tensor, place: number): [Tensor, Tensor] {
  const begin = x.shape.map(() => 0);
  const size = [...x.shape];
  const last = x.rank - 1;
  const rest = (x.shape[last] ?? 0) - place;
  const part = (from: number, length: number) => slice(x, begin.with(last, from), size.with(last, length));
  return [part(0, place), part(place, rest)];
}
