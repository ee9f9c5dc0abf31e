import { type ForwardContext, forward } from '../forward';
import { crossEntropy } from '../functions/cross-entropy';
import type { Network } from '../network';
import { type Tensor, type Tensor3D, tensor1d, tensor2d } from '../tf';
import { countedTargets, drawBatch, type TokenBatch, type TokenBlocks } from '../tokens';
import type { Objective } from './objective';

/**
 * Predict each next token: mean cross-entropy in nats per token (Bengio et al. 2003; Radford et al. 2018, eq. 1). Of a batch that says which places count,
 * as one of conversations does, over those alone: heads are asked for nothing else.
 */
export const languageModel: Objective<TokenBlocks, TokenBatch> = {
  draw: drawBatch,
  size: ({ inputs }) => inputs.length,
  loss: (network, weights, batch, context) => crossEntropy(logitsOf(network, weights, batch, context), labelsOf(batch)),
};

/** Logits at each place of a batch that counts, `[rows, blockLength, V]`, or `[1, places, V]` where it says which. */
export function logitsOf(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  { inputs, rows, blockLength, places }: TokenBatch,
  context: ForwardContext,
): Tensor3D {
  const ids = tensor2d(inputs, [rows, blockLength], 'int32');
  return forward(network, weights, ids, { ...context, ...(places && { places: tensor1d(places, 'int32') }) });
}

/** The tokens that should come at these places. */
export const labelsOf = (batch: TokenBatch): Tensor =>
  batch.places
    ? tensor2d(countedTargets(batch), [1, batch.places.length], 'int32')
    : tensor2d(batch.targets, [batch.rows, batch.blockLength], 'int32');
