import type { Kind } from './kind';

/** How an exam is marked, by the rules of EleutherAI’s harness. */
export type ExamScoring =
  /** The choice that is likeliest after the question is the answer. */
  | 'choices'
  /** The choice after which what follows is likeliest is the answer. */
  | 'contexts'
  /** How much of the choices’ probability falls on those that are true. */
  | 'truth'
  /** The model writes, and the number in what it wrote is compared. */
  | 'number'
  /** The model writes the rest of a program, and what it wrote has to pass the tests that are the answer. */
  | 'tests';

export interface ExamQuestion {
  /** What is asked, as the model reads it; empty where the choices are what it reads. */
  readonly text: string;
  /** What can be answered; empty where the answer is written. */
  readonly choices: readonly string[];
  /** Places of the choices that are right. */
  readonly right: readonly number[];
  /** What is written after the question where there are no choices, and after each choice where those are read. */
  readonly answer: string;
  /** What stands before the examples and the question. */
  readonly preface: string;
  /** The subject that it belongs to, where an exam has several. */
  readonly subject: string | null;
}

/** Questions with their answers, and how they are marked. */
export interface Exam {
  readonly title: string;
  readonly scoring: ExamScoring;
  /** Whether answers are also compared by their log-likelihood per character (`acc_norm`). */
  readonly byLength: boolean;
  /** Examples come from the pool: the first of it, or drawn from it anew for each question; `never` where the rules forbid them. */
  readonly shots: 'first' | 'drawn' | 'never';
  /** Drawing takes one more than is asked for, to leave out the question itself. */
  readonly spare: boolean;
  readonly questions: readonly ExamQuestion[];
  /** Solved questions to show before the one that is asked; of the same subject where there are several. */
  readonly pool: readonly ExamQuestion[];
}

export const exam: Kind<Exam> = { name: 'exam', of: [], title: 'Exam', phrase: 'an exam', family: 'data' };
