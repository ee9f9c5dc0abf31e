import type { ExamQuestion } from '@/graph';
import { passAtK } from '@/ml/exams/pass-at-k';
import type { Prompt } from '@/ml/exams/prompt';
import { ASSERT } from '../../common/sandbox/assert';
import { type Ended, openSandbox, type Sandbox } from '../../common/sandbox/sandbox';
import { createWriter } from '../../common/writer';
import type { MarkedQuestion } from './report';
import type { Sitting } from './run';

/** The k that are told, as far as there are samples. */
const KS = [1, 10, 100];
/** Where MultiPL-E stops a program in JavaScript: what follows is no part of the function. */
export const PROGRAM_STOPS: readonly string[] = ['\nfunction ', '\n/*', '\n//', '\nconsole.log'];

/** Tasks that are answered by a program: each program runs in the sandbox, with the tests behind it. */
export async function writePrograms(prompts: readonly Prompt[], sitting: Sitting): Promise<MarkedQuestion[]> {
  const { context, longestAnswer, samples, temperature } = sitting;
  const writer = createWriter(sitting);
  const asked = prompts.flatMap(({ pairs: [pair] }) => Array<string>(samples).fill(pair?.context ?? ''));
  const written = await writer.write(
    asked,
    {
      ...(samples === 1 ? { strategy: 'greedy' } : { strategy: 'sample', temperature }),
      maximumTokens: writer.roomFor(longestAnswer),
      stop: PROGRAM_STOPS,
      seed: context.seed,
    },
    context,
  );
  const sandbox = await openSandbox();
  const marked: MarkedQuestion[] = [];
  for (const [task, { question }] of prompts.entries()) {
    const own = written.slice(task * samples, (task + 1) * samples);
    const ended: Ended[] = [];
    for (const text of own) {
      ended.push(tested(sandbox, question, text));
      await context.breathe();
    }
    marked.push(markedPrograms(question, own, ended));
    context.progress({
      done: task + 1,
      total: prompts.length,
      message: `${task + 1} of ${prompts.length} tasks tested`,
    });
  }
  return marked;
}

/** The marks of the programs for one task, of how each ended. */
export function markedPrograms(
  question: ExamQuestion,
  programs: readonly string[],
  ended: readonly Ended[],
): MarkedQuestion {
  const samples = programs.length;
  const passed = ended.filter(({ ok }) => ok).length;
  const marks = KS.filter((k) => k <= samples).map((k) => [`pass@${k}`, passAtK(samples, passed, k)] as const);
  return {
    question,
    marks: Object.fromEntries(marks),
    given: told(programs[0] ?? '', ended[0]),
    logLikelihoods: [],
  };
}

/** How a program ends that goes on from the task, with the tests behind it. */
export const tested = (
  sandbox: Sandbox,
  { text, answer }: Pick<ExamQuestion, 'text' | 'answer'>,
  written: string,
): Ended => sandbox.run(`${ASSERT}\n${text}${written}\n${answer}`);

/** What was written, and why it failed where it did. */
const told = (program: string, ended: Ended | undefined): string =>
  ended && !ended.ok ? `${ended.message} ${program}` : program;
