import type { Network } from '../network/network';
import type { Kind } from './kind';
import type { TokenizerValue } from './tokenizer';
import { tokens } from './tokens';

export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /** Where it was quantised: what is stored instead of its numbers, which are those that the codes stand for. Whoever changes the numbers leaves this away. */
  readonly quantised?: QuantisedNumbers;
}

/** A matrix in few bits, as `ml/compress/quantise.ts` makes it. */
export interface QuantisedNumbers {
  readonly bits: 4 | 8;
  readonly channels: 'rows' | 'columns';
  readonly groupSize: number;
  readonly values: Int8Array | Uint8Array;
  readonly scales: Float32Array;
}

/** A network with weights, and what is needed to use it. */
export interface Model {
  readonly network: Network;
  /** By `<operation id>.<parameter name>`. */
  readonly weights: Readonly<Record<string, Weight>>;
  readonly tokenizer: TokenizerValue;
  /** Tokens the model was trained to look back on. */
  readonly blockLength: number;
  readonly trainedSteps: number;
  /** Nats per token on held-out text, where it was measured. */
  readonly validationLoss: number | null;
  /** `masked`: it learned to fill gaps, seeing both sides; the id after the last of its vocabulary is its mask. Otherwise it learned each next token. */
  readonly objective?: 'masked';
  /** Of one that fills gaps with a tokenizer that has a mask of its own, as published ones have: its id. */
  readonly maskId?: number;
  /** Weights, by name, of which the smallest were set to zero. A training may let their zeros stay. */
  readonly pruned?: readonly string[];
}

/** `model<tokens, tokens>` is a language model. */
export function model(input: Kind, output: Kind): Kind<Model> {
  return { name: 'model', of: [input, output], title: 'Model', phrase: 'a model', family: 'network' };
}

/** A model that takes and gives tokens; those that fit are saved as the transformers library reads them. */
export const languageModel: Kind<Model> = {
  ...model(tokens, tokens),
  savedAs: { transformers: 'Save for transformers' },
};
