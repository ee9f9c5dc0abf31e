import { GenloomError, type Run } from '@/graph';
import { rollOut } from '@/ml/physics/roll-out';
import { stepsOf } from '@/ml/physics/trajectory';
import { requireFits } from '../../common/simulation/alike';
import { withSurrogate } from '../../common/simulation/surrogate';
import type { generateRollOut } from './node';

export const run: Run<typeof generateRollOut> = async ({ surrogate, trajectories }, params, context) => {
  requireFits(trajectories, surrogate, 'runs');
  const runs = trajectories.runs.slice(0, params.most);
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
  const by = surrogate.method === 'neural-ode' ? 'neural ODE' : 'surrogate';
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
  const real = runs.map((one) => ({
    ...one,
    states: one.states.slice(0, (steps + 1) * width),
    controls: one.controls.slice(0, (steps + 1) * set),
  }));
  return { trajectories: { ...trajectories, runs: [...real, ...foretold] } };
};
