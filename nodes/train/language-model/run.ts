import { type Metrics, measureTitle, type Run, type RunContext, type z } from '@/graph';
import { countParameters, type Network } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import { generateAll } from '@/ml/sample';
import type { TrainingHooks } from '@/ml/training/options';
import { TrainingDiverged, type TrainingState } from '@/ml/training/state';
import { codecOf, promptIds } from '../../common/codec';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { readState } from '../common/checkpoint';
import { curvesOf, settingsOf, trainingView } from '../common/curves';
import { divergedError, refuseLarge } from '../common/errors';
import { trainKeeping } from '../common/keep';
import { optimiserOf, scheduleOf } from '../common/optimisation';
import { createShow } from '../common/show';
import type { TrainingWords } from '../common/words';
import { refuseUnfit, usableValidation } from './fit';
import type { trainLanguageModel } from './node';

/** Training is kept at least so often, in milliseconds: what closing the tab may cost. */
const KEEP_EVERY = 20_000;

type Params = z.infer<typeof trainLanguageModel.params>;

const WORDS: TrainingWords = { loss: 'loss, nats per token', unit: 'nats', speed: 'tokens/s' };

export const run: Run<typeof trainLanguageModel> = async (inputs, params, context) => {
  const { training } = inputs;
  const network = concreteNetwork(inputs.network);
  refuseUnfit(network, training);
  const parameters = countParameters(network);
  refuseLarge(parameters);
  const validation = usableValidation(inputs.validation, context);
  if (training.ids.length < 20 * training.blockLength || parameters > 100 * training.ids.length)
    context.log(
      'warning',
      `${training.ids.length.toLocaleString('en')} tokens are little for ${parameters.toLocaleString('en')} parameters: the model may learn them by heart. Give more text, or take a smaller network.`,
    );

  const kept = await context.checkpoint.load();
  const found = kept && readState(kept.state);
  if (kept && !found)
    context.log('warning', 'What was kept of an earlier training cannot be read; training begins anew.');
  // Training cannot be turned back: one that wants fewer steps begins anew, and leaves alone what went further.
  const furthest = found?.step ?? 0;
  const initial = found && found.step <= params.steps ? found : null;
  if (initial) context.log('info', `Goes on from step ${initial.step.toLocaleString('en')}.`);

  const save = async (state: TrainingState) => {
    if (state.step >= furthest) {
      const view = trainingView(state.history, null, show.made(), WORDS);
      await context.checkpoint.save({ step: state.step, state, view });
    }
  };
  const show = createShow(context, params.steps, initial, WORDS);
  const codec = codecOf(training.tokenizer);
  const prompt = promptIds(codec, params.samplePrompt, training.ids);
  const hooks: TrainingHooks = {
    breathe: context.breathe,
    checkpoint: save,
    onStep: show.step,
    onEvaluate: (look) =>
      show.look(look, look.sample ? { text: codec.decode([...prompt, ...Array.from(look.sample)]) } : null),
    ...(params.sampleTokens > 0 && { sample: sampler(network, prompt, training.blockLength, params, context) }),
  };
  const { steps, batchSize, accumulate, clip, evaluateEvery, evaluateBatches, earlyStopAfter } = params;
  try {
    const { state, ended } = await trainKeeping(
      {
        network,
        data: { training, ...(validation && { validation }) },
        objective: languageModel,
        optimiser: optimiserOf(params),
        schedule: scheduleOf(params),
        steps,
        batchSize,
        accumulate,
        clip,
        evaluateEvery,
        evaluateBatches,
        ...(earlyStopAfter > 0 && validation && { earlyStop: { patience: earlyStopAfter } }),
        seed: context.seed,
        // Reading a number back from a GPU waits for all that it has to do.
        readEvery: context.backend.name.startsWith('webg') ? 10 : 1,
        hooks,
      },
      initial,
      KEEP_EVERY,
    );
    if (ended === 'early-stop')
      context.log(
        'info',
        `Stopped at step ${state.step.toLocaleString('en')}: validation had not improved for ${earlyStopAfter} looks.`,
      );
    return {
      model: {
        network: inputs.network,
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
        show.made()?.text ?? null,
      ),
    };
  } catch (thrown) {
    if (!(thrown instanceof TrainingDiverged)) throw friendly(thrown);
    await save(thrown.lastGood);
    throw divergedError(thrown);
  }
};

/** Writes a sample with the weights of the moment. Its seed is its own, so that looking changes nothing of the training. */
function sampler(
  network: Network,
  prompt: readonly number[],
  blockLength: number,
  { sampleTokens }: Params,
  { seed, breathe }: RunContext,
): NonNullable<TrainingHooks['sample']> {
  return async (weights, step) => {
    const { ids } = await generateAll({
      network,
      weights,
      prompt,
      strategy: 'sample',
      temperature: 0.8,
      maximumTokens: sampleTokens,
      context: blockLength,
      seed: `${seed}/look/${step}`,
      breathe,
    });
    return ids;
  };
}

function metricsOf(state: TrainingState, parameters: number, tokens: number, sample: string | null): Metrics {
  const last = state.history.evaluations.at(-1);
  const { bestValidation } = state;
  return {
    values: [
      ...(last
        ? [{ name: measureTitle('trainingLoss'), value: last.trainingLoss, unit: 'nats', better: 'lower' as const }]
        : []),
      ...(typeof last?.validationLoss === 'number'
        ? [{ name: measureTitle('validationLoss'), value: last.validationLoss, unit: 'nats', better: 'lower' as const }]
        : []),
      ...(bestValidation
        ? [
            {
              name: 'Best validation loss',
              value: bestValidation.loss,
              unit: 'nats',
              better: 'lower' as const,
              help: `Measured at step ${bestValidation.step.toLocaleString('en')}.`,
            },
          ]
        : []),
      { name: 'Steps', value: state.step },
      { name: 'Tokens seen', value: tokens, help: 'Tokens learned from, counted each time they came up.' },
      { name: 'Parameters', value: parameters },
    ],
    curves: [...curvesOf(state.history, WORDS), ...settingsOf(state.history, WORDS)],
    notes: sample === null ? [] : [sample],
  };
}
