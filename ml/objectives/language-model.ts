import { forward } from '../forward';
import { crossEntropy } from '../functions/cross-entropy';
import { tensor2d } from '../tf';
import { drawBatch, type TokenBatch, type TokenBlocks } from '../tokens';
import type { Objective } from './objective';

/** Predict each next token: mean cross-entropy in nats per token (Bengio et al. 2003; Radford et al. 2018, eq. 1). */
export const languageModel: Objective<TokenBlocks, TokenBatch> = {
  draw: drawBatch,
  size: ({ inputs }) => inputs.length,
  loss(network, weights, { inputs, targets, rows, blockLength }, context) {
    const logits = forward(network, weights, tensor2d(inputs, [rows, blockLength], 'int32'), context);
    return crossEntropy(logits, tensor2d(targets, [rows, blockLength], 'int32'));
  },
};
