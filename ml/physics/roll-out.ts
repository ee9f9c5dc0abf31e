import type { Stepper } from './stepper';
import { controlAt, stateAt, type Trajectories, type Trajectory } from './trajectory';

/**
 * Where a stepper goes by itself from the first state of each run, told what is set at each step and nothing else: so many steps, all runs side by side.
 * Runs must be at least as long, since what is set at each step is theirs. What it gives ends where numbers do, if they do.
 */
export async function rollOut(
  all: Trajectories,
  stepper: Stepper,
  {
    steps,
    by,
    breathe,
  }: { readonly steps: number; readonly by: string; readonly breathe: (done: number) => Promise<void> },
): Promise<readonly Trajectory[]> {
  const { runs, variables, controls } = all;
  const width = variables.length;
  const parameters = Float64Array.from(runs.flatMap((run) => run.parameters));
  const gone = runs.map(() => new Float64Array((steps + 1) * width));
  let states = together(runs.map((run) => stateAt(all, run, 0)));
  for (const [row, run] of gone.entries()) run.set(states.subarray(row * width, (row + 1) * width));
  for (let step = 0; step < steps; step++) {
    const set = controls.length === 0 ? new Float64Array(0) : together(runs.map((run) => controlAt(all, run, step)));
    states = await stepper({ count: runs.length, states, controls: set, parameters });
    for (const [row, run] of gone.entries())
      run.set(states.subarray(row * width, (row + 1) * width), (step + 1) * width);
    await breathe(step + 1);
  }
  return runs.map(({ start, controls: set, parameters: own }, row) => ({
    start,
    by,
    states: gone[row] ?? new Float64Array(0),
    controls: set.slice(0, (steps + 1) * controls.length),
    parameters: own,
  }));
}

/** Rows one after the other. */
function together(rows: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
}
