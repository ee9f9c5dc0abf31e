/** A question of an exam, with its answer; see `graph/kinds/exam.ts`, which this matches. */
export interface ExamQuestion {
  /** What is asked, as the model reads it; empty where the choices are what it reads. */
  readonly text: string;
  readonly choices: readonly string[];
  /** Places of the choices that are right. */
  readonly right: readonly number[];
  /** What is written after the question where there are no choices, and after each choice where those are read. */
  readonly answer: string;
  /** What stands before the examples and the question. */
  readonly preface: string;
  readonly subject: string | null;
}

/** Questions and how they are marked. */
export interface Exam {
  readonly scoring: 'choices' | 'contexts' | 'truth' | 'number' | 'tests';
  readonly byLength: boolean;
  readonly shots: 'first' | 'drawn' | 'never';
  readonly spare: boolean;
  readonly questions: readonly ExamQuestion[];
  readonly pool: readonly ExamQuestion[];
}
