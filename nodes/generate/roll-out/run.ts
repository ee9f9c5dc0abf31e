import { GenloomError, type Run } from '@/graph';
import { rollOut } from '@/ml/physics/roll-out';
import { stepsOf } from '@/ml/physics/trajectory';
import { requireFits } from '../../common/simulation/alike';
import { withSurrogate } from '../../common/simulation/surrogate';
import type { generateRollOut } from './node';

export const run: Run<typeof generateRollOut> = async ({ surrogate, trajectories }, params, context) => {
  requireFits(trajectories, surrogate, 'runs');
  // What was foretold before is no truth to begin at; it stays beside what is foretold now, to be compared with.
  const truth = trajectories.runs[0]?.by;
  const runs = trajectories.runs.filter(({ by }) => by === truth).slice(0, params.most);
  if (runs.length === 0)
    throw new GenloomError({
      code: 'simulation.no-runs',
      title: 'There is no run to begin at.',
      fix: 'Connect a “Simulation” or a “Time series” with at least one run.',
    });
  const longest = Math.min(...runs.map((one) => stepsOf(trajectories, one) - 1));
  const steps = Math.min(params.steps, longest);
  if (steps < params.steps)
    context.log(
      'warning',
      `The runs have ${longest.toLocaleString('en')} steps, so that is as far as it is rolled out. Make them longer to see more.`,
    );
  const earlier = trajectories.runs.filter((one) => one.by !== truth && runs.some(({ start }) => start === one.start));
  const taken = earlier.map((one) => one.by);
  const by = nameBeside(surrogate.method === 'neural-ode' ? 'neural ODE' : 'surrogate', taken);
  const foretold = await withSurrogate(surrogate, (stepper) =>
    rollOut({ ...trajectories, runs }, stepper, {
      steps,
      by,
      breathe: async (done) => {
        context.progress({ done, total: steps });
        await context.breathe();
      },
    }),
  );
  const [width, set] = [trajectories.variables.length, trajectories.controls.length];
  const known = [...runs, ...earlier].map((one) => ({
    ...one,
    states: one.states.slice(0, (steps + 1) * width),
    controls: one.controls.slice(0, (steps + 1) * set),
  }));
  return { trajectories: { ...trajectories, runs: [...known, ...foretold] } };
};

/** “surrogate”, or where another is called that, “surrogate 2”. */
function nameBeside(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) if (!taken.includes(`${name} ${number}`)) return `${name} ${number}`;
}
