import type { Metrics, Model, RunContext, TokenBlocks, z } from '@/graph';
import { countParameters, type Network, type Weights } from '@/ml/network';
import type { Objective } from '@/ml/objectives/objective';
import type { TokenBlocks as Tokens } from '@/ml/tokens';
import type { TrainingHooks, TrainingOptions } from '@/ml/training/options';
import type { TrainingState } from '@/ml/training/state';
import { curvesOf, measureCurvesOf, measuredLosses, measuresOf, settingsOf } from './curves';
import { trainShown } from './shown';
import type { tokenTrainingDetails, tokenTrainingFields } from './token-fields';
import { usableValidation } from './token-fit';
import { refuseLarge } from './too-large';
import type { TrainingWords } from './words';

export type TokenTrainingParams = z.infer<z.ZodObject<typeof tokenTrainingFields & typeof tokenTrainingDetails>>;

/** What a training over blocks of tokens brings; the rest is the same for all. */
export interface TokenTraining<Batch> {
  readonly network: Network;
  readonly objective: Objective<Tokens, Batch>;
  readonly words: TrainingWords;
  /** What the model of the moment writes at a look, and how that is read. */
  readonly sample?: NonNullable<TrainingHooks['sample']>;
  readonly textOf: (sample: ArrayLike<number>) => string;
  /** Where a model goes on learning: the weights that it has, of which some may stay as they are, or their zeros, and how far each of the others moves. */
  readonly start?: { readonly weights: Weights } & Pick<
    TrainingOptions<Tokens, Batch>,
    'frozen' | 'rateOf' | 'keepZeros'
  >;
}

/** Trains a network on a text: goes on where it was interrupted, shows a sample at each look, keeps what it has. */
export async function trainOnTokens<Batch>(
  training: TokenBlocks,
  validationGiven: TokenBlocks | undefined,
  params: TokenTrainingParams,
  context: RunContext,
  { network, objective, words, sample, textOf, start }: TokenTraining<Batch>,
): Promise<{ trained: Omit<Model, 'network'>; metrics: Metrics }> {
  const frozen = Object.values(start?.frozen ?? {}).reduce((sum, { data }) => sum + data.length, 0);
  const parameters = countParameters(network) - frozen;
  refuseLarge([network], params.batchSize, context, frozen);
  const validation = usableValidation(validationGiven, context);
  if (training.ids.length < 20 * training.blockLength || parameters > 100 * training.ids.length)
    context.log(
      'warning',
      `${training.ids.length.toLocaleString('en')} tokens are little for ${parameters.toLocaleString('en')} parameters: the model may learn them by heart. Give more text, or take a smaller network.`,
    );

  const { batchSize, accumulate, evaluateBatches, earlyStopAfter } = params;
  const { state, ended, made } = await trainShown(params, context, {
    network,
    data: { training, ...(validation && { validation }) },
    objective,
    words,
    ...(start && { begin: start.weights }),
    ...(start?.frozen && { frozen: start.frozen }),
    ...(start?.keepZeros && { keepZeros: start.keepZeros }),
    ...(start?.rateOf && { rateOf: start.rateOf }),
    evaluateBatches,
    accumulate,
    ...(earlyStopAfter > 0 && validation && { earlyStop: { patience: earlyStopAfter } }),
    ...(sample && { sample, madeOf: (ids) => ({ text: textOf(ids) }) }),
  });
  if (ended === 'early-stop')
    context.log(
      'info',
      `Stopped at step ${state.step.toLocaleString('en')}: validation had not improved for ${earlyStopAfter} looks.`,
    );
  return {
    trained: {
      weights: state.weights,
      tokenizer: training.tokenizer,
      blockLength: training.blockLength,
      trainedSteps: state.step,
      validationLoss: state.history.evaluations.at(-1)?.validationLoss ?? null,
    },
    metrics: metricsOf(
      state,
      parameters,
      state.step * batchSize * accumulate * training.blockLength,
      words,
      made?.text ?? null,
    ),
  };
}

function metricsOf(
  state: TrainingState,
  parameters: number,
  tokens: number,
  words: TrainingWords,
  sample: string | null,
): Metrics {
  const { bestValidation } = state;
  return {
    values: [
      ...measuredLosses(state.history.evaluations.at(-1), words),
      ...(bestValidation
        ? [
            {
              name: 'Best validation loss',
              value: bestValidation.loss,
              ...(words.unit && { unit: words.unit }),
              better: 'lower' as const,
              help: `Measured at step ${bestValidation.step.toLocaleString('en')}.`,
            },
          ]
        : []),
      ...measuresOf(state, words),
      { name: 'Steps', value: state.step },
      { name: 'Tokens seen', value: tokens, help: 'Tokens learned from, counted each time they came up.' },
      { name: 'Parameters', value: parameters, help: 'Those that were trained.' },
    ],
    curves: [
      ...curvesOf(state.history, words),
      ...measureCurvesOf(state.history, words, true),
      ...settingsOf(state.history, words),
    ],
    notes: sample === null ? [] : [sample],
  };
}
