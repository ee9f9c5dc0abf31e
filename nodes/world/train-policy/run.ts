import type { Run } from '@/graph';
import { openWorld } from '@/ml/environments/open';
import { episodeObjective } from '@/ml/objectives/episodes';
import { rolesOf } from '../../common/network';
import { rewardCurves } from '../../common/round-curves';
import { settingsOf } from '../../train/common/curves';
import { trainShown } from '../../train/common/shown';
import type { TrainingWords } from '../../train/common/words';
import { policyNetwork } from '../common/policy-network';
import type { worldTrainPolicy } from './node';

const RETURNS = { rounds: 'Return of each round', looks: 'Return, episodes put aside' };

const wordsOf = (updates: number): TrainingWords => ({
  loss: 'return of an episode',
  speed: 'decisions/s',
  live: (history) => {
    const series = rewardCurves(history, updates, RETURNS);
    return { over: 'round', series, readings: series.map(({ name, y }) => ({ label: name, value: y.at(-1) ?? 0 })) };
  },
});

export const run: Run<typeof worldTrainPolicy> = async ({ world }, params, context) => {
  const open = (seed: string) => openWorld(world, seed);
  const network = policyNetwork(open('0').width, params);
  const roles = rolesOf({ policy: network });
  const words = wordsOf(params.updates);
  const none = { decisions: [], returns: [], entropy: 0 };
  const { state } = await trainShown(
    {
      ...params,
      schedule: 'constant',
      decaySteps: 1,
      minimumLearningRate: 0,
      steps: params.rounds * params.updates,
      evaluateEvery: params.lookEvery * params.updates,
    },
    context,
    {
      network: roles.policy,
      data: {
        training: { ...none, seeds: [] },
        validation: { ...none, seeds: Array.from({ length: params.looks }, (_, index) => `look/${index}`) },
      },
      objective: episodeObjective(roles.policy, {
        ...{ open, episodes: params.episodes, group: params.group, every: params.updates },
        ...{ clip: params.clipRange, entropyWeight: params.entropyWeight, breathe: context.breathe },
      }),
      words,
      evaluateBatches: 1,
    },
  );
  const looks = state.history.evaluations.map(({ validationLoss }) => -(validationLoss ?? 0));
  const meanReturn = looks.at(-1) ?? 0;
  return {
    policy: {
      networks: { policy: network },
      weights: state.weights,
      trainedSteps: state.step,
      learnedIn: world,
      meanReturn,
    },
    metrics: {
      values: [
        {
          name: 'Return',
          value: meanReturn,
          better: 'higher',
          help: `Mean of ${params.looks} episodes that it did not learn from, the likeliest action taken each time.`,
        },
        { name: 'Return at the start', value: looks[0] ?? 0 },
        { name: 'Rounds', value: params.rounds },
      ],
      curves: [...rewardCurves(state.history, params.updates, RETURNS), ...settingsOf(state.history, words)],
      notes: [],
    },
  };
};
