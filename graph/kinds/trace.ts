import type { Kind } from './kind';

export interface Candidate {
  readonly piece: string;
  readonly probability: number;
  readonly kept: boolean;
  /** What ruled it out: `top-k`, `top-p`, `min-p`; `greedy`, which takes only the likeliest; `beams`, whose texts were likelier. */
  readonly cutBy?: string;
}

/** How a text was written, or its gaps filled: for each token the most likely candidates, and what the decoding strategy did with them. */
export interface DecodingTrace {
  readonly prompt: string;
  readonly steps: readonly {
    /** What was given between the token before and this one. */
    readonly before?: string;
    readonly piece: string;
    readonly probability: number;
    readonly candidates: readonly Candidate[];
    /** Where tokens were not chosen in the order of the text: this was chosen as number 1, 2, … */
    readonly turn?: number;
  }[];
  /** What was given after the last token. */
  readonly after?: string;
}

export const trace: Kind<DecodingTrace> = {
  name: 'trace',
  of: [],
  title: 'Decoding trace',
  phrase: 'a decoding trace',
  family: 'value',
};
