import { type Exam, GenloomError } from '@/graph';
import { type Prompt, promptsOf } from '@/ml/exams/prompt';

/** What is read for each question. @throws GenloomError `exam.few-examples` */
export function promptsFor(exam: Exam, params: { shots: number; exampleSeed: number; limit: number }): Prompt[] {
  try {
    return promptsOf(exam, {
      shots: params.shots,
      seed: params.exampleSeed,
      ...(params.limit > 0 && { limit: params.limit }),
    });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new GenloomError(
      {
        code: 'exam.few-examples',
        title: `There are too few solved examples to show ${params.shots} before each question.`,
        detail: cause.message,
        fix: 'Give the benchmark’s training file under “Solved examples” in “Benchmark”, or show fewer.',
      },
      { cause },
    );
  }
}
