import type { Network } from '../network/network';
import type { Kind } from './kind';
import type { Weight } from './model';
import type { TokenizerValue } from './tokenizer';

/** Which part of a conversation is judged: what was asked last, what was answered last, or both. */
export type JudgedPart = 'question' | 'answer' | 'both';

/** A network that tells classes of texts apart: their logits stand at the text’s last token. */
export interface TextClassifier {
  /** Ends in a number for each class, `[B, T, classes]`. */
  readonly network: Network;
  /** By `<operation id>.<parameter name>`. */
  readonly weights: Readonly<Record<string, Weight>>;
  readonly tokenizer: TokenizerValue;
  /** Tokens that it looks back on. */
  readonly blockLength: number;
  readonly classes: readonly string[];
  readonly reads: JudgedPart;
  /** `masked`: its body sees both sides of a token. Otherwise only what came before. */
  readonly objective?: 'masked';
  /** Of texts that it did not learn from, the share whose class it tells; 0 to 1, null where there were none. */
  readonly accuracy: number | null;
  readonly trainedSteps: number;
}

export const textClassifier: Kind<TextClassifier> = {
  name: 'text-classifier',
  of: [],
  title: 'Text classifier',
  phrase: 'a text classifier',
  family: 'network',
};
