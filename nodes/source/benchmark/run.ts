import { type ExamQuestion, examView, type FileRef, GenloomError, type Run, type RunContext, type z } from '@/graph';
import { LARGEST_DATA, refuseHuge } from '@/ml/data/read';
import { gunzip } from '../../common/read/gunzip';
import type { sourceBenchmark } from './node';
import { arc } from './read/arc';
import type { Benchmark } from './read/benchmark';
import { gsm8k } from './read/gsm8k';
import { hellaswag } from './read/hellaswag';
import { mmlu } from './read/mmlu';
import { multiplE } from './read/multipl-e';
import { truthfulqaMc1, truthfulqaMc2 } from './read/truthfulqa';
import { winogrande } from './read/winogrande';

type Params = z.infer<typeof sourceBenchmark.params>;

const BENCHMARKS: Readonly<Record<Params['benchmark'], Benchmark>> = {
  mmlu,
  hellaswag,
  winogrande,
  arc,
  'truthfulqa-mc1': truthfulqaMc1,
  'truthfulqa-mc2': truthfulqaMc2,
  gsm8k,
  'humaneval-js': multiplE,
};

export const run: Run<typeof sourceBenchmark> = async (_inputs, { benchmark, file, examples }, context) => {
  if (!file)
    throw new GenloomError({
      code: 'source.no-file',
      title: 'No file has been chosen.',
      fix: 'Drop the benchmark’s file on this node.',
    });
  const { read, ...rules } = BENCHMARKS[benchmark];
  const of = (given: FileRef, part: 'questions' | 'examples') => readFile(given, part, read, context);
  const questions = await of(file, 'questions');
  if (questions.length === 0)
    throw new GenloomError({
      code: 'benchmark.no-questions',
      title: `“${file.name}” holds no questions.`,
      fix: 'Give the file as it is published.',
    });
  const pool = rules.shots === 'never' ? [] : examples ? await of(examples, 'examples') : await ownExamples();
  const exam = { ...rules, questions, pool };
  context.preview(examView(exam), 'exam');
  return { exam };

  /** Only MMLU's archive holds examples beside the questions. */
  async function ownExamples(): Promise<ExamQuestion[]> {
    return benchmark === 'mmlu' && file && /\.(tar|zip|gz|tgz)$/i.test(file.name) ? of(file, 'examples') : [];
  }
};

async function readFile(
  { name, size, sha256 }: FileRef,
  part: 'questions' | 'examples',
  read: Benchmark['read'],
  { asset, log, breathe }: RunContext,
): Promise<ExamQuestion[]> {
  refuseHuge(name, size);
  const bytes = await gunzip(name, await asset(sha256), LARGEST_DATA, breathe);
  const warn = (text: string) => log('warning', text);
  return read({ name: name.replace(/\.gz$/i, ''), bytes }, { warn, breathe }, part);
}
