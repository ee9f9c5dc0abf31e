import { forward } from './forward';
import { crossEntropy } from './functions/cross-entropy';
import { oneHotRows } from './functions/one-hot';
import { readOnce } from './functions/read';
import { createConstants } from './layers/constants';
import type { Network } from './network';
import {
  cast,
  concat,
  greaterEqual,
  keep,
  lessEqual,
  logSumExp,
  mul,
  reshape,
  stack,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
} from './tf';
import { batchOfBlocks, blockCount, countedTargets, type TokenBlocks } from './tokens';

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
  /** Block by block, in their order: the number of each, the mean loss of its tokens, and how many they are. */
  readonly blocks: readonly { readonly number: number; readonly loss: number; readonly tokens: number }[];
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
  /** Of a network that fills gaps, the id that stands in them: each token is predicted from all others of its block, with itself masked. */
  readonly maskId?: number;
  /** Told of each token that was predicted: its place among the data's ids, and its loss. */
  readonly onToken?: (place: number, loss: number) => void;
  readonly progress?: (done: number, total: number) => void;
  readonly breathe?: () => Promise<void>;
}

/**
 * Measures a network on blocks of a text that do not overlap, each seen from its beginning: every token is predicted
 * from what stands before it in its block. With a `maskId` from what stands on both sides of it: the loss is then the
 * pseudo-log-likelihood per token, and its exponential the pseudo-perplexity (Salazar et al. 2020, eq. 2 and 5), which
 * takes as many rows as there are tokens. @throws TooFewTokens when the text is shorter than one block
 */
export async function evaluateNetwork(options: EvaluationOptions): Promise<Evaluation> {
  const { data, characters, progress, breathe } = options;
  const blocks = spread(blockCount(data), options.maximumBlocks);
  const constants = createConstants();
  const sums = { loss: 0, top1: 0, top5: 0, tokens: 0 };
  const each = blocks.map((number) => ({ number, loss: 0, tokens: 0 }));
  try {
    for (const exam of options.maskId === undefined ? nextTokens(options, blocks) : maskedTokens(options, blocks)) {
      const measured = tidy(() => keep(measure(options, exam, constants)));
      const [loss = Number.NaN, top1 = 0, top5 = 0, ...own] = await readOnce(measured);
      for (const [index, one] of own.entries()) {
        const block = each[exam.firstBlock + exam.rowOf(index)];
        if (!block) continue;
        block.loss += (one - block.loss) / ++block.tokens;
        const first = data.starts?.[block.number] ?? block.number * data.blockLength;
        options.onToken?.(first + exam.placeOf(index), one);
      }
      sums.loss += loss * exam.labels.length;
      sums.tokens += exam.labels.length;
      sums.top1 += top1;
      sums.top5 += top5;
      progress?.(exam.blocksDone, blocks.length);
      await breathe?.();
    }
  } finally {
    constants.dispose();
  }
  const { tokens } = sums;
  const loss = sums.loss / tokens;
  // Where some tokens count alone, nobody knows how many characters they spell.
  const charactersPerToken = characters === undefined || data.answers ? null : characters / data.ids.length;
  return {
    loss,
    perplexity: Math.exp(loss),
    bitsPerCharacter: charactersPerToken === null ? null : loss / Math.LN2 / charactersPerToken,
    top1: sums.top1 / tokens,
    top5: sums.top5 / tokens,
    tokens,
    blocks: each,
  };
}

/** Rows of ids, and what should be predicted: at every place, or only at some of all rows. */
interface Exam {
  readonly inputs: Int32Array;
  readonly labels: Int32Array;
  readonly rows: number;
  readonly blockLength: number;
  readonly places?: Int32Array;
  readonly blocksDone: number;
  /** Where the block of the first row stands among those that are measured, and how many after it that of a label does. */
  readonly firstBlock: number;
  readonly rowOf: (label: number) => number;
  /** Where the token of a label stands in its block, counted from the block's first. */
  readonly placeOf: (label: number) => number;
}

/** Blocks, and after each of their tokens the next. */
function* nextTokens({ data, batchSize }: EvaluationOptions, blocks: readonly number[]): Generator<Exam> {
  for (let first = 0; first < blocks.length; first += batchSize) {
    const some = blocks.slice(first, first + batchSize);
    const batch = batchOfBlocks(data, some);
    yield {
      ...batch,
      labels: countedTargets(batch),
      blocksDone: first + some.length,
      firstBlock: first,
      rowOf: (label) => Math.floor((batch.places?.[label] ?? label) / batch.blockLength),
      placeOf: (label) => ((batch.places?.[label] ?? label) % batch.blockLength) + 1,
    };
  }
}

/** Each block as often as it has tokens, each time with another one masked. */
function* maskedTokens(
  { data: { ids, blockLength }, batchSize, maskId = 0 }: EvaluationOptions,
  blocks: readonly number[],
): Generator<Exam> {
  for (const [index, number] of blocks.entries()) {
    const block = ids.subarray(number * blockLength, (number + 1) * blockLength);
    for (let first = 0; first < blockLength; first += batchSize) {
      const labels = block.slice(first, first + batchSize);
      const rows = labels.length;
      const inputs = new Int32Array(rows * blockLength);
      const places = Int32Array.from(labels, (_, row) => row * blockLength + first + row);
      for (let row = 0; row < rows; row++) inputs.set(block, row * blockLength);
      for (const place of places) inputs[place] = maskId;
      const blocksDone = index + (first + rows === blockLength ? 1 : 0);
      const placeOf = (label: number) => first + label;
      yield { inputs, labels, rows, blockLength, places, blocksDone, firstBlock: index, rowOf: () => 0, placeOf };
    }
  }
}

/** Mean loss, how many labels rank first and among the first five (equals of a label rank before it), then the loss of each label. `[3 + N]` */
function measure(
  { network, weights }: EvaluationOptions,
  { inputs, labels: expected, rows: count, blockLength, places }: Exam,
  constants: ReturnType<typeof createConstants>,
) {
  const labels = tensor1d(expected, 'int32');
  const asked = places && { places: tensor1d(places, 'int32') };
  const ids = tensor2d(inputs, [count, blockLength], 'int32');
  const logits = forward(network, weights, ids, { constants, ...asked });
  const vocabulary = logits.shape[2];
  const rows = reshape(logits, [-1, vocabulary]);
  const own = sum(mul(rows, oneHotRows(labels, vocabulary)), -1, true); // (N, 1)
  const losses = sub(logSumExp(rows, -1), reshape(own, [-1]));
  const rank = sum(cast(greaterEqual(rows, own), 'float32'), -1); // 1 for the most likely
  const within = (places: number) => sum(cast(lessEqual(rank, places), 'float32'));
  return concat([stack([crossEntropy(rows, labels), within(1), within(5)]), losses]);
}

/** The numbers of all blocks, or of so many of them. */
function spread(count: number, most = count): number[] {
  return Array.from({ length: Math.min(count, most) }, (_, index) =>
    Math.floor((index * count) / Math.min(count, most)),
  );
}
