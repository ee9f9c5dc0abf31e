import { type ChatRequest, type Exam, type ExamQuestion, GenloomError, type RunContext, userText } from '@/graph';
import { letterIn, letterQuestion, letterTask, MOST_LETTERS } from '@/ml/exams/letters';
import { NO_ANSWER, NUMBER_STOPS, numberIn, numberMarks } from '@/ml/exams/number-answer';
import { PROGRAM_TASK, programIn } from '@/ml/exams/program-in';
import type { Prompt } from '@/ml/exams/prompt';
import { type Ended, openSandbox } from '../../common/sandbox/sandbox';
import { cutAtStop } from '../../common/stop';
import { markedPrograms, tested } from '../benchmark/programs';
import type { MarkedQuestion } from '../benchmark/report';

/** How an exam is put in words, and how answers are marked. */
export interface Form {
  /** How it was asked, where that is not the harness’s way. */
  readonly notes: readonly string[];
  /** The question at a place. */
  request(place: number): Pick<ChatRequest, 'messages' | 'stop'>;
  /** @param written what was answered to the question at a place, once or several times */
  mark(
    written: (place: number) => readonly string[],
    context: Pick<RunContext, 'breathe'>,
  ): Promise<{ readonly marked: readonly MarkedQuestion[]; readonly unread: number }>;
}

/** Sums in words: put, stopped and marked as by the harness, each with its examples in one message. */
export function inNumbers(prompts: readonly Prompt[]): Form {
  return {
    notes: [],
    request: (place) => ({ messages: [userText(contextOf(prompts[place]))], stop: NUMBER_STOPS }),
    async mark(written) {
      let unread = 0;
      const marked = prompts.map(({ question }, place) => {
        const text = cutAtStop(written(place)[0] ?? '', 0, NUMBER_STOPS);
        if (numberIn(text, 'flexible') === NO_ANSWER) unread += 1;
        return { question, marks: numberMarks(text, question), given: text, logLikelihoods: [] };
      });
      return { marked, unread };
    },
  };
}

/** Questions with choices: a letter is asked for, with room to think before it. @throws GenloomError `exam.many-choices` */
export function inLetters(exam: Exam, prompts: readonly Prompt[], seed: number): Form {
  const lettered = (question: ExamQuestion, label: string) => {
    if (question.choices.length > MOST_LETTERS) throw tooMany(question.choices.length);
    return letterQuestion(exam, question, `${seed}/${label}`);
  };
  const asked = prompts.map(({ question }, place) => lettered(question, `${place}`));
  return {
    notes: ['Asked for letters in the words of simple-evals; the last letter after “Answer:” counts.'],
    request(place) {
      const { text = '', letters = '' } = asked[place] ?? {};
      const shown = (prompts[place]?.examples ?? []).map((example, at) => {
        const one = lettered(example, `${place}/example ${at}`);
        return `${one.text}\nAnswer: ${one.right[0] ?? ''}`;
      });
      return { messages: [userText([letterTask(letters), ...shown, text].join('\n\n'))] };
    },
    async mark(written) {
      let unread = 0;
      const marked = prompts.map(({ question }, place) => {
        const text = written(place)[0] ?? '';
        const { letters = '', right = [], choices = [] } = asked[place] ?? {};
        const letter = letterIn(text, letters);
        if (letter === null) unread += 1;
        const given = letter === null ? text : (choices[letters.indexOf(letter)] ?? letter);
        const marks = { 'letter accuracy': Number(letter !== null && right.includes(letter)) };
        return { question, marks, given, logLikelihoods: [] };
      });
      return { marked, unread };
    },
  };
}

/** Tasks for programs: asked for the whole function, as simple-evals does, since a chat does not go on with a text. */
export function inPrograms(prompts: readonly Prompt[]): Form {
  return {
    notes: ['Asked for whole functions in the words of simple-evals; a block of code in the answer is what counts.'],
    request: (place) => ({ messages: [userText(`${PROGRAM_TASK}\n${contextOf(prompts[place])}`)] }),
    async mark(written, { breathe }) {
      const sandbox = await openSandbox();
      const marked: MarkedQuestion[] = [];
      let unread = 0;
      for (const [place, { question }] of prompts.entries()) {
        const found = written(place).map((text) => programIn(text, question.text));
        const ended: Ended[] = [];
        for (const { before, program } of found) {
          if (program.trim() === '') unread += 1;
          ended.push(tested(sandbox, { text: before, answer: question.answer }, program));
          await breathe();
        }
        marked.push(
          markedPrograms(
            question,
            found.map(({ program }) => program),
            ended,
          ),
        );
      }
      return { marked, unread };
    },
  };
}

const contextOf = (prompt: Prompt | undefined): string => prompt?.pairs[0]?.context ?? '';

const tooMany = (choices: number) =>
  new GenloomError({
    code: 'exam.many-choices',
    title: `A question has ${choices} choices, and there are ${MOST_LETTERS} letters to answer with.`,
    fix: 'Take a benchmark with fewer choices.',
  });
