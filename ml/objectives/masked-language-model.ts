import { forward } from '../forward';
import { crossEntropy } from '../functions/cross-entropy';
import type { Network } from '../network';
import type { Random } from '../random';
import { argMax, cast, equal, mean, reshape, type Tensor, type Tensor3D, tensor1d, tensor2d } from '../tf';
import { drawBatch, type TokenBlocks } from '../tokens';
import type { LossContext, Objective } from './objective';

/** How tokens are hidden. Tokens have the ids below `maskId`, which stands in gaps. */
export interface Masking {
  readonly maskId: number;
  /** So large a part of each block has to be found again. */
  readonly share: number;
  /** Of these, the part that another token stands for, each as likely, and the part that is left as it is; all others are masked. */
  readonly random: number;
  readonly kept: number;
}

/** Rows of ids with gaps, `[rows, blockLength]`, and what belongs at some places, counted over all rows. */
export interface MaskedBatch {
  readonly inputs: Int32Array;
  readonly places: Int32Array;
  readonly labels: Int32Array;
  readonly rows: number;
  readonly blockLength: number;
}

/**
 * Find hidden tokens again from both sides: mean cross-entropy in nats over the chosen places alone, and besides it the
 * `accuracy` there, 0 to 1 (Devlin et al. 2019, section 3.1). What is left as it is, or replaced, is looked for too, so
 * that no token may be trusted blindly. The network has a row more than there are tokens, for the mask.
 */
export const maskedLanguageModel = (
  network: Network,
  masking: Masking,
): Objective<TokenBlocks, MaskedBatch> & Required<Pick<Objective<TokenBlocks, MaskedBatch>, 'measures'>> => ({
  draw(data, batchSize, random) {
    const { inputs, rows, blockLength } = drawBatch(data, batchSize, random);
    return maskTokens(inputs, rows, blockLength, masking, random.split('mask'));
  },
  size: ({ inputs }) => inputs.length,
  loss: (_all, weights, batch, context) => crossEntropy(logitsOf(network, weights, batch, context), labelsOf(batch)),
  measures(weights, batch, context) {
    const found = cast(argMax(logitsOf(network, weights, batch, context), -1), 'int32');
    return { accuracy: mean(cast(equal(reshape(found, [-1]), labelsOf(batch)), 'float32')).asScalar() };
  },
});

/** Hides tokens: in each row equally many, and at least one. */
export function maskTokens(
  tokens: Int32Array,
  rows: number,
  blockLength: number,
  { maskId, share, random: replaced, kept }: Masking,
  random: Random,
): MaskedBatch {
  const count = Math.min(blockLength, Math.max(1, Math.round(share * blockLength)));
  const inputs = tokens.slice();
  const places = new Int32Array(rows * count);
  const order = Array.from({ length: blockLength }, (_, place) => place);
  for (let row = 0; row < rows; row++) {
    const chosen = random.shuffle(order).slice(0, count);
    places.set(
      chosen.sort((a, b) => a - b).map((place) => row * blockLength + place),
      row * count,
    );
  }
  for (const place of places) {
    const fate = random.next();
    if (fate < replaced) inputs[place] = random.int(maskId);
    else if (fate >= replaced + kept) inputs[place] = maskId;
  }
  return { inputs, places, labels: places.map((place) => tokens[place] ?? 0), rows, blockLength };
}

const logitsOf = (
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  { inputs, places, rows, blockLength }: MaskedBatch,
  context: LossContext,
): Tensor3D =>
  forward(network, weights, tensor2d(inputs, [rows, blockLength], 'int32'), {
    ...context,
    places: tensor1d(places, 'int32'),
  });

const labelsOf = ({ labels }: MaskedBatch): Tensor => tensor1d(labels, 'int32');
