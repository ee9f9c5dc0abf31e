import type { Exam, ExamQuestion } from './exam';
import { pythonRandom } from './python-random';

/** What the model reads for one question: contexts, and what may follow each. */
export interface Prompt {
  readonly question: ExamQuestion;
  /** Solved questions that are shown before it. */
  readonly examples: readonly ExamQuestion[];
  /** For each choice, what is read and what is scored after it; of a question that is answered by writing, one pair with nothing to score. */
  readonly pairs: readonly { readonly context: string; readonly continuation: string }[];
}

export interface PromptOptions {
  /** Solved questions before each. */
  readonly shots: number;
  /** For exams whose examples are drawn; the harness’s is 1234. */
  readonly seed: number;
  /** Only so many of the first questions; all if left out. */
  readonly limit?: number;
}

/**
 * What a model is given to read, as EleutherAI’s harness puts it together: the preface, solved questions parted by blank
 * lines, then the question. Examples are drawn question after question from one stream, so a limit changes none of them.
 * @throws RangeError where the pool is too small
 */
export function promptsOf(exam: Exam, { shots, seed, limit = exam.questions.length }: PromptOptions): Prompt[] {
  const count = exam.shots === 'never' ? 0 : shots;
  const subjects = new Map<string | null, Prompter>();
  return exam.questions.slice(0, limit).map((question) => {
    // The harness has a task of its own for each subject, with its own stream.
    let prompter = subjects.get(question.subject);
    if (!prompter) {
      const pool = exam.pool.filter(({ subject }) => subject === question.subject);
      prompter = { pool, random: pythonRandom(seed) };
      subjects.set(question.subject, prompter);
    }
    const examples = examplesOf(exam, question, count, prompter);
    const before = question.preface + examples.map(solved(exam)).join('');
    return { question, examples, pairs: pairsOf(exam, question, before) };
  });
}

interface Prompter {
  readonly pool: readonly ExamQuestion[];
  readonly random: ReturnType<typeof pythonRandom>;
}

function examplesOf(exam: Exam, question: ExamQuestion, count: number, { pool, random }: Prompter): ExamQuestion[] {
  if (count === 0) return [];
  if (exam.shots === 'first') {
    if (pool.length < count) throw new RangeError(`Of ${pool.length} examples, ${count} cannot be taken.`);
    return pool.slice(0, count);
  }
  const drawn = random.sample(pool, count + Number(exam.spare));
  if (!exam.spare) return drawn;
  const others = drawn.filter((one) => !isSame(one, question)).slice(0, count);
  if (others.length === count) return others;
  return random.sample(
    pool.filter((one) => !isSame(one, question)),
    count,
  );
}

const isSame = (a: ExamQuestion, b: ExamQuestion): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A solved question, as an example. */
const solved =
  ({ scoring }: Exam) =>
  ({ text, choices, right: [first = 0], answer }: ExamQuestion): string => {
    if (scoring === 'contexts') return `${choices[first] ?? ''} ${answer}\n\n`;
    return `${text} ${scoring === 'number' ? answer : (choices[first] ?? '')}\n\n`;
  };

function pairsOf({ scoring }: Exam, { text, choices, answer }: ExamQuestion, before: string): Prompt['pairs'] {
  switch (scoring) {
    case 'number':
    case 'tests':
      return [{ context: before + text, continuation: '' }];
    case 'contexts':
      return choices.map((choice) => ({ context: before + choice, continuation: ` ${answer}` }));
    default:
      return choices.map((choice) => ({ context: before + text, continuation: ` ${choice}` }));
  }
}
