import { crossEntropy } from '../functions/cross-entropy';
import { type Asked, type DescriberRoles, describeLogits, type Features, rowsOf } from '../joint/describe';
import { argMax, cast, equal, mean, type Tensor, tensor1d } from '../tf';
import type { LossContext, Objective } from './objective';

/** What is said of a picture: a question, which is given, and from `from` on its answer, which is learned. A caption has no question. */
export interface PictureLine {
  readonly picture: number;
  readonly ids: readonly number[];
  readonly from: number;
}

export interface PictureLines {
  readonly features: Features;
  readonly lines: readonly PictureLine[];
}

/**
 * Say what a picture shows, and answer what is asked of it: the cross-entropy of the answers’ tokens in nats a token (Liu et al. 2023, eq. 1). Tells besides in
 * how many of these `tokens` the likeliest is the right one, 0 to 1.
 */
export function describing(roles: DescriberRoles, places: number): Objective<PictureLines, PictureLines> {
  const look = (weights: Readonly<Record<string, Tensor>>, { features, lines }: PictureLines, context: LossContext) => {
    const asked: Asked[] = lines.flatMap(({ ids, from }, row) =>
      ids.slice(from).map((_, offset) => ({ row, place: from + offset })),
    );
    const right = tensor1d(
      Int32Array.from(asked, ({ row, place }) => lines[row]?.ids[place] ?? 0),
      'int32',
    );
    const pictures = rowsOf(
      features,
      lines.map(({ picture }) => picture),
    );
    // The last token of a line is foretold, and nothing comes after it.
    const rows = lines.map(({ ids }) => ids.slice(0, -1));
    return { logits: describeLogits(roles, weights, pictures, rows, asked, places, context), right };
  };
  return {
    draw: ({ features, lines }, batchSize, random) => ({
      features,
      lines: Array.from({ length: batchSize }, () => lines[random.int(lines.length)]).filter(
        (one) => one !== undefined,
      ),
    }),
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
