import type { RunContext, z } from '@/graph';
import type { Weights } from '@/ml/network';
import type { TrainingHooks, TrainingOptions, TrainingResult } from '@/ml/training/options';
import { initialState, TrainingDiverged, type TrainingState } from '@/ml/training/state';
import { friendly } from '../../common/friendly';
import { type Made, trainingView } from './curves';
import { divergedError } from './errors';
import type { optimisationFields } from './fields';
import { trainKeeping } from './keep';
import { optimiserOf, scheduleOf } from './optimisation';
import { KEEP_EVERY, readEveryOn, resume } from './resume';
import { createShow } from './show';
import type { TrainingWords } from './words';

type ShownParams = z.infer<z.ZodObject<typeof optimisationFields>> & {
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly evaluateEvery: number;
};

/** What a training brings; how it is kept, shown and stopped is the same for all. */
export interface ShownTraining<Data, Batch>
  extends Pick<
    TrainingOptions<Data, Batch>,
    | 'network'
    | 'data'
    | 'objective'
    | 'evaluateBatches'
    | 'accumulate'
    | 'earlyStop'
    | 'frozen'
    | 'rateOf'
    | 'average'
    | 'keepZeros'
  > {
  readonly words: TrainingWords;
  /** The weights that training begins with, where they are not new ones. */
  readonly begin?: Weights;
  /** After so many steps the learning rate begins anew, and so on. */
  readonly restartEvery?: number;
  /** What the model of the moment makes at a look, and how that is shown, if at all. */
  readonly sample?: NonNullable<TrainingHooks['sample']>;
  readonly madeOf?: (sample: ArrayLike<number>, step: number) => Made | null;
}

/** Trains, and lets people see it: goes on where it was interrupted, shows what it makes at each look, keeps what it has. */
export async function trainShown<Data, Batch>(
  params: ShownParams,
  context: RunContext,
  { words, begin, restartEvery, sample, madeOf, ...training }: ShownTraining<Data, Batch>,
): Promise<TrainingResult & { readonly made: Made | null }> {
  const { steps, batchSize, clip, evaluateEvery } = params;
  const { initial, furthest } = await resume(context, steps);
  const show = createShow(context, steps, initial, words);
  const save = async (state: TrainingState) => {
    if (state.step < furthest) return;
    const view = trainingView(state.history, null, show.made(), words);
    await context.checkpoint.save({ step: state.step, state, view });
  };
  const hooks: TrainingHooks = {
    breathe: context.breathe,
    checkpoint: save,
    onStep: show.step,
    onEvaluate: (look) => show.look(look, look.sample && madeOf ? madeOf(look.sample, look.step) : null),
    ...(sample && { sample }),
  };
  try {
    const result = await trainKeeping(
      {
        ...training,
        optimiser: optimiserOf(params),
        schedule: { ...scheduleOf(params), ...(restartEvery !== undefined && { restartEvery }) },
        steps,
        batchSize,
        clip,
        evaluateEvery,
        seed: context.seed,
        readEvery: readEveryOn(context.backend),
        hooks,
      },
      initial ?? (begin ? initialState(begin) : null),
      KEEP_EVERY,
    );
    return { ...result, made: show.made() };
  } catch (thrown) {
    if (!(thrown instanceof TrainingDiverged)) throw friendly(thrown);
    await save(thrown.lastGood);
    throw divergedError(thrown);
  }
}
