import type { Metric, Run } from '@/graph';
import { answerLogProbabilities } from '@/ml/align/log-probabilities';
import type { PreferenceLossOptions, PreferenceMethod } from '@/ml/align/preference-loss';
import type { AnsweredIds } from '@/ml/align/rows';
import type { Network, Weights } from '@/ml/network';
import { preferenceObjective, type TokenPair } from '@/ml/objectives/preferences';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { concreteNetwork } from '../../common/network';
import { curvesOf, measureCurvesOf, measuredLosses, settingsOf } from '../../train/common/curves';
import { trainShown } from '../../train/common/shown';
import { refuseLarge } from '../../train/common/too-large';
import type { TrainingWords } from '../../train/common/words';
import { requireWriter } from '../common/answers';
import { divergenceBetween } from '../common/divergence';
import { type IdPair, idPairs } from '../common/pairs';
import type { alignPreferences } from './node';

const WORDS: TrainingWords = {
  loss: 'loss',
  speed: 'tokens/s',
  measured: { training: 'Training', validation: 'Put aside' },
  measures: {
    margin: { title: 'Margin', help: 'By how much the preferred answer is worth more to the model.', apart: true },
    accuracy: { title: 'Right in the last look', help: 'Pairs that it ranks as they were, 0 to 1.', apart: true },
    chosenReward: {
      title: 'Reward of preferred',
      help: 'How much likelier than at the start, times beta.',
      apart: true,
    },
    rejectedReward: {
      title: 'Reward of rejected',
      help: 'How much likelier than at the start, times beta.',
      apart: true,
    },
  },
};

export const run: Run<typeof alignPreferences> = async ({ model, preferences }, params, context) => {
  requireWriter(model);
  const network = concreteNetwork(model.network);
  refuseLarge([network], 2 * params.batchSize, context);
  const codec = codecOf(model.tokenizer);
  const { training, held } = idPairs(preferences, codec, model.blockLength, params, context);
  context.progress({ done: 0, total: params.steps, message: 'asking the start' });
  const judged = await judgeAll([...training, ...held], network, model.weights, params.method, context.breathe);
  const data = { training: judged.slice(0, training.length), held: judged.slice(training.length) };

  const { state } = await trainShown(params, context, {
    network,
    data: { training: data.training, ...(held.length > 0 && { validation: data.held }) },
    objective: preferenceObjective(network, params),
    begin: model.weights,
    words: WORDS,
    evaluateBatches: params.evaluateBatches,
  });
  const measured = held.length > 0 ? data.held : data.training;
  const { accuracy, margin } = await judgement(measured, network, state.weights, params, context.breathe);
  const prompts = measured.slice(0, 32).map(({ prompt }) => Array.from(prompt));
  const divergence = await divergenceBetween(network, state.weights, model.weights, prompts, {
    tokens: Math.max(...measured.map(({ chosen }) => chosen.length)),
    blockLength: model.blockLength,
    endIds: codec.endIds,
    seed: `${context.seed}/divergence`,
    breathe: context.breathe,
  });
  const which = held.length > 0 ? 'that were put aside' : 'that were learned from';
  const values: Metric[] = [
    {
      name: held.length > 0 ? 'Accuracy, put aside' : 'Accuracy, training',
      value: 100 * accuracy,
      unit: '%',
      better: 'higher',
      help: `Of the ${measured.length.toLocaleString('en')} pairs ${which}, how many the model ranks as they were ranked. 50 % is guessing.`,
    },
    { name: 'Margin', value: margin, better: 'higher', help: 'By how much the preferred answer is worth more to it.' },
    {
      name: 'KL to the start',
      value: divergence,
      unit: 'nats an answer',
      better: 'lower',
      help: 'How far its own answers have strayed from what the start would have written.',
    },
    ...measuredLosses(state.history.evaluations.at(-1), WORDS),
    { name: 'Steps', value: state.step },
    { name: 'Pairs', value: training.length },
  ];
  return {
    model: {
      ...model,
      weights: state.weights,
      trainedSteps: model.trainedSteps + state.step,
      // It was measured before, and no longer holds.
      validationLoss: null,
    },
    metrics: {
      values,
      curves: [
        ...curvesOf(state.history, WORDS),
        ...measureCurvesOf(state.history, WORDS, true),
        ...settingsOf(state.history, WORDS),
      ],
      notes: [],
    },
  };
};

/** What the frozen start thinks of all answers, once and for all. */
async function judgeAll(
  pairs: readonly IdPair[],
  network: Network,
  weights: Weights,
  method: PreferenceMethod,
  breathe: () => Promise<void>,
): Promise<TokenPair[]> {
  const tensors = uploadWeights(network, weights);
  const ask = (answered: readonly AnsweredIds[]) => answerLogProbabilities(network, tensors, answered, breathe);
  const strays = pairs.map(({ prompt }, index) => ({
    prompt,
    answer: pairs[(index + 1) % pairs.length]?.chosen ?? [],
  }));
  try {
    const chosen = await ask(pairs.map(({ prompt, chosen: answer }) => ({ prompt, answer })));
    const rejected = await ask(pairs.map(({ prompt, rejected: answer }) => ({ prompt, answer })));
    const stray = method === 'kto' ? await ask(strays) : null;
    return pairs.map((pair, index) => ({
      ...pair,
      referenceChosen: chosen[index] ?? 0,
      referenceRejected: rejected[index] ?? 0,
      ...(stray && { stray: { answer: strays[index]?.answer ?? [], reference: stray[index] ?? 0 } }),
    }));
  } finally {
    disposeAll(tensors);
  }
}

/** How the model ranks pairs, all of them. */
async function judgement(
  pairs: readonly TokenPair[],
  network: Network,
  weights: Weights,
  options: PreferenceLossOptions,
  breathe: () => Promise<void>,
) {
  const tensors = uploadWeights(network, weights);
  try {
    const chosen = await answerLogProbabilities(
      network,
      tensors,
      pairs.map(({ prompt, chosen: answer }) => ({ prompt, answer })),
      breathe,
    );
    const rejected = await answerLogProbabilities(
      network,
      tensors,
      pairs.map(({ prompt, rejected: answer }) => ({ prompt, answer })),
      breathe,
    );
    const margins = pairs.map((pair, index) => impliedMargin(pair, chosen[index] ?? 0, rejected[index] ?? 0, options));
    return {
      accuracy: margins.filter((margin) => margin > 0).length / margins.length,
      margin: margins.reduce((sum, margin) => sum + margin, 0) / margins.length,
    };
  } finally {
    disposeAll(tensors);
  }
}

/** The difference of implied rewards, in plain numbers. */
function impliedMargin(pair: TokenPair, chosen: number, rejected: number, { method, beta }: PreferenceLossOptions) {
  if (method === 'orpo') return beta * (chosen / pair.chosen.length - rejected / pair.rejected.length);
  return beta * (chosen - pair.referenceChosen - (rejected - pair.referenceRejected));
}
