import type { DecodingRules } from '../decoding';
import type { Network } from '../network';
import type { Tensor } from '../tf';

/** What to write, and how. */
export interface GenerationOptions extends DecodingRules {
  readonly network: Network;
  /** As tensors (`uploadWeights`); they stay the caller's. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Ids to go on from; at least one. */
  readonly prompt: readonly number[];
  readonly strategy: 'greedy' | 'sample' | 'beam';
  readonly maximumTokens: number;
  /** Beams kept in beam search. */
  readonly beams?: number;
  /** Beam search divides a beam's log-probability by its length to this power; 1 is the mean. */
  readonly lengthPenalty?: number;
  /** Writing ends when its text holds one of these. */
  readonly stop?: readonly string[];
  /** The text of ids; needed for `stop`. */
  readonly decode?: (ids: readonly number[]) => string;
  /** Writing ends at one of these tokens. */
  readonly endIds?: readonly number[];
  readonly seed: number | string;
  /** Keeps keys and values (the usual way); without it each step computes the whole window. */
  readonly cache?: boolean;
  /** The most tokens it looks back on; usually the length of the blocks it was trained on. */
  readonly context?: number;
  /** How many candidates each step shows; 10 if not said. */
  readonly candidates?: number;
  readonly shouldStop?: () => boolean;
  /** Lets messages through; awaited after each token. */
  readonly breathe?: () => Promise<void>;
}
