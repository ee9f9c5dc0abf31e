import type { Kind } from './kind';
import type { Weight } from './model';

/** Low-rank adapters for some of a language model's matrices: what was learned, without the model. */
export interface Adapter {
  readonly rank: number;
  /** The product of both halves counts `alpha / rank`. */
  readonly alpha: number;
  /** Which linear parts of each layer it changes: `query`, `value` … */
  readonly targets: readonly string[];
  /** By `<operation id>.<part>.lora.down`, `[inputs, rank]`, and `….lora.up`, `[rank, outputs]`. */
  readonly weights: Readonly<Record<string, Weight>>;
  /** What it was trained beside. */
  readonly base: BasePrint;
  readonly trainedSteps: number;
  /** Nats per token on held-out text, with the base that it was trained beside. */
  readonly validationLoss: number | null;
}

/** Tells models apart without holding them. */
export interface BasePrint {
  /** A hash of the layers and the shapes of their weights. */
  readonly network: string;
  /** A hash of some numbers of each weight. */
  readonly weights: string;
  readonly parameters: number;
}

export const adapter: Kind<Adapter> = {
  name: 'adapter',
  of: [],
  title: 'Adapter',
  phrase: 'an adapter',
  family: 'network',
};
