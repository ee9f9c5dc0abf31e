import { GenloomError, type Run, type Trajectories, type z } from '@/graph';
import { rollOutObjective } from '@/ml/objectives/roll-out';
import { joinedIn } from '@/ml/physics/bodies';
import { graphScaleOf, inputsOf, scaleOf } from '@/ml/physics/surrogate';
import { stepsOf } from '@/ml/physics/trajectory';
import { bodyNetwork } from '../../common/body-network';
import { mlpNetwork } from '../../common/mlp-network';
import { rolesOf } from '../../common/network';
import { requireLike } from '../../common/simulation/alike';
import { curvesOf, measuredLosses, settingsOf } from '../common/curves';
import { trainShown } from '../common/shown';
import type { TrainingWords } from '../common/words';
import type { trainSurrogate } from './node';

type Params = z.infer<typeof trainSurrogate.params>;

const words: TrainingWords = { loss: 'squared error, in changes per step', speed: 'stretches/s' };

export const run: Run<typeof trainSurrogate> = async ({ trajectories, validation }, params, context) => {
  const { method, ahead, average } = params;
  requireLong(trajectories, ahead, 'runs to learn from');
  if (validation) {
    requireLike(validation, trajectories, 'runs to validate with', 'those to learn from');
    requireLong(validation, ahead, 'runs to validate with');
  }
  const { scale, networks } = builtFor(trajectories, params);
  const { next } = rolesOf(networks);
  const { state } = await trainShown(params, context, {
    network: next,
    data: { training: trajectories, ...(validation && { validation }) },
    objective: rollOutObjective(next, scale, ahead),
    words,
    evaluateBatches: 4,
    ...(average > 0 && { average }),
  });
  const { system, timeStep, variables, controls, parameters } = trajectories;
  return {
    surrogate: {
      networks,
      weights: state.average ?? state.weights,
      shape: [variables.length],
      classes: [],
      scaling: scale.states,
      trainedSteps: state.step,
      method,
      system,
      timeStep,
      variables,
      controls,
      parameters,
      told: scale.told,
      changes: scale.changes,
      linear: scale.linear,
      ...(scale.bodies && { bodies: scale.bodies }),
    },
    metrics: {
      values: [
        ...measuredLosses(state.history.evaluations.at(-1), words),
        { name: 'Steps', value: state.step },
        { name: 'Runs', value: trajectories.runs.length },
      ],
      curves: [...curvesOf(state.history, words), ...settingsOf(state.history, words)],
      notes: [],
    },
  };
};

/** The network that is asked for, and how numbers are scaled for it. @throws GenloomError `surrogate.no-bodies` */
function builtFor(all: Trajectories, { network, method, width, layers, rounds }: Params) {
  const outputs = all.variables.length;
  if (network === 'whole') {
    const scale = scaleOf(all, method);
    return {
      scale,
      networks: { next: mlpNetwork(inputsOf(scale), outputs, { width, layers, scale: 0.1, gives: 'example' }) },
    };
  }
  const joined = joinedIn(all.system);
  if (!joined)
    throw new GenloomError({
      code: 'surrogate.no-bodies',
      title: `A graph network sees bodies that act on each other, and ${WITHOUT_BODIES[all.system ?? 'series']}.`,
      fix: 'Set “It sees” to the state as a whole, or let “Simulation” make masses on springs or bodies that attract each other.',
    });
  const seen = { ...joined, rounds };
  return { scale: graphScaleOf(all, method, seen), networks: { next: bodyNetwork(outputs, seen, width) } };
}

const WITHOUT_BODIES: Readonly<Record<string, string>> = {
  pendulum: 'a pendulum is alone',
  heat: 'places along a rod are no bodies with velocities',
  series: 'nobody told which bodies this time series is of',
};

function requireLong(all: Trajectories, ahead: number, what: string): void {
  const shortest = Math.min(...all.runs.map((one) => stepsOf(all, one) - 1));
  if (all.runs.length === 0)
    throw new GenloomError({
      code: 'surrogate.no-runs',
      title: `There are no ${what}.`,
      fix: 'Connect a “Simulation”, or a “Time series” with at least one run.',
    });
  if (shortest < ahead)
    throw new GenloomError({
      code: 'surrogate.short-runs',
      title: `Of the ${what} the shortest has ${shortest} steps, and the surrogate is to foretell ${ahead}.`,
      fix: `Make runs longer, or set “Foretells in training” to at most ${Math.max(1, shortest)}.`,
    });
}
