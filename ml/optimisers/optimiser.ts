import type { Tensor } from '../tf';

/** What one update works on: flat tensors of one length. */
export interface UpdateInput {
  readonly weights: Tensor;
  readonly gradient: Tensor;
  /** The optimiser's own running values, by the names in its `moments`. */
  readonly moments: Readonly<Record<string, Tensor>>;
  readonly learningRate: number;
  /** The number of this update, from 1. */
  readonly step: number;
  /** Whether weight decay acts on these weights: on matrices, not on biases and norms. */
  readonly decays: boolean;
}

/** New weights and new running values. The old ones are left alone. */
export interface UpdateOutput {
  readonly weights: Tensor;
  readonly moments: Readonly<Record<string, Tensor>>;
}

/** A rule that moves weights against their gradient. It keeps nothing itself: what it remembers are its moments. */
export interface Optimiser {
  /** Names of the running values it keeps for each weight; all begin at 0. */
  readonly moments: readonly string[];
  update(input: UpdateInput): UpdateOutput;
  /**
   * Where the backend can: the same update in place. Weights and moments are written over where they lie; the gradient is multiplied by the scalar
   * `scale` first. Nobody else may rely on their old numbers.
   */
  readonly updateInPlace?: ((input: UpdateInput & { readonly scale: Tensor }) => void) | undefined;
}
