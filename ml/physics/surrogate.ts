import { type ForwardContext, runNetwork } from '../forward';
import { readOnce } from '../functions/read';
import type { Network } from '../network';
import { add, concat, cos, div, matMul, mul, sin, split, sub, type Tensor, tensor1d, tensor2d, tidy } from '../tf';
import { type Bodies, bodyScaleOf, changesOfBodies, forBodies, seenOfBodies } from './bodies';
import { fitLinearPart, type LinearPart } from './linear-part';
import type { Stepper } from './stepper';
import { controlAt, type Spread, spreadOf, stateAt, statesOf, stepsOf, type Trajectories } from './trajectory';

/** How a network foretells: the change to the next state; or the rate of change, followed along the time step by Runge–Kutta (Chen et al. 2018). */
export type SurrogateMethod = 'next-state' | 'neural-ode';

/** What a surrogate is besides its network: how numbers are scaled before they go in, and what comes out means. */
export interface SurrogateScale {
  readonly method: SurrogateMethod;
  /** Which variables are angles: they go in as sine and cosine. */
  readonly angles: readonly boolean[];
  readonly states: Spread;
  /** Of controls and parameters, one after the other. */
  readonly told: Spread & { readonly varied: readonly boolean[] };
  /** Deviation of a scaled variable's change in one time step. */
  readonly changes: readonly number[];
  readonly linear: LinearPart;
  /** Of a graph network, which sees bodies and what joins them, and not the state as a whole. */
  readonly bodies?: Bodies;
}

/** How many numbers go into the network. */
export const inputsOf = ({ angles, told }: Pick<SurrogateScale, 'angles' | 'told'>): number =>
  angles.length + angles.filter(Boolean).length + told.mean.length;

/** The scales of runs that are learned from. @throws RangeError for runs without a second state */
export function scaleOf(all: Trajectories, method: SurrogateMethod): SurrogateScale {
  const width = all.variables.length;
  const states = spreadOf(statesOf(all), width);
  const change = spreadOf(changesOf(all), width);
  const told = spreadOf(toldOf(all), all.controls.length + all.parameters.length);
  const angles = all.variables.map(({ angle }) => angle === true);
  return {
    method,
    angles,
    states,
    told: { ...told, varied: variesOf(all, told.mean) },
    changes: change.deviation.map((one, at) => one / (states.deviation[at] ?? 1)),
    linear: fitLinearPart(all, method, states, (state, control, run) => [
      ...[...scaled(state, states)].flatMap((value, at) =>
        angles[at] ? [Math.sin(state[at] ?? 0), Math.cos(state[at] ?? 0)] : [value],
      ),
      ...scaled([...control, ...run.parameters], told),
    ]),
  };
}

/** The same for a graph network. @throws RangeError for runs without a second state */
export function graphScaleOf(
  all: Trajectories,
  method: SurrogateMethod,
  seen: Pick<Bodies, 'axes' | 'joined' | 'rounds'>,
): SurrogateScale {
  const { told, ...scale } = bodyScaleOf(all, method, seen);
  const { mean } = spreadOf(toldOf(all), all.controls.length + all.parameters.length);
  return {
    method,
    angles: all.variables.map(() => false),
    ...scale,
    told: { ...told, varied: variesOf(all, mean) },
  };
}

/** Which controls and parameters are not the same at all steps of all runs. */
function variesOf(all: Trajectories, mean: readonly number[]): readonly boolean[] {
  const varied = mean.map(() => false);
  for (const told of toldOf(all))
    for (const [at, first] of mean.entries())
      if (Math.abs((told[at] ?? 0) - first) > 1e-9 * Math.max(1, Math.abs(first))) varied[at] = true;
  return varied;
}

function* changesOf(all: Trajectories): Generator<ArrayLike<number>> {
  for (const run of all.runs)
    for (let step = 1; step < stepsOf(all, run); step++) {
      const [before, after] = [stateAt(all, run, step - 1), stateAt(all, run, step)];
      yield after.map((value, at) => value - (before[at] ?? 0));
    }
}

function* toldOf(all: Trajectories): Generator<ArrayLike<number>> {
  for (const run of all.runs)
    for (let step = 0; step < stepsOf(all, run); step++) yield [...controlAt(all, run, step), ...run.parameters];
}

/** `(x − mean) / deviation`, row by row, to float32. */
export function scaled(rows: ArrayLike<number>, { mean, deviation }: Spread): Float32Array {
  const width = mean.length;
  return Float32Array.from(rows, (value, at) => (value - (mean[at % width] ?? 0)) / (deviation[at % width] ?? 1));
}

/** The scaled state `[B, variables]` one time step later; differentiable. `told` are scaled controls and parameters, `[B, told]`. */
export function foretell(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  scale: SurrogateScale,
  x: Tensor,
  told: Tensor | null,
  context?: ForwardContext,
): Tensor {
  const { map, rest } = scale.linear;
  const [slopes, constant] = [tensor2d(map.slice(0, -1).map((row) => [...row])), tensor1d([...(map.at(-1) ?? [])])];
  const counted = tensor1d([...rest]);
  const change = (at: Tensor) => {
    const features = featuresOf(at, scale);
    const input = told ? concat([features, told], 1) : features;
    const given = scale.bodies
      ? changesOfBodies(
          runNetwork(network, weights, { input: seenOfBodies(at, told, scale.bodies) }, context),
          scale.bodies,
        )
      : runNetwork(network, weights, { input }, context);
    const learned = mul(given, counted);
    return add(add(matMul(input, slopes), constant), learned);
  };
  if (scale.method === 'next-state') return add(x, change(x));
  // One step of a time step's length, in which changes are counted.
  const k1 = change(x);
  const k2 = change(add(x, div(k1, 2)));
  const k3 = change(add(x, div(k2, 2)));
  const k4 = change(add(x, k3));
  return add(x, div(add(add(k1, k4), mul(add(k2, k3), 2)), 6));
}

/** Scaled variables, angles as their sine and cosine. */
function featuresOf(x: Tensor, { angles, states }: SurrogateScale): Tensor {
  if (!angles.includes(true)) return x;
  return concat(
    split(x, angles.length, 1).flatMap((column, at) => {
      if (!angles[at]) return [column];
      const radians = add(mul(column, states.deviation[at] ?? 1), states.mean[at] ?? 0);
      return [sin(radians), cos(radians)];
    }),
    1,
  );
}

/** A surrogate with its weights on the device as a stepper. Between steps states are kept in float64; the network computes in float32. */
export function surrogateStepper(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  own: SurrogateScale,
): Stepper {
  return async ({ count, states, controls, parameters }) => {
    const [width, toldWidth] = [states.length / count, (controls.length + parameters.length) / count];
    // A graph network carries any number of bodies on.
    const scale = forBodies(own, width, toldWidth);
    const { deviation } = scale.states;
    const x = scaled(states, scale.states);
    const told = scaled(besides(count, controls, parameters), scale.told);
    // The change alone is read, so that rounding the state loses nothing.
    const change = await readOnce(
      tidy(() => {
        const now = tensor2d(x, [count, width]);
        return sub(
          foretell(network, weights, scale, now, toldWidth > 0 ? tensor2d(told, [count, toldWidth]) : null),
          now,
        );
      }),
    );
    return states.map((value, at) => value + (change[at] ?? 0) * (deviation[at % width] ?? 1));
  };
}

/** Controls and parameters of each row, one after the other. */
export function besides(count: number, controls: Float64Array, parameters: Float64Array): Float64Array {
  const [c, p] = [controls.length / count, parameters.length / count];
  const all = new Float64Array(count * (c + p));
  for (let row = 0; row < count; row++) {
    all.set(controls.subarray(row * c, (row + 1) * c), row * (c + p));
    all.set(parameters.subarray(row * p, (row + 1) * p), row * (c + p) + c);
  }
  return all;
}
