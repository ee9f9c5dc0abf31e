import type { GuardRecord } from './guard';
import type { Kind } from './kind';

export interface Answer {
  readonly prompt: string;
  readonly answer: string;
  /** What would be right; any one of them. */
  readonly reference?: readonly string[];
  /** What was asked in the user’s own words, where a chat template wrote the prompt. */
  readonly question?: string;
  /** Of the conversation that it was asked in: what is to be told of it, and what it is about. */
  readonly label?: string;
  readonly category?: string;
  /** What guards did with it, in order. */
  readonly guarded?: readonly GuardRecord[];
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
