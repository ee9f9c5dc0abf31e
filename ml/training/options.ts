import type { Network, Weights } from '../network';
import type { Objective } from '../objectives/objective';
import type { OptimiserChoice } from '../optimisers';
import type { Schedule } from '../schedules';
import type { Tensor } from '../tf';
import type { EarlyStop } from './early-stop';
import type { EvaluationRecord, StepRecord, TrainingState } from './state';

/** Everything a training is told. Steps and intervals count updates of the weights. */
export interface TrainingOptions<Data, Batch> {
  readonly network: Network;
  /** Goes on from here; otherwise begins with new weights from the seed. */
  readonly initial?: TrainingState;
  /** Weights that stay as they are, without gradients and moments. States hold the others only; together they are the network's. */
  readonly frozen?: Weights;
  /** Weights, by their full names, whose zeros stay zero: those that were pruned. */
  readonly keepZeros?: readonly string[];
  /** How far a parameter moves, by its full name, as a multiple of the learning rate of all; 1 for each unless given. */
  readonly rateOf?: (parameter: string) => number;
  readonly data: { readonly training: NoInfer<Data>; readonly validation?: NoInfer<Data> };
  readonly objective: Objective<Data, Batch>;
  readonly optimiser: OptimiserChoice;
  readonly schedule: Schedule;
  /** Rows in a batch. */
  readonly batchSize: number;
  /** Batches whose gradients make one update; 1 unless memory is short. */
  readonly accumulate?: number;
  /** The greatest gradient norm that is used as it is; 0 or absent does not clip. */
  readonly clip?: number;
  /** The step at which training is done. */
  readonly steps: number;
  readonly evaluateEvery: number;
  /** Batches in each estimate of a loss. */
  readonly evaluateBatches: number;
  /** Ends when the validation loss has not improved by `minimumImprovement` over `patience` evaluations. */
  readonly earlyStop?: EarlyStop;
  readonly seed: number | string;
  /** Reads the loss back every so many steps: 1 on `cpu` and `wasm`, more where reading waits for a GPU. */
  readonly readEvery?: number;
  /** Keeps an exponential moving average of the weights too, with this decay; it is what samples are made with. */
  readonly average?: number;
  readonly hooks?: TrainingHooks;
}

/** How a training tells what it does, and is told to stop. */
export interface TrainingHooks {
  onStep?(record: StepRecord & { readonly tokensPerSecond: number }): void;
  onEvaluate?(record: EvaluationRecord & { readonly sample?: ArrayLike<number> }): void;
  /** Makes something with the weights of the moment, or with their average, for `onEvaluate`. They belong to the training. */
  sample?(weights: Readonly<Record<string, Tensor>>, step: number): Promise<ArrayLike<number>>;
  /** Given every state worth keeping: at each evaluation and at the end. */
  checkpoint?(state: TrainingState): Promise<void> | void;
  /** `cancel` ends at once, `finish` after a last evaluation. */
  shouldStop?(): 'continue' | 'cancel' | 'finish';
  /** Lets messages through; awaited whenever some 40 ms have gone by. May throw to end the training. */
  breathe?(): Promise<void>;
}

/** A training's last state, and why it ended. */
export interface TrainingResult {
  readonly state: TrainingState;
  readonly history: TrainingState['history'];
  readonly ended: 'steps' | 'early-stop' | 'cancel' | 'finish';
}
