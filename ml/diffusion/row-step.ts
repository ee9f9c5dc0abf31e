import { add, mul, type Tensor, type Tensor1D, type Tensor2D, tensor1d } from '../tf';
import { perRow, rowShares } from './batch';
import type { Denoiser } from './denoiser';
import type { Level } from './levels';
import { convertPrediction, type Reading } from './parameterisation';

/** A denoiser, and how what it says is to be read. */
export interface Asked {
  readonly denoiser: Denoiser;
  readonly reading: Reading;
}

/** What a denoiser is told of each row besides its time: the class and the caption, where it knows such. */
export interface Told {
  readonly labels?: Tensor1D | undefined;
  readonly captions?: Tensor2D | undefined;
}

/** Rows on their way, each from a level of its own to another that is nearer to the data. */
export interface RowStep {
  readonly x: Tensor;
  readonly from: readonly Level[];
  readonly to: readonly Level[];
  readonly told?: Told;
}

/** How a denoiser's path is followed from level to level. */
export type RowSolver = 'ddim' | 'heun';

/** One step of a solver without noise, each row from its level to its other. */
export function rowStep(solver: RowSolver, asked: Asked, { x, from, to, told }: RowStep): Tensor {
  const here = cleanAt(asked, x, from, told);
  const reached = throughClean(x, here, from, to);
  return solver === 'ddim' ? reached : throughClean(x, meanOfBoth(asked, here, reached, to, told), from, to);
}

/** The clean data that a denoiser sees in rows at their levels; a row at the data is asked about as time 0. */
export function cleanAt(
  { denoiser, reading }: Asked,
  x: Tensor,
  levels: readonly Level[],
  { labels, captions }: Told = {},
): Tensor {
  const times = tensor1d(
    levels.map(({ time }) => Math.max(time, 0)),
    'float32',
  );
  return convertPrediction(denoiser(x, times, labels, captions), reading, 'x0', x, rowShares(levels, x.rank));
}

/** Where a step of DDIM leads that is told the clean data: `r x + (α_to − r α_from) x̂₀`, r = σ_to / σ_from (Song et al. 2021, eq. 12 with no noise; Euler's step of a flow). */
export function throughClean(x: Tensor, clean: Tensor, from: readonly Level[], to: readonly Level[]): Tensor {
  const shares = stepShares(from, to);
  return add(mul(x, ofRows(shares, 'x', x.rank)), mul(clean, ofRows(shares, 'clean', x.rank)));
}

/** The inverse: the clean data by which DDIM's step leads from `x` to `reached`. */
export function cleanThrough(x: Tensor, reached: Tensor, from: readonly Level[], to: readonly Level[]): Tensor {
  const shares = stepShares(from, to).map(({ x, clean }) => ({ x: -x / clean, reached: 1 / clean }));
  return add(mul(reached, ofRows(shares, 'reached', x.rank)), mul(x, ofRows(shares, 'x', x.rank)));
}

/** Heun's correction: the mean of what is said here and where that leads, as in Karras et al. 2022, algorithm 1, of the clean data. At the data nothing is asked. */
function meanOfBoth(asked: Asked, here: Tensor, reached: Tensor, to: readonly Level[], told?: Told) {
  const halves = to.map(({ noise }) => (noise > 0 ? { here: 0.5, there: 0.5 } : { here: 1, there: 0 }));
  const there = cleanAt(asked, reached, to, told);
  return add(mul(here, ofRows(halves, 'here', here.rank)), mul(there, ofRows(halves, 'there', here.rank)));
}

const stepShares = (from: readonly Level[], to: readonly Level[]) =>
  from.map((start, row) => {
    const end = to[row] ?? start;
    const ratio = end.noise / start.noise;
    return { x: ratio, clean: end.signal - ratio * start.signal };
  });

const ofRows = <Name extends string>(rows: readonly Readonly<Record<Name, number>>[], name: Name, rank: number) =>
  perRow(
    rows.map((row) => row[name]),
    rank,
  );
