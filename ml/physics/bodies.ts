import { Matrix } from 'ml-matrix';
import type { Joined } from '../layers/graph-network';
import { concat, ones, pad, reshape, slice, type Tensor, tile, transpose, zeros } from '../tf';
import { type LinearPart, leastSquares, momentsOf } from './linear-part';
import type { SurrogateMethod, SurrogateScale } from './surrogate';
import type { SystemName } from './system';
import { controlAt, type Spread, spreadOf, stateAt, statesOf, stepsOf, type Trajectories } from './trajectory';

/** How a graph network sees a system: bodies, and who acts on whom. Of `row` the ends are joined to walls, and the first is pushed; of `pairs` each has a mass. */
export interface Bodies {
  readonly axes: number;
  readonly joined: Joined;
  /** How often messages are sent: how far along a row a body can tell of. */
  readonly rounds: number;
  /** What all bodies have in common of the linear part: `3 · hops + 2` rows of two numbers, for the change of a place and of a velocity. */
  readonly shares: readonly (readonly number[])[];
}

/** What bodies a system has, or null where it has none that act on each other in pairs. */
export function joinedIn(system: SystemName | null): Pick<Bodies, 'axes' | 'joined'> | null {
  if (system === 'springs') return { axes: 1, joined: 'row' };
  return system === 'orbits' ? { axes: 2, joined: 'pairs' } : null;
}

/** How many numbers of a body there are besides its place: its velocity and, in a row, its push, stiffness, friction and whether it is a wall; otherwise its mass. */
export const featuresOfBody = ({ axes, joined }: Pick<Bodies, 'axes' | 'joined'>): number =>
  axes + (joined === 'row' ? 4 : 1);

/**
 * The scales of runs that a graph network learns from: one for all places and one for all velocities, about 0, so that no body is told from another and moving all
 * alike changes nothing. @throws RangeError for runs without a second state
 */
export function bodyScaleOf(
  all: Trajectories,
  method: SurrogateMethod,
  seen: Pick<Bodies, 'axes' | 'joined' | 'rounds'>,
): Pick<SurrogateScale, 'states' | 'changes' | 'linear' | 'bodies'> & { readonly told: Spread } {
  const width = all.variables.length;
  const halves = (values: readonly [number, number]) =>
    Array.from({ length: width }, (_, at) => values[at < width / 2 ? 0 : 1]);
  const common = ({ mean, deviation }: Spread): [number, number] => {
    const half = (from: number) => {
      const at = Array.from({ length: width / 2 }, (_, place) => from + place);
      return Math.sqrt(
        at.reduce((sum, one) => sum + (mean[one] ?? 0) ** 2 + (deviation[one] ?? 0) ** 2, 0) / at.length,
      );
    };
    return [half(0) || 1, half(width / 2) || 1];
  };
  const sizes = common(spreadOf(statesOf(all), width, 0));
  const states = { mean: halves([0, 0]), deviation: halves(sizes) };
  const changed = common(spreadOf(changesOf(all), width, 0));
  const shared = fitShares(all, method, states, seen);
  const bodies = { ...seen, shares: shared.map };
  return {
    states,
    told: toldScale(all, seen.joined),
    changes: halves([changed[0] / sizes[0], changed[1] / sizes[1]]),
    linear: {
      map: mapFor(bodies, width, all.controls.length + all.parameters.length),
      rest: halves(pairOf(shared.rest)),
    },
    bodies,
  };
}

/** The same surrogate for another number of bodies; `told` are controls and parameters. */
export function forBodies(scale: SurrogateScale, variables: number, told: number): SurrogateScale {
  const { bodies, states, changes, linear } = scale;
  if (!bodies || variables === states.deviation.length) return scale;
  const stretched = (values: readonly number[]) =>
    Array.from({ length: variables }, (_, at) => values[at < variables / 2 ? 0 : values.length - 1] ?? 0);
  // In a row what is told is told of all; otherwise it is a mass each, of one scale.
  const each = <Value>(values: readonly Value[]) =>
    Array.from({ length: told }, (_, at) => values[at % values.length]) as Value[];
  return {
    ...scale,
    angles: Array.from({ length: variables }, () => false),
    states: { mean: stretched(states.mean), deviation: stretched(states.deviation) },
    told: { mean: each(scale.told.mean), deviation: each(scale.told.deviation), varied: each(scale.told.varied) },
    changes: stretched(changes),
    linear: { map: mapFor(bodies, variables, told), rest: stretched(linear.rest) },
  };
}

/** Scaled states `[B, variables]` and what is told of them as what the layer takes, `[B, bodies, axes + features]`; in a row a wall stands at either end. */
export function seenOfBodies(x: Tensor, told: Tensor | null, { axes, joined }: Bodies): Tensor {
  const [batch = 0, width = 0] = x.shape;
  const count = width / (2 * axes);
  // (B, bodies, places and velocities)
  const moving = reshape(transpose(reshape(x, [batch, 2, count, axes]), [0, 2, 1, 3]), [batch, count, 2 * axes]);
  if (!told) return moving;
  if (joined === 'pairs') return concat([moving, reshape(told, [batch, count, 1])], 2);
  const push = pad(reshape(slice(told, [0, 0], [batch, 1]), [batch, 1, 1]), [
    [0, 0],
    [1, count],
    [0, 0],
  ]);
  const shared = tile(reshape(slice(told, [0, 1], [batch, 2]), [batch, 1, 2]), [1, count + 2, 1]);
  const wall = ones([batch, 1, 1]);
  const walled = pad(moving, [
    [0, 0],
    [1, 1],
    [0, 0],
  ]);
  return concat([walled, push, shared, concat([wall, zeros([batch, count, 1]), wall], 1)], 2);
}

/** What the layer gives, `[B, bodies, 2 · axes]` with walls or without, in the order of the variables: `[B, variables]`. */
export function changesOfBodies(y: Tensor, { axes, joined }: Bodies): Tensor {
  const [batch = 0, all = 0] = y.shape;
  const count = joined === 'row' ? all - 2 : all;
  const own = joined === 'row' ? slice(y, [0, 1, 0], [batch, count, 2 * axes]) : y;
  return reshape(transpose(reshape(own, [batch, count, 2, axes]), [0, 2, 1, 3]), [batch, 2 * count * axes]);
}

/**
 * Of each body, what all have in common of the linear part: its change as a sum of how places, velocities and pushes differ from those of its neighbours, of theirs,
 * and so on (a polynomial of the graph's Laplacian, Defferrard et al. 2016, eq. 3, fitted by least squares). The place of a body itself is left out.
 */
function fitShares(
  all: Trajectories,
  method: SurrogateMethod,
  states: Spread,
  { axes, joined, rounds }: Pick<Bodies, 'axes' | 'joined' | 'rounds'>,
): LinearPart {
  const width = all.variables.length;
  const count = width / (2 * axes);
  // Higher powers are sums of lower ones, and how they were told apart would mean nothing among more bodies.
  const hops = joined === 'row' ? Math.min(rounds, count - 1) : 1;
  const powers = powersOf(count, joined, hops);
  const pushes = toldScale(all, joined).deviation[0] ?? 1;
  const rows = momentsOf(all, method, states).flatMap(({ run, step, state, change }) => {
    const x = Array.from(state, (value, at) => value / (states.deviation[at] ?? 1));
    const push = joined === 'row' ? (controlAt(all, run, step)[0] ?? 0) / pushes : 0;
    return Array.from({ length: count * axes }, (_, place) => {
      const [body, axis] = [Math.floor(place / axes), place % axes];
      const reached = (from: number) =>
        powers.map((power) => {
          let sum = 0;
          for (let other = 0; other < count; other++)
            sum += power.get(body, other) * (x[from + other * axes + axis] ?? 0);
          return sum;
        });
      return {
        seen: [
          ...reached(0).slice(1),
          ...reached(width / 2),
          ...powers.map((power) => (axis === 0 ? push * power.get(body, 0) : 0)),
        ],
        change: [change[place] ?? 0, change[width / 2 + place] ?? 0],
      };
    });
  });
  const found = leastSquares(rows, 2);
  if (method === 'next-state') return found;
  // A place changes at its velocity, and nothing is to be learned of that.
  const [place = 1, velocity = 1] = [states.deviation[0], states.deviation[width / 2]];
  return {
    map: found.map.map(([, last = 0], row) => [row === hops ? (velocity / place) * all.timeStep : 0, last]),
    rest: [0, found.rest[1] ?? 0],
  };
}

/** The linear part of a system of so many variables: a row for each variable and each number that is told, and one for a constant. */
function mapFor({ axes, joined, shares }: Bodies, variables: number, told: number): number[][] {
  const half = variables / 2;
  const count = half / axes;
  const hops = (shares.length - 2) / 3;
  const map = Array.from({ length: variables + told + 1 }, () => new Array<number>(variables).fill(0));
  const share = (row: number, power: Matrix, body: number, other: number) =>
    (shares[row] ?? []).map((one) => one * power.get(body, other));
  const give = (from: number, place: number, [ofPlace = 0, ofVelocity = 0]: readonly number[]) => {
    const row = map[from];
    if (!row) return;
    row[place] = (row[place] ?? 0) + ofPlace;
    row[half + place] = (row[half + place] ?? 0) + ofVelocity;
  };
  for (const [k, power] of powersOf(count, joined, hops).entries())
    for (let place = 0; place < half; place++) {
      const [body, axis] = [Math.floor(place / axes), place % axes];
      for (let other = 0; other < count; other++) {
        const from = other * axes + axis;
        if (k > 0) give(from, place, share(k - 1, power, body, other));
        give(half + from, place, share(hops + k, power, body, other));
      }
      if (joined === 'row') give(variables, place, share(2 * hops + 1 + k, power, body, 0));
    }
  return map;
}

/** How much neighbours differ, `Σ (xⱼ − xᵢ)`, as a matrix, taken 0 to `hops` times; walls are neighbours at 0. */
function powersOf(bodies: number, joined: Joined, hops: number): readonly Matrix[] {
  const once = Matrix.zeros(bodies, bodies);
  for (let one = 0; one < bodies; one++)
    for (let other = 0; other < bodies; other++) {
      if (one === other) once.set(one, one, joined === 'row' ? -2 : 1 - bodies);
      else if (joined === 'pairs' || Math.abs(one - other) === 1) once.set(one, other, 1);
    }
  const powers = [Matrix.eye(bodies)];
  for (let hop = 0; hop < hops; hop++) powers.push((powers.at(-1) ?? once).mmul(once));
  return powers;
}

/** A push is counted from 0, so that a body without one has none; masses have one scale. */
function toldScale(all: Trajectories, joined: Joined): Spread {
  const rows: number[][] = [];
  for (const run of all.runs)
    for (let step = 0; step < stepsOf(all, run); step++) rows.push([...controlAt(all, run, step), ...run.parameters]);
  const width = all.controls.length + all.parameters.length;
  if (joined === 'row') {
    const { mean, deviation } = spreadOf(rows, width);
    return { mean: mean.map((one, at) => (at < all.controls.length ? 0 : one)), deviation };
  }
  const { mean, deviation } = spreadOf(
    rows.flatMap((row) => row.map((one) => [one])),
    1,
  );
  return { mean: new Array(width).fill(mean[0] ?? 0), deviation: new Array(width).fill(deviation[0] ?? 1) };
}

function* changesOf(all: Trajectories): Generator<ArrayLike<number>> {
  for (const run of all.runs)
    for (let step = 1; step < stepsOf(all, run); step++) {
      const before = stateAt(all, run, step - 1);
      yield stateAt(all, run, step).map((value, at) => value - (before[at] ?? 0));
    }
}

const pairOf = ([first = 0, second = 0]: readonly number[]): [number, number] => [first, second];
