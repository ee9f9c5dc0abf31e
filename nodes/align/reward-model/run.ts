import type { Run } from '@/graph';
import { pairCalibrationOf } from '@/ml/align/calibration';
import { scoreAll } from '@/ml/align/scores';
import { countedShare } from '@/ml/metrics/comparison/proportions';
import type { Network, Weights } from '@/ml/network';
import { type RankedTexts, rewardObjective } from '@/ml/objectives/reward-model';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { concreteNetwork } from '../../common/network';
import { reliabilityCurves, reliabilityNotes } from '../../common/reliability';
import { curvesOf, measureCurvesOf, measuredLosses, settingsOf } from '../../train/common/curves';
import { trainShown } from '../../train/common/shown';
import { refuseLarge } from '../../train/common/too-large';
import type { TrainingWords } from '../../train/common/words';
import { requireWriter } from '../common/answers';
import { meanAndDeviation } from '../common/figures';
import { type IdPair, idPairs } from '../common/pairs';
import { withScoreHead } from '../common/score-network';
import type { trainRewardModel } from './node';

/** With fewer pairs nobody can tell a good judge from one that guesses. */
const FEW = 50;

const WORDS: TrainingWords = {
  loss: 'loss, nats per pair',
  unit: 'nats per pair',
  speed: 'tokens/s',
  measured: { training: 'Training', validation: 'Put aside' },
  measures: {
    accuracy: { title: 'Right in the last look', help: 'Pairs that it ranks as they were, 0 to 1.', apart: true },
  },
};

export const run: Run<typeof trainRewardModel> = async ({ model, preferences }, params, context) => {
  requireWriter(model);
  const scored = withScoreHead(model.network, model.weights, context.seed);
  const network = concreteNetwork(scored.network);
  refuseLarge([network], 2 * params.batchSize, context);
  const codec = codecOf(model.tokenizer);
  const pairs = idPairs(preferences, codec, model.blockLength, params, context);
  const whole = (pair: IdPair) => wholeTexts(pair, model.blockLength);
  const [training, held] = [pairs.training.map(whole), pairs.held.map(whole)];
  const { state } = await trainShown(params, context, {
    network,
    data: { training, ...(held.length > 0 && { validation: held }) },
    objective: rewardObjective(network, { centre: params.centre }),
    begin: scored.weights,
    words: WORDS,
    evaluateBatches: params.evaluateBatches,
  });
  const measured = held.length > 0 ? held : training;
  const differences = await differencesOf(measured, network, state.weights, context.breathe);
  const { accuracy, calibrationError, bins } = pairCalibrationOf(differences.map(({ apart }) => apart));
  const aside = held.length > 0;
  const sure = accuracyInWords(accuracy, measured.length, aside);
  const all = training.length + held.length;
  if (all < FEW)
    context.log('warning', `${all} pairs are few to learn a taste from. ${sure} Give it more, ${FEW} at least.`);
  return {
    reward: {
      network: scored.network,
      weights: state.weights,
      tokenizer: model.tokenizer,
      blockLength: model.blockLength,
      accuracy: aside ? accuracy : null,
      trainedSteps: state.step,
      scale: meanAndDeviation(differences.flatMap(({ scores }) => [...scores])),
    },
    metrics: {
      values: [
        {
          name: aside ? 'Accuracy, put aside' : 'Accuracy, training',
          value: 100 * accuracy,
          unit: '%',
          better: 'higher',
          help: `Of ${measured.length.toLocaleString('en')} pairs, how many it ranks as they were ranked. 50 % is guessing.`,
        },
        {
          name: 'Calibration error',
          value: 100 * calibrationError,
          unit: '%',
          better: 'lower',
          help: 'How far its sureness lies from how often it is right, on average (ECE).',
        },
        ...measuredLosses(state.history.evaluations.at(-1), WORDS),
        { name: 'Steps', value: state.step },
        { name: 'Pairs', value: training.length },
      ],
      curves: [
        ...curvesOf(state.history, WORDS),
        ...reliabilityCurves(bins),
        ...measureCurvesOf(state.history, WORDS, true),
        ...settingsOf(state.history, WORDS),
      ],
      notes: [sure, ...reliabilityNotes(bins, 'pairs')],
    },
  };
};

/** Between what the accuracy lies: a tie is half right. */
function accuracyInWords(accuracy: number, pairs: number, aside: boolean): string {
  const { low, high } = countedShare(accuracy * pairs, pairs);
  const whole = (share: number) => Math.round(100 * share);
  return `It is right in ${whole(accuracy)} % of ${pairs.toLocaleString('en')} ${aside ? 'pairs put aside' : 'pairs that it learned from'}: its accuracy lies between ${whole(low)} and ${whole(high)} % (95 % interval).`;
}

/** Prompts with their answers; of what is longer than the judge looks back on, the end. */
const wholeTexts = ({ prompt, chosen, rejected }: IdPair, blockLength: number): RankedTexts => ({
  chosen: [...Array.from(prompt), ...Array.from(chosen)].slice(-blockLength),
  rejected: [...Array.from(prompt), ...Array.from(rejected)].slice(-blockLength),
});

/** Scores of both texts of pairs, and how far the preferred one lies above. */
async function differencesOf(
  pairs: readonly RankedTexts[],
  network: Network,
  weights: Weights,
  breathe: () => Promise<void>,
) {
  const tensors = uploadWeights(network, weights);
  try {
    const chosen = await scoreAll(
      network,
      tensors,
      pairs.map((pair) => pair.chosen),
      breathe,
    );
    const rejected = await scoreAll(
      network,
      tensors,
      pairs.map((pair) => pair.rejected),
      breathe,
    );
    return pairs.map((_, index) => {
      const scores = [chosen[index] ?? 0, rejected[index] ?? 0] as const;
      return { scores, apart: scores[0] - scores[1] };
    });
  } finally {
    disposeAll(tensors);
  }
}
