import { forward } from './forward';
import { crossEntropy } from './functions/cross-entropy';
import { oneHotRows } from './functions/one-hot';
import { createConstants } from './layers/constants';
import type { Network } from './network';
import { cast, greaterEqual, keep, lessEqual, mul, reshape, stack, sum, type Tensor, tensor2d, tidy } from './tf';
import { batchAt, blockStarts, type TokenBatch, type TokenBlocks } from './tokens';

/** How well a network predicts a text. */
export interface Evaluation {
  /** Mean negative log-likelihood, nats per token. */
  readonly loss: number;
  /** `exp(loss)`. */
  readonly perplexity: number;
  /** `loss / ln 2`, per character of text; null where the number of characters is not known. */
  readonly bitsPerCharacter: number | null;
  /** Share of tokens that were the most likely one, and that were among the five most likely. */
  readonly top1: number;
  readonly top5: number;
  /** Tokens that were predicted. */
  readonly tokens: number;
}

export interface EvaluationOptions {
  readonly network: Network;
  /** As tensors (`uploadWeights`); they stay the caller's. */
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly data: TokenBlocks;
  /** Characters of the text that all of the data's ids spell. */
  readonly characters?: number;
  readonly batchSize: number;
  /** At most so many blocks, spread evenly over the text; all if left out. */
  readonly maximumBlocks?: number;
  readonly progress?: (done: number, total: number) => void;
  readonly breathe?: () => Promise<void>;
}

/**
 * Measures a network on blocks of a text that do not overlap, each seen from its beginning: every token is predicted
 * from what stands before it in its block. @throws TooFewTokens when the text is shorter than one block
 */
export async function evaluateNetwork(options: EvaluationOptions): Promise<Evaluation> {
  const { data, batchSize, characters, progress, breathe } = options;
  const starts = spread(blockStarts(data), options.maximumBlocks);
  const constants = createConstants();
  const sums = { loss: 0, top1: 0, top5: 0 };
  try {
    for (let first = 0; first < starts.length; first += batchSize) {
      const batch = batchAt(data.ids, data.blockLength, starts.slice(first, first + batchSize));
      const measured = tidy(() => keep(measure(options, batch, constants)));
      const [loss = Number.NaN, top1 = 0, top5 = 0] = await measured.data();
      measured.dispose();
      sums.loss += loss * batch.targets.length;
      sums.top1 += top1;
      sums.top5 += top5;
      progress?.(Math.min(first + batchSize, starts.length), starts.length);
      await breathe?.();
    }
  } finally {
    constants.dispose();
  }
  const tokens = starts.length * data.blockLength;
  const loss = sums.loss / tokens;
  const charactersPerToken = characters === undefined ? null : characters / data.ids.length;
  return {
    loss,
    perplexity: Math.exp(loss),
    bitsPerCharacter: charactersPerToken === null ? null : loss / Math.LN2 / charactersPerToken,
    top1: sums.top1 / tokens,
    top5: sums.top5 / tokens,
    tokens,
  };
}

/** Mean loss, and how many labels rank first and among the first five; equals of a label rank before it. `[3]` */
function measure(
  { network, weights }: EvaluationOptions,
  batch: TokenBatch,
  constants: ReturnType<typeof createConstants>,
) {
  const shape: [number, number] = [batch.rows, batch.blockLength];
  const labels = tensor2d(batch.targets, shape, 'int32');
  const logits = forward(network, weights, tensor2d(batch.inputs, shape, 'int32'), { constants });
  const vocabulary = logits.shape[2];
  const rows = reshape(logits, [-1, vocabulary]);
  const own = sum(mul(rows, oneHotRows(labels, vocabulary)), -1, true); // (N, 1)
  const rank = sum(cast(greaterEqual(rows, own), 'float32'), -1); // 1 for the most likely
  const within = (places: number) => sum(cast(lessEqual(rank, places), 'float32'));
  return stack([crossEntropy(logits, labels), within(1), within(5)]);
}

function spread(starts: readonly number[], most = starts.length): number[] {
  if (starts.length <= most) return [...starts];
  return Array.from({ length: most }, (_, index) => starts[Math.floor((index * starts.length) / most)] ?? 0);
}
