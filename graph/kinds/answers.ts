import type { Kind } from './kind';

export interface Answer {
  readonly prompt: string;
  readonly answer: string;
  /** What would be right; any one of them. */
  readonly reference?: readonly string[];
}

/** What was answered to prompts. */
export interface Answers {
  readonly items: readonly Answer[];
}

export const answers: Kind<Answers> = {
  name: 'answers',
  of: [],
  title: 'Answers',
  phrase: 'a list of answers',
  family: 'data',
};
