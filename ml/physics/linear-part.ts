import { Matrix, solve } from 'ml-matrix';
import type { SurrogateMethod } from './surrogate';
import { controlAt, type Spread, spreadOf, stateAt, stepsOf, type Trajectories, type Trajectory } from './trajectory';

/** What is a linear function of what the network sees. */
export interface LinearPart {
  /** `inputs + 1` rows, the last one for a constant, of `variables` numbers each. */
  readonly map: readonly (readonly number[])[];
  /** Deviation of what it leaves of each scaled variable's change: what the network gives is counted in it. */
  readonly rest: readonly number[];
}

/** So many moments are enough to fit it by. */
const MOMENTS = 20_000;
/** Keeps columns that never vary out of it, and matrices regular. */
const RIDGE = 1e-9;

/**
 * The linear map that foretells scaled changes best from what the network sees (least squares: dynamic mode decomposition with control, Proctor et al. 2016), so
 * that a network has only the rest to learn.
 */
export function fitLinearPart(
  all: Trajectories,
  method: SurrogateMethod,
  states: Spread,
  seenOf: (state: Float64Array, control: Float64Array, run: Trajectory) => readonly number[],
): LinearPart {
  const rows = momentsOf(all, method, states).map(({ run, step, state, change }) => ({
    seen: [...seenOf(state, controlAt(all, run, step), run), 1],
    change,
  }));
  return leastSquares(rows, all.variables.length);
}

/** A state, and how it changes. */
interface Moment {
  readonly run: Trajectory;
  readonly step: number;
  readonly state: Float64Array;
  /** Of each scaled variable. */
  readonly change: readonly number[];
}

/** Moments to fit a linear part by. The change of a next state is that to it; of a rate of change half of that between the states before and after. */
export function momentsOf(all: Trajectories, method: SurrogateMethod, states: Spread): readonly Moment[] {
  const before = method === 'neural-ode' ? 1 : 0;
  const moments = all.runs.flatMap((run) =>
    Array.from({ length: Math.max(0, stepsOf(all, run) - 1 - before) }, (_, at) => ({ run, step: at + before })),
  );
  const every = Math.max(1, Math.ceil(moments.length / MOMENTS));
  return moments
    .filter((_, at) => at % every === 0)
    .map(({ run, step }) => {
      const [from, state, to] = [
        stateAt(all, run, step - before),
        stateAt(all, run, step),
        stateAt(all, run, step + 1),
      ];
      const changeOf = (value: number, at: number) =>
        (value - (from[at] ?? 0)) / (1 + before) / (states.deviation[at] ?? 1);
      return { run, step, state, change: Array.from(to, changeOf) };
    });
}

/** The linear map from what is seen to the change, of `width` numbers. */
export function leastSquares(
  rows: readonly { readonly seen: readonly number[]; readonly change: readonly number[] }[],
  width: number,
): LinearPart {
  const inputs = rows[0]?.seen.length ?? 1;
  const [gram, target] = [Matrix.eye(inputs).mul(RIDGE * rows.length), Matrix.zeros(inputs, width)];
  for (const { seen, change } of rows)
    for (let a = 0; a < inputs; a++) {
      const value = seen[a] ?? 0;
      for (let b = 0; b < inputs; b++) gram.set(a, b, gram.get(a, b) + value * (seen[b] ?? 0));
      for (let at = 0; at < width; at++) target.set(a, at, target.get(a, at) + value * (change[at] ?? 0));
    }
  const map = solve(gram, target).to2DArray();
  const left = rows.map(({ seen, change }) =>
    change.map((value, at) => value - seen.reduce((sum, one, row) => sum + one * (map[row]?.[at] ?? 0), 0)),
  );
  // Where next to nothing is left, the network has next to nothing to say.
  const rest = spreadOf(left, width, 0).deviation;
  return { map, rest };
}
