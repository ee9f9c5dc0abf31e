import type { Kind } from './kind';

export interface Candidate {
  readonly piece: string;
  readonly probability: number;
  readonly kept: boolean;
  /** What ruled it out: `top-k`, `top-p`, `min-p`; `greedy`, which takes only the likeliest; `beams`, whose texts were likelier. */
  readonly cutBy?: string;
}

/** How a text was written: for each token the most likely candidates, and what the decoding strategy did with them. */
export interface DecodingTrace {
  readonly prompt: string;
  readonly steps: readonly {
    readonly piece: string;
    readonly probability: number;
    readonly candidates: readonly Candidate[];
  }[];
}

export const trace: Kind<DecodingTrace> = {
  name: 'trace',
  of: [],
  title: 'Decoding trace',
  phrase: 'a decoding trace',
  family: 'value',
};
