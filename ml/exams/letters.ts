import { createRandom } from '../random';
import type { Exam, ExamQuestion } from './exam';

/** As many choices as there are letters for. */
export const MOST_LETTERS = 26;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A question whose choices are asked for by letters. */
export interface LetterQuestion {
  /** The question and its choices. */
  readonly text: string;
  /** What may be answered: `ABCD`. */
  readonly letters: string;
  /** Those that are right. */
  readonly right: readonly string[];
  /** What each letter stands for, in the order of the letters. */
  readonly choices: readonly string[];
}

/**
 * A question with choices for a model that gives words and no likelihoods. Choices that are letters already stay as they are; others are put into an order
 * drawn for each question, since some benchmarks always have the right one first.
 * @throws RangeError for more choices than letters
 */
export function letterQuestion(
  { scoring }: Pick<Exam, 'scoring'>,
  { text, choices, right, answer }: ExamQuestion,
  seed: string,
): LetterQuestion {
  if (choices.length > MOST_LETTERS) throw new RangeError(`${choices.length} choices are more than there are letters.`);
  const letters = ALPHABET.slice(0, choices.length);
  const isRight = (place: number) => right.includes(place);
  const asked = text.replace(/\n(Answer|A):$/, '');
  if (choices.join('') === letters)
    return { text: asked, letters, right: [...letters].filter((_, place) => isRight(place)), choices };
  const order = createRandom(seed).shuffle([...choices.keys()]);
  const whole = (place: number) => `${choices[place] ?? ''}${scoring === 'contexts' ? ` ${answer}` : ''}`;
  const lines = order.map((place, at) => `${letters[at]}) ${whole(place)}`);
  const task =
    scoring === 'contexts' ? 'Which of these makes sense?' : asked === text ? `${asked}\n\nWhat comes next?` : asked;
  return {
    text: `${task}\n\n${lines.join('\n')}`,
    letters,
    right: [...letters].filter((_, at) => isRight(order[at] ?? -1)),
    choices: order.map(whole),
  };
}

/** What is said before a question, in the words of OpenAI’s simple-evals. */
export const letterTask = (letters: string): string =>
  `Answer the following multiple choice question. The last line of your response should be of the following format: 'Answer: $LETTER' (without quotes) where LETTER is one of ${letters}. Think step by step before answering.`;

/**
 * The letter that was answered, after `Answer:` as simple-evals looks for it, bold or in a box; of several the last, since models that think aloud correct
 * themselves. Null where there is none of the question’s.
 */
export function letterIn(written: string, letters: string): string | null {
  const plain = written
    .replaceAll('**', '')
    .replaceAll(/\\(boxed|text|mathrm|mathbf)/g, '')
    .replaceAll(/[${}\\()]/g, '');
  const found = [...plain.matchAll(/answer[ \t]*:[ \t]*([a-z])(?![a-z])/gi)].at(-1)?.[1]?.toUpperCase();
  return found !== undefined && letters.includes(found) ? found : null;
}
