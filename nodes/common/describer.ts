import { type Describer, type Examples, GenloomError, type RunContext } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { applyScaling } from '@/ml/data/points';
import { describe } from '@/ml/joint/describe';
import { contextLength, type Network } from '@/ml/network';
import { joined } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { type Codec, codecOf } from './codec';
import { excerpt } from './documents';
import { rolesOf } from './network';

/** Tokens of an answer, at most. */
const MOST = 48;

/** What is asked of a picture; nothing where it is to be described. */
export interface PictureQuestion {
  readonly picture: number;
  readonly question: string;
}

/** Lines of a caption: the first says what is seen, others ask, up to a question mark, and answer. */
export const linesOf = (caption: string): readonly { readonly question: string; readonly answer: string }[] =>
  caption
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const end = line.lastIndexOf('?') + 1;
      return { question: line.slice(0, end), answer: line.slice(end).trim() };
    });

/** How a question and an answer are written; an answer ends with its line. */
export const questionIds = (codec: Codec, question: string): readonly number[] => [...codec.encode(question)];
export const answerIds = (
  codec: Codec,
  { question, answer }: { question: string; answer: string },
): readonly number[] => [...codec.encode(question === '' ? answer : ` ${answer}`), endOf(codec)];

/** The token that ends a line. @throws GenloomError `describer.no-end` */
export function endOf(codec: Codec): number {
  const [end, ...more] = codec.encode('\n');
  if (end !== undefined && more.length === 0) return end;
  throw new GenloomError({
    code: 'describer.no-end',
    title: 'The tokenizer has no token for the end of a line, which ends an answer.',
    fix: 'Learn the tokenizer from “Captions as text”, or use “Learn BPE tokenizer”.',
  });
}

/** Pictures as the encoder takes them. @throws GenloomError `describer.other-shape` */
export function scaledFor(model: Pick<Describer, 'shape' | 'scaling'>, examples: Examples): Arrays {
  if (examples.shape.join() !== model.shape.join())
    throw new GenloomError({
      code: 'describer.other-shape',
      title: `The model knows pictures of the shape [${model.shape.join(', ')}], and these have [${examples.shape.join(', ')}].`,
      fix: 'Bring both to one shape with “Prepare images”.',
    });
  return applyScaling(examples, model.scaling);
}

/** How many words, of a question and its answer, the language model has room for beside what stands before them. */
export const roomOf = ({ places, begins }: Pick<Describer, 'places' | 'begins'>, language: Network): number =>
  contextLength(language) - (begins === undefined ? places : 1);

/** The model’s answers. */
export async function answersOf(
  model: Describer,
  examples: Examples,
  asked: readonly PictureQuestion[],
  context: Pick<RunContext, 'breathe'>,
): Promise<string[]> {
  const codec = codecOf(model.tokenizer);
  const pictures = scaledFor(model, examples);
  const roles = rolesOf(model.networks);
  const room = roomOf(model, roles.language);
  const prompts = asked.map(({ picture, question }) => ({ picture, ids: questionIds(codec, question) }));
  const long = asked.find((_, at) => (prompts[at]?.ids.length ?? 0) > room);
  if (long)
    throw new GenloomError({
      code: 'describer.long-question',
      title: `“${excerpt(long.question, 80)}” is longer than the ${room} tokens that the model has room for.`,
      fix: 'Ask a shorter question.',
    });
  const weights = uploadWeights(joined(Object.values(roles)), model.weights);
  try {
    const options = { end: endOf(codec), most: MOST, room, breathe: context.breathe };
    const ids = await describe({ ...roles, begins: model.begins }, weights, pictures, prompts, options);
    return ids.map((some) => codec.decode(some).trim());
  } finally {
    disposeAll(weights);
  }
}
