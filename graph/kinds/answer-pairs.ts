import type { Kind } from './kind';

/** Two answers to one prompt, of which nobody has said yet which is the better. */
export interface AnswerPair {
  /** Tells the pair by what it says: whoever makes the same one again finds it decided. */
  readonly id: string;
  readonly prompt: string;
  readonly left: string;
  readonly right: string;
  /** Which model wrote what stands left, counted from 1; not shown to whoever ranks. */
  readonly leftBy: number;
  readonly rightBy: number;
}

/** Pairs that wait for a person. */
export interface AnswerPairs {
  readonly pairs: readonly AnswerPair[];
}

export const answerPairs: Kind<AnswerPairs> = {
  name: 'answer-pairs',
  of: [],
  title: 'Pairs of answers',
  phrase: 'pairs of answers',
  family: 'data',
};
