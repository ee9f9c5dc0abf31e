import type { ForwardContext } from '../forward';
import type { Network, Weights } from '../network';
import type { Random } from '../random';
import type { Scalar, Tensor } from '../tf';

/** What a loss is told besides the batch. */
export interface LossContext extends ForwardContext {
  /** Updates done before this one; absent where a loss is only measured. */
  readonly step?: number;
  /** Where the objective has a target: the weights that it came to, and after how many updates. Within a training there always is one. */
  readonly target?: { readonly weights: Readonly<Record<string, Tensor>>; readonly updates: number };
}

/** What `trainNetwork` needs to know of an objective: how a batch is drawn, and how far off a network is on it. */
export interface Objective<Data, Batch> {
  /** Draws a batch: a function of the data and of `random` alone, plain data without tensors. */
  draw(data: Data, batchSize: number, random: Random): Batch;
  /** First weights, where the data have a say in them; made once, before the first update. */
  begin?(weights: Weights, data: Data, random: Random): Promise<Weights>;
  /** How many tokens (or pixels, or frames) a batch holds: for the speed shown. */
  size(batch: Batch): number;
  /** The loss, a differentiable scalar: its mean over the batch. Runs within a `tidy`. */
  loss(network: Network, weights: Readonly<Record<string, Tensor>>, batch: Batch, context: LossContext): Scalar;
  /** What is told of a batch besides the loss where the loss is measured, each a number by its name. Runs within a `tidy`. */
  measures?(
    weights: Readonly<Record<string, Tensor>>,
    batch: Batch,
    context: LossContext,
  ): Readonly<Record<string, Scalar>>;
  /**
   * Where the loss compares with weights that follow those that train: the share of them that each update leaves, counted from 0. They begin as the first
   * weights. A moving average is a target network; 1 nearly always, and 0 at times, a teacher who is now and then replaced by the student.
   */
  targetDecay?(update: number): number;
  /** Where the network makes what it learns from: how. */
  readonly collect?: Collect<Data>;
  /** Where networks train against each other: who they are. Each one’s loss is told, and that of the last is the step’s; `loss` is only measured. */
  readonly players?: readonly Player<Batch>[];
}

/**
 * Data that the network makes itself, now and then, as answers are that are rewarded. A training that does so is kept and stopped only where new data are
 * due, so that what a resumed training makes is what it would have made.
 */
export interface Collect<Data> {
  /** After how many updates new data are made; steps and looks should be multiples of it. */
  readonly every: number;
  /** What is learned from next: a function of the weights, of what is given, of what was told of all earlier rounds, and of `random` alone. Plain data. */
  of(
    weights: Readonly<Record<string, Tensor>>,
    given: Data,
    told: readonly Readonly<Record<string, number>>[],
    random: Random,
  ): Promise<Data>;
  /** What is told of such data after the updates that they led to; `loss` is what is less the better, so of rewards minus their mean. */
  tell(
    weights: Readonly<Record<string, Tensor>>,
    made: Data,
  ): Promise<{ readonly loss: number; readonly measures: Readonly<Record<string, number>> }>;
}

/** One side of a game: the parameters it moves, and the loss by which it does. */
export interface Player<Batch> {
  readonly name: string;
  /** Whether a parameter, by its full name, is this player's; each belongs to one. */
  owns(parameter: string): boolean;
  /** How often it moves in one step, each time with a batch of its own. */
  readonly moves: number;
  /** How far it moves, as a multiple of the learning rate of all (two time scales, Heusel et al. 2017); 1 unless given. */
  readonly rate?: number;
  /** Its weights are brought back to `−limit … limit` after each move (Arjovsky et al. 2017, algorithm 1); 0 leaves them, as does nothing given. */
  readonly limit?: number;
  readonly loss: Objective<unknown, Batch>['loss'];
}
