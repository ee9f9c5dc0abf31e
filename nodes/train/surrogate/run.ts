import { GenloomError, type Run, type Trajectories } from '@/graph';
import { rollOutObjective } from '@/ml/objectives/roll-out';
import { inputsOf, scaleOf } from '@/ml/physics/surrogate';
import { stepsOf } from '@/ml/physics/trajectory';
import { mlpNetwork } from '../../common/mlp-network';
import { rolesOf } from '../../common/network';
import { requireLike } from '../../common/simulation/alike';
import { curvesOf, measuredLosses, settingsOf } from '../common/curves';
import { trainShown } from '../common/shown';
import type { TrainingWords } from '../common/words';
import type { trainSurrogate } from './node';

const words: TrainingWords = { loss: 'squared error, in changes per step', speed: 'stretches/s' };

export const run: Run<typeof trainSurrogate> = async ({ trajectories, validation }, params, context) => {
  const { method, ahead, width, layers, average } = params;
  requireLong(trajectories, ahead, 'runs to learn from');
  if (validation) {
    requireLike(validation, trajectories, 'runs to validate with', 'those to learn from');
    requireLong(validation, ahead, 'runs to validate with');
  }
  const scale = scaleOf(trajectories, method);
  const networks = {
    next: mlpNetwork(inputsOf(scale), trajectories.variables.length, { width, layers, scale: 0.1, gives: 'example' }),
  };
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
