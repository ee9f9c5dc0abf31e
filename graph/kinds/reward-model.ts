import type { Network } from '../network/network';
import type { Kind } from './kind';
import type { Weight } from './model';
import type { TokenizerValue } from './tokenizer';

/** A network that says what an answer is worth: its score stands at the text’s last token. */
export interface RewardModel {
  /** Ends in one number for each token, `[B, T, 1]`. */
  readonly network: Network;
  /** By `<operation id>.<parameter name>`. */
  readonly weights: Readonly<Record<string, Weight>>;
  readonly tokenizer: TokenizerValue;
  /** Tokens that it looks back on. */
  readonly blockLength: number;
  /** Of pairs that were put aside, the share that it ranks as they were ranked; 0 to 1, null where none were. */
  readonly accuracy: number | null;
  readonly trainedSteps: number;
  /** Mean and deviation of what it gives the answers that it learned from: a reward means something beside others only. */
  readonly scale: { readonly mean: number; readonly deviation: number };
}

export const rewardModel: Kind<RewardModel> = {
  name: 'reward-model',
  of: [],
  title: 'Reward model',
  phrase: 'a reward model',
  family: 'network',
};
