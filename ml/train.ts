import { createConstants } from './layers/constants';
import type { Weights } from './network';
import type { Collect } from './objectives/objective';
import { createOptimiser } from './optimisers';
import { createRandom } from './random';
import { learningRateAt } from './schedules';
import { createBreath } from './training/breath';
import { hasStalled } from './training/early-stop';
import { startEma } from './training/ema';
import { estimateLoss } from './training/estimate';
import { accumulateGradients, disposeGradients, readTogether } from './training/gradients';
import type { TrainingOptions, TrainingResult } from './training/options';
import {
  type EvaluationRecord,
  initialState,
  type StepRecord,
  TrainingDiverged,
  type TrainingState,
} from './training/state';
import { createTeam } from './training/team';
import { initialiseWeights } from './weights';

export type { TrainingHooks, TrainingOptions, TrainingResult } from './training/options';
export { TrainingDiverged, type TrainingState } from './training/state';

/**
 * The one training loop. Step `n` draws its batches and dropout from `(seed, n)` alone, so a training that is resumed
 * from any state does what it would have done uninterrupted. Evaluates before the first step, every `evaluateEvery`
 * steps and at the end. Leaves no tensor behind.
 * @throws TrainingDiverged when a loss or gradient that was read is not finite; it carries the last good state.
 */
export async function trainNetwork<Data, Batch>(options: TrainingOptions<Data, Batch>): Promise<TrainingResult> {
  const {
    network,
    seed,
    schedule,
    steps,
    evaluateEvery,
    readEvery = 1,
    accumulate = 1,
    clip = 0,
    hooks = {},
  } = options;
  const start = options.initial ?? initialState(await firstWeights(options));
  const optimiser = createOptimiser(options.optimiser);
  const breath = createBreath(hooks.breathe);
  const constants = createConstants();
  const team = createTeam(network, start, optimiser, options.objective, options);
  // It warms up, so that even a short training forgets its first weights.
  const average =
    options.average === undefined
      ? undefined
      : startEma(team.trained(), { decay: options.average, warmup: true, updates: start.step }, start.average);
  const { targetDecay } = options.objective;
  const target = targetDecay && startEma(team.trained(), { decay: targetDecay, updates: start.step }, start.target);
  const toldOfTarget = () =>
    target && { target: { weights: { ...team.weights(), ...target.weights }, updates: target.updates() } };

  const stepRecords: StepRecord[] = [...start.history.steps];
  const evaluations: EvaluationRecord[] = [...start.history.evaluations];
  let bestValidation = start.bestValidation;
  let step = start.step;
  let lastGood = start;
  let ended: TrainingResult['ended'] | undefined;

  const currentState = async (): Promise<TrainingState> => ({
    step,
    ...(await team.download()),
    ...(average && { average: await average.download() }),
    ...(target && { target: await target.download() }),
    bestValidation,
    history: { steps: [...stepRecords], evaluations: [...evaluations] },
  });

  const diverged = (at: number, loss: number) =>
    new TrainingDiverged(at, loss, lastGood, {
      learningRate: schedule.learningRate,
      clip,
      warmupSteps: schedule.warmupSteps ?? 0,
    });

  const { collect } = options.objective;
  const told = () => stepRecords.flatMap(({ measures }) => (measures ? [measures] : []));
  /** Where the network makes its data, only between two rounds of it can a training be kept. */
  const isBetween = () => collect === undefined || step % collect.every === 0;
  if (!isBetween())
    throw new RangeError(`New data are made every ${collect?.every} steps, and this goes on from ${step}.`);
  let made: Data | undefined;

  /** What is made of the given data, and how good that is. */
  const rehearse = async ({ of, tell }: Collect<Data>, data: Data) => {
    const random = createRandom(`${seed}/evaluate/collect`);
    return tell(team.weights(), await of(team.weights(), data, told(), random));
  };

  /** Measures, shows, keeps; says whether validation has stopped improving. */
  const evaluate = async (): Promise<boolean> => {
    const estimate = (name: 'training' | 'validation', data: Data) => {
      if (collect) return rehearse(collect, data);
      return estimateLoss({
        ...options,
        data,
        weights: team.weights(),
        random: createRandom(`${seed}/evaluate/${name}`),
        context: { constants, ...toldOfTarget() },
        breath,
      });
    };
    const { validation } = options.data;
    const ofValidation = validation === undefined ? null : await estimate('validation', validation);
    // Rounds tell of training data themselves.
    const ofTraining = collect && ofValidation ? ofValidation : await estimate('training', options.data.training);
    const trainingLoss = ofTraining.loss;
    const validationLoss = ofValidation?.loss ?? null;
    const { measures } = ofValidation ?? ofTraining;
    for (const loss of [trainingLoss, validationLoss ?? 0]) if (!Number.isFinite(loss)) throw diverged(step, loss);
    const record = { step, trainingLoss, validationLoss, ...(Object.keys(measures).length > 0 && { measures }) };
    evaluations.push(record);
    if (validationLoss !== null && validationLoss < (bestValidation?.loss ?? Number.POSITIVE_INFINITY)) {
      bestValidation = { step, loss: validationLoss };
    }
    const sample = await hooks.sample?.({ ...team.weights(), ...average?.weights }, step);
    hooks.onEvaluate?.({ ...record, ...(sample && { sample }) });
    lastGood = await currentState();
    await hooks.checkpoint?.(lastGood);
    return hasStalled(evaluations, options.earlyStop);
  };

  try {
    let readAt = performance.now();
    let unreadTokens = 0;
    while (ended === undefined) {
      const due = isBetween() && (step % evaluateEvery === 0 || step >= steps);
      if (due && evaluations.at(-1)?.step !== step) {
        const stalled = await evaluate();
        readAt = performance.now();
        unreadTokens = 0;
        if (stalled) ended = 'early-stop';
      }
      if (step >= steps && isBetween()) ended = 'steps';
      if (ended) break;
      if (collect && isBetween()) {
        const random = createRandom(`${seed}/collect/${step}`);
        made = await collect.of(team.weights(), options.data.training, told(), random);
      }
      const lastOfRound = collect !== undefined && (step + 1) % collect.every === 0;

      const learningRate = learningRateAt(step, schedule);
      const readDue = lastOfRound || step % readEvery === 0 || (step + 1) % evaluateEvery === 0 || step + 1 >= steps;
      const read: { readonly player: string; readonly loss: number; readonly gradientNorm: number }[] = [];
      for (const { player, resident } of team.members)
        for (let move = 0; move < player.moves; move++) {
          const name = player.name === '' ? `${step}` : `${step}/${player.name}/${move}`;
          const turn = { resident, loss: player.loss, weights: team.weights(), step, name };
          const found = await accumulateGradients(
            made === undefined ? options : { ...options, data: { training: made } },
            turn,
            { constants, ...toldOfTarget(), observe: team.statistics.observe },
            breath,
          );
          team.statistics.settle();
          const moves = step * player.moves + move + 1;
          const norm = resident.update(found.gradients, {
            learningRate: learningRate * (player.rate ?? 1),
            step: moves,
            clip,
            parts: accumulate,
          });
          unreadTokens += found.tokens;
          if (readDue && move === player.moves - 1) {
            const [loss, gradientNorm] = await readTogether(found.loss, norm);
            read.push({ player: player.name, loss, gradientNorm });
          }
          disposeGradients(found);
          norm.dispose();
        }
      average?.update(team.trained());
      target?.update(team.trained());
      for (const { loss, gradientNorm } of read)
        if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) throw diverged(step, loss);
      const last = read.at(-1);
      if (last) {
        const losses = Object.fromEntries(read.map(({ player, loss }) => [player, loss]));
        const gradientNorms = Object.fromEntries(read.map(({ player, gradientNorm }) => [player, gradientNorm]));
        const { loss, gradientNorm } = last;
        const round = lastOfRound && made !== undefined ? await collect.tell(team.weights(), made) : null;
        const record = {
          step,
          loss,
          gradientNorm,
          learningRate,
          ...(round && { measures: round.measures }),
          ...(read.length > 1 && { losses, gradientNorms }),
        };
        stepRecords.push(record);
        const now = performance.now();
        hooks.onStep?.({ ...record, tokensPerSecond: (1000 * unreadTokens) / Math.max(now - readAt, 1e-3) });
        readAt = now;
        unreadTokens = 0;
      }
      step += 1;
      await breath();
      const wish = (isBetween() && hooks.shouldStop?.()) || 'continue';
      if (wish === 'finish' && evaluations.at(-1)?.step !== step) await evaluate();
      if (wish !== 'continue') ended = wish;
    }
    const state = lastGood.step === step ? lastGood : await currentState();
    if (state !== lastGood) await hooks.checkpoint?.(state);
    return { state, history: state.history, ended };
  } finally {
    team.dispose();
    average?.dispose();
    target?.dispose();
    constants.dispose();
  }
}

/** New weights from the seed, but for those that are frozen. */
async function firstWeights<Data, Batch>(options: TrainingOptions<Data, Batch>): Promise<Weights> {
  const { network, seed, objective, data, frozen = {} } = options;
  const weights = { ...initialiseWeights(network, seed), ...frozen };
  const begun = (await objective.begin?.(weights, data.training, createRandom(`${seed}/begin`))) ?? weights;
  return Object.fromEntries(Object.entries(begun).filter(([key]) => !(key in frozen)));
}
