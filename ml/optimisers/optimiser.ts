import type { NamedAttrMap, Tensor } from '../tf';

/** What one update works on: flat tensors of one length. */
export interface UpdateInput extends UpdateTime {
  readonly weights: Tensor;
  readonly gradient: Tensor;
  /** The optimiser's own running values, by the names in its `moments`. */
  readonly moments: Readonly<Record<string, Tensor>>;
  /** Whether weight decay acts on these weights: on matrices, not on biases and norms. */
  readonly decays: boolean;
}

/** What of an update is the same for all weights. */
export interface UpdateTime {
  readonly learningRate: number;
  /** The number of this update, from 1. */
  readonly step: number;
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
  /** The rule, composed of ops. */
  update(input: UpdateInput): UpdateOutput;
  /** The same rule as one kernel that writes over weights and moments where they lie, for backends that have it. */
  readonly inPlace: InPlaceRule;
}

/** A kernel over all parameters at once (`workers/kernels/optimiser.ts` describes its inputs), and its numbers for an update. */
export interface InPlaceRule {
  readonly kernel: string;
  attrs(time: UpdateTime): NamedAttrMap;
}
