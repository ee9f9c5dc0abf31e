import { crossEntropy } from '../functions/cross-entropy';
import type { Network } from '../network';
import type { Scalar } from '../tf';
import { drawBatch, joinBatches, type TokenBatch, type TokenBlocks } from '../tokens';
import { labelsOf, languageModel, logitsOf } from './language-model';
import type { Objective } from './objective';

/** What a network has learned before, so that it is not forgotten, or that the forgetting is seen. */
export interface Rehearsal {
  /** The text that is learned now; measurements on other texts are left as they are. */
  readonly fresh: TokenBlocks;
  /** The old text, and the share of each batch's rows that come from it. */
  readonly old?: TokenBlocks;
  readonly share: number;
  /** Old text that is only measured on. */
  readonly watched?: TokenBlocks;
}

export interface RehearsalBatch extends TokenBatch {
  readonly watched?: TokenBatch;
}

/**
 * Predict each next token of a new text and, for a share of the rows, of an old one (experience replay: Robins 1995; Rolnick et al. 2019). Besides the loss it
 * tells that on the `old` text, where there is some: what has been forgotten.
 */
export const rehearsing = (
  network: Network,
  { fresh, old, share, watched }: Rehearsal,
): Objective<TokenBlocks, RehearsalBatch> => ({
  draw(data, batchSize, random) {
    const rows = Array.from({ length: batchSize }, () => random.next());
    const again = old && data === fresh ? rows.filter((chance) => chance < share).length : 0;
    const parts = [
      ...(again < batchSize ? [drawBatch(data, batchSize - again, random.split('fresh'))] : []),
      ...(old && again > 0 ? [drawBatch({ ...old, blockLength: data.blockLength }, again, random.split('old'))] : []),
    ];
    const batch = parts.reduce(joinBatches);
    return {
      ...batch,
      ...(watched && {
        watched: drawBatch({ ...watched, blockLength: data.blockLength }, batchSize, random.split('watched')),
      }),
    };
  },
  size: ({ inputs }) => inputs.length,
  loss: languageModel.loss,
  measures(weights, { watched: seen }, context): Readonly<Record<string, Scalar>> {
    return seen ? { old: crossEntropy(logitsOf(network, weights, seen, context), labelsOf(seen)) } : {};
  },
});
