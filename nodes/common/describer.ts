import { type Describer, type Examples, GenloomError, type RunContext } from '@/graph';
import { applyScaling } from '@/ml/data/points';
import { runNetwork } from '@/ml/forward';
import { inParts, readFrom } from '@/ml/generators/in-parts';
import { describe, type Features } from '@/ml/joint/describe';
import { contextLength } from '@/ml/network';
import { joined } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { type Codec, codecOf } from './codec';
import { excerpt } from './documents';
import { widthOf } from './examples';
import { rolesOf } from './network';

/** Tokens of an answer, at most; pictures that go through the encoder together. */
const [MOST, TOGETHER] = [48, 128];

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

/** What the encoder sees in pictures. @throws GenloomError `describer.other-shape` */
export async function featuresOf(
  model: Describer,
  examples: Examples,
  { breathe }: Pick<RunContext, 'breathe'>,
): Promise<Features> {
  if (examples.shape.join() !== model.shape.join())
    throw new GenloomError({
      code: 'describer.other-shape',
      title: `The model knows pictures of the shape [${model.shape.join(', ')}], and these have [${examples.shape.join(', ')}].`,
      fix: 'Bring both to one shape with “Prepare images”.',
    });
  const { picture } = rolesOf({ picture: model.networks.picture });
  const weights = uploadWeights(picture, model.weights);
  try {
    const scaled = applyScaling(examples, model.scaling);
    const read = readFrom((input) => runNetwork(picture, weights, { input }));
    const data = await inParts(scaled, TOGETHER, read, breathe);
    return { width: widthOf({ shape: model.networks.picture.shape.slice(1).map(Number) }), data };
  } finally {
    disposeAll(weights);
  }
}

/** The model’s answers. */
export async function answersOf(
  model: Describer,
  examples: Examples,
  asked: readonly PictureQuestion[],
  context: Pick<RunContext, 'breathe'>,
): Promise<string[]> {
  const codec = codecOf(model.tokenizer);
  const features = await featuresOf(model, examples, context);
  const { projector, language } = rolesOf({
    projector: model.networks.projector,
    language: model.networks.language,
  });
  const weights = uploadWeights(joined([projector, language]), model.weights);
  const prompts = asked.map(({ question }) => questionIds(codec, question));
  const own = rowsFor(features, asked);
  try {
    const room = contextLength(language) - model.places;
    const long = asked.find((_, at) => (prompts[at]?.length ?? 0) > room);
    if (long)
      throw new GenloomError({
        code: 'describer.long-question',
        title: `“${excerpt(long.question, 80)}” is longer than the ${room} tokens that the model has room for.`,
        fix: 'Ask a shorter question.',
      });
    const options = { places: model.places, end: endOf(codec), most: MOST, room, breathe: context.breathe };
    const ids = await describe({ projector, language }, weights, own, prompts, options);
    return ids.map((some) => codec.decode(some).trim());
  } finally {
    disposeAll(weights);
  }
}

/** The features of the picture of each question. */
function rowsFor({ width, data }: Features, asked: readonly PictureQuestion[]): Features {
  const rows = new Float32Array(asked.length * width);
  for (const [row, { picture }] of asked.entries())
    rows.set(data.subarray(picture * width, (picture + 1) * width), row * width);
  return { width, data: rows };
}
