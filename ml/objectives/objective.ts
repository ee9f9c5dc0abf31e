import type { ForwardContext } from '../forward';
import type { Network } from '../network';
import type { Random } from '../random';
import type { Scalar, Tensor } from '../tf';

/** What `trainNetwork` needs to know of an objective: how a batch is drawn, and how far off a network is on it. */
export interface Objective<Data, Batch> {
  /** Draws a batch: a function of the data and of `random` alone, plain data without tensors. */
  draw(data: Data, batchSize: number, random: Random): Batch;
  /** How many tokens (or pixels, or frames) a batch holds: for the speed shown. */
  size(batch: Batch): number;
  /** The loss, a differentiable scalar: its mean over the batch. Runs within a `tidy`. */
  loss(network: Network, weights: Readonly<Record<string, Tensor>>, batch: Batch, context: ForwardContext): Scalar;
}
