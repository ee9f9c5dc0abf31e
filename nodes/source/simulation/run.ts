import { GenloomError, type Run, type z } from '@/graph';
import { measure } from '@/ml/physics/measure';
import { type Simulation, simulate } from '@/ml/physics/simulate';
import { MASSES } from '@/ml/physics/starts';
import { stepsOf, type Trajectories, type Trajectory } from '@/ml/physics/trajectory';
import type { sourceSimulation } from './node';

type Params = z.infer<typeof sourceSimulation.params>;

/** So many numbers of a state, of all steps and runs, are simulated at most. */
const MOST = 4_000_000;

export const run: Run<typeof sourceSimulation> = async (_inputs, params, context) => {
  const { system, runs, steps, timeStep, spread, frictionSpread, reach, noise, fault, faultStep, faultSize } = params;
  const { bodies, parameters, variables } = builtOf(params);
  if (runs * (steps + 1) * variables > MOST)
    throw new GenloomError({
      code: 'simulation.too-large',
      title: `That would be ${(runs * (steps + 1) * variables).toLocaleString('en')} numbers.`,
      detail: `At most ${MOST.toLocaleString('en')} are simulated at once.`,
      fix: 'Take fewer or shorter runs.',
    });
  const swings = system === 'pendulum' || system === 'springs';
  if (fault === 'friction' && !swings)
    throw new GenloomError({
      code: 'simulation.no-friction',
      title: 'This system has no friction that could jump.',
      fix: 'Choose another fault, or a pendulum or springs.',
    });
  const asked: Simulation = {
    system,
    bodies,
    parameters,
    runs: 1,
    steps,
    timeStep,
    // Friction is the last parameter of what has any.
    spread: parameters.map((_, at) => (swings && at === parameters.length - 1 ? frictionSpread : spread)),
    reach,
    drive: swings ? params.drive : 0,
    seed: context.seed,
    ...(fault === 'friction' && { friction: { step: faultStep, more: faultSize } }),
  };
  // One by one, so that it can be cancelled.
  const made: Trajectory[] = [];
  for (let index = 0; index < runs; index++) {
    made.push(...simulate(asked, index).runs);
    context.progress({ done: index + 1, total: runs });
    await context.breathe();
  }
  const all: Trajectories = { ...simulate({ ...asked, runs: 0 }), runs: made };
  refuseEnded(all);
  const measured = measure(all, {
    noise,
    seed: context.seed,
    ...((fault === 'bias' || fault === 'stuck') && {
      fault: { kind: fault, step: Math.min(faultStep, steps), variable: 0, size: faultSize },
    }),
  });
  return { trajectories: all, measured };
};

/** How many bodies there are, the parameters in the order of the system's, and how many numbers a state has. */
function builtOf({ system, masses, bodies, places, length, stiffness, friction, diffusivity }: Params) {
  switch (system) {
    case 'pendulum':
      return { bodies: 1, parameters: [length, friction], variables: 2 };
    case 'springs':
      return { bodies: masses, parameters: [stiffness, friction], variables: 2 * masses };
    case 'orbits':
      return { bodies, parameters: bodies === 2 ? MASSES.two : MASSES.three, variables: 4 * bodies };
    case 'heat':
      return { bodies: places, parameters: [diffusivity], variables: places };
  }
}

function refuseEnded(all: Trajectories): void {
  for (const one of all.runs) {
    const at = one.states.findIndex((value) => !Number.isFinite(value));
    if (at >= 0)
      throw new GenloomError({
        code: 'simulation.diverged',
        title: `Run ${one.start + 1} left all numbers behind at step ${Math.floor(at / all.variables.length)} of ${stepsOf(all, one) - 1}.`,
        fix: 'Take a smaller time step.',
      });
  }
}
