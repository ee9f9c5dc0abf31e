import { type Arrays, takeArrays } from '../arrays';
import { crossEntropy } from '../functions/cross-entropy';
import { embedding } from '../functions/embedding';
import { type Asked, type DescriberRoles, describeLogits, picturesAt, seenTokens } from '../joint/describe';
import type { Random } from '../random';
import { argMax, cast, equal, mean, reshape, type Tensor, tensor1d } from '../tf';
import type { LossContext, Objective } from './objective';

/** What is said of a picture: a question, which is given, and from `from` on its answer, which is learned. A description has no question. */
export interface PictureLine {
  readonly picture: number;
  readonly ids: readonly number[];
  readonly from: number;
}

export interface PictureLines {
  /** Scaled as the encoder saw them. */
  readonly pictures: Arrays;
  readonly lines: readonly PictureLine[];
}

/** What can be learned from each picture: descriptions, and answers to questions. */
interface Said {
  readonly descriptions: readonly PictureLine[];
  readonly answers: readonly PictureLine[];
}

/**
 * Say what a picture shows, and answer what is asked of it: the cross-entropy of the answers’ tokens in nats a token (Liu et al. 2023, eq. 1). Each picture of a
 * batch gives two lines, a description and an answer where it has both. Tells besides in how many of these `tokens` the likeliest is the right one, 0 to 1.
 */
export function describing(roles: DescriberRoles): Objective<PictureLines, PictureLines> {
  const look = (weights: Readonly<Record<string, Tensor>>, { pictures, lines }: PictureLines, context: LossContext) => {
    const asked: Asked[] = lines.flatMap(({ ids, from }, row) =>
      ids.slice(from).map((_, offset) => ({ row, place: from + offset })),
    );
    const right = tensor1d(
      Int32Array.from(asked, ({ row, place }) => lines[row]?.ids[place] ?? 0),
      'int32',
    );
    const all = Array.from({ length: pictures.count }, (_, picture) => ({ picture }));
    const seen = seenTokens(roles, weights, picturesAt(pictures, all), context);
    const own = tensor1d(
      lines.map(({ picture }) => picture),
      'int32',
    );
    // The last token of a line is foretold, and nothing comes after it.
    const rows = lines.map(({ ids }) => ids.slice(0, -1));
    // Each line has the tokens of its picture before it; several lines may have the same.
    const before = reshape(embedding(reshape(seen, [pictures.count, -1]), own), [lines.length, ...seen.shape.slice(1)]);
    return { logits: describeLogits(roles, weights, before, rows, asked, context), right };
  };
  const known = new WeakMap<readonly PictureLine[], ReadonlyMap<number, Said>>();
  const saidOf = (lines: readonly PictureLine[]) => {
    const said = known.get(lines) ?? saidByPicture(lines);
    known.set(lines, said);
    return said;
  };
  return {
    draw({ pictures, lines }, batchSize, random) {
      const said = saidOf(lines);
      const drawn = [...said.keys()];
      const chosen = Array.from(
        { length: Math.max(1, Math.ceil(batchSize / 2)) },
        () => drawn[random.int(drawn.length)] ?? 0,
      );
      const both = chosen.flatMap((from, picture) =>
        twoOf(said.get(from), random).map((line) => ({ ...line, picture })),
      );
      // Of an odd number of lines the last picture gives one, by chance: otherwise its answers were never learned.
      if (both.length > batchSize) both.splice(both.length - 1 - random.int(2), 1);
      return {
        pictures: takeArrays({ shape: pictures.shape, count: pictures.count, data: pictures.data }, chosen),
        lines: both,
      };
    },
    size: ({ lines }) => lines.reduce((sum, { ids }) => sum + ids.length, 0),
    loss(_all, weights, batch, context) {
      const { logits, right } = look(weights, batch, context);
      return crossEntropy(logits, right);
    },
    measures(weights, batch, context) {
      const { logits, right } = look(weights, batch, context);
      return { tokens: mean(cast(equal(cast(argMax(logits, -1), 'int32'), right), 'float32')).asScalar() };
    },
  };
}

function saidByPicture(lines: readonly PictureLine[]): Map<number, Said> {
  const said = new Map<number, { descriptions: PictureLine[]; answers: PictureLine[] }>();
  for (const line of lines) {
    const own = said.get(line.picture) ?? { descriptions: [], answers: [] };
    own[line.from === 0 ? 'descriptions' : 'answers'].push(line);
    said.set(line.picture, own);
  }
  return said;
}

/** A description and an answer, or two of what there is. */
function twoOf({ descriptions, answers }: Said = { descriptions: [], answers: [] }, random: Random): PictureLine[] {
  const one = (lines: readonly PictureLine[]) => lines[random.int(Math.max(1, lines.length))];
  const two = [one(descriptions.length > 0 ? descriptions : answers), one(answers.length > 0 ? answers : descriptions)];
  return two.filter((line) => line !== undefined);
}
