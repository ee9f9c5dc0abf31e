import type { Quantity, Trajectories, Trajectory } from './kinds';
import { type TrajectoriesView, VIEW_LIMITS } from './view';

/** What can be seen of runs: those of a few starts, each as many moments as fit, on top of each other where they begin alike. */
export function trajectoriesView(all: Trajectories, large: boolean): TrajectoriesView {
  const { variables, timeStep, system, parameters } = all;
  const starts = [...new Set(all.runs.map(({ start }) => start))];
  const shown = starts.slice(0, large ? GROUPS : 1);
  const runs = all.runs.filter(({ start }) => shown.includes(start));
  const room = (large ? 1 : 1 / 4) * VIEW_LIMITS.runNumbers;
  const most = Math.max(
    2,
    Math.min(large ? MOMENTS : MOMENTS / 2, Math.floor(room / Math.max(1, runs.length * variables.length))),
  );
  return {
    view: 'trajectories',
    system,
    variables: variables.map(titled),
    starts: starts.length,
    groups: shown.map((start) => {
      const own = runs.filter((run) => run.start === start).slice(0, WAYS);
      const steps = Math.max(...own.map(({ states }) => states.length / variables.length));
      const kept = keptOf(steps, most);
      const [first] = own;
      return {
        title: `run ${start + 1}`,
        at: kept,
        times: kept.map((step) => short(step * timeStep)),
        about: (first?.parameters ?? []).map((value, at) => ({
          name: parameters[at]?.name ?? '',
          value: short(value),
          unit: parameters[at]?.unit ?? '',
        })),
        runs: own.map((run) => seenOf(run, variables.length, kept)),
        marks: own.flatMap(({ by, marks = [] }) =>
          marks.slice(0, MARKS).map(({ step, text }) => ({ step, text: `${by}: ${text}` })),
        ),
      };
    }),
  };
}

/** Starts that can be chosen from, ways of each, moments of a way, and marks of a way. */
const [GROUPS, WAYS, MOMENTS, MARKS] = [8, 4, 400, 12];

function seenOf({ by, states }: Trajectory, width: number, kept: readonly number[]) {
  return {
    by,
    // A run that ends sooner stays where it ended.
    states: kept.flatMap((step) => {
      const at = Math.min(step, states.length / width - 1);
      return Array.from(states.subarray(at * width, (at + 1) * width), short);
    }),
  };
}

/** The first and the last step, and as many between as there is room for. */
const keptOf = (steps: number, most: number): readonly number[] =>
  steps <= most
    ? Array.from({ length: steps }, (_, step) => step)
    : Array.from({ length: most }, (_, at) => Math.round((at * (steps - 1)) / (most - 1)));

const titled = ({ name, unit }: Quantity): string => (unit ? `${name}, ${unit}` : name);

/** Digits that can be seen. */
const short = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(5)) : 0);
