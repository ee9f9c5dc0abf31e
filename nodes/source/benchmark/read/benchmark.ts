import type { Exam, ExamQuestion } from '@/graph';
import type { GivenFile, ReadHelp } from './records';

/** How a benchmark's files become an exam. */
export interface Benchmark extends Pick<Exam, 'title' | 'scoring' | 'byLength' | 'shots' | 'spare'> {
  /** The questions of a file; `part` is what archives of several parts are asked for. @throws GenloomError with what was expected */
  readonly read: (file: GivenFile, help: ReadHelp, part: 'questions' | 'examples') => Promise<ExamQuestion[]>;
}

/** A question with what most have in common. */
export const question = (own: Partial<ExamQuestion> & Pick<ExamQuestion, 'right'>): ExamQuestion => ({
  text: '',
  choices: [],
  answer: '',
  preface: '',
  subject: null,
  ...own,
});
