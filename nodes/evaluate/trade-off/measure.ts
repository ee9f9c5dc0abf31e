import { GenloomError, type Model, type RunContext, type TokenBlocks } from '@/graph';
import { storedBytes } from '@/ml/compress/measure';
import { evaluateNetwork } from '@/ml/evaluate';
import { generate } from '@/ml/sample';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { concreteNetwork } from '../../common/network';

/** What a model takes and gives. */
export interface Cost {
  /** Of its weights, where they are stored. */
  readonly bytes: number;
  readonly parameters: number;
  /** Milliseconds until the first token is there. */
  readonly firstToken: number;
  readonly tokensPerSecond: number;
  readonly loss: number;
  readonly perplexity: number;
}

export interface CostOptions {
  readonly tokens: number;
  readonly rounds: number;
  readonly maximumBlocks: number;
}

/** Tokens that writing begins with. */
const PROMPT = 16;

/** Measures one model: it writes once to be warm and then so many times, and predicts a text. */
export async function costOf(
  model: Model,
  data: TokenBlocks,
  { rounds, maximumBlocks, ...options }: CostOptions,
  { breathe, seed }: Pick<RunContext, 'breathe' | 'seed'>,
): Promise<Cost> {
  const network = concreteNetwork(model.network);
  const weights = uploadWeights(network, model.weights);
  try {
    const blockLength = Math.min(model.blockLength, data.blockLength);
    const exam = { ids: data.ids, blockLength };
    const { loss, perplexity } = await evaluateNetwork({
      network,
      weights,
      data: exam,
      batchSize: 16,
      maximumBlocks,
      breathe,
    });
    if (!Number.isFinite(loss))
      throw new GenloomError({
        code: 'evaluate.not-a-number',
        title: 'One of these models gives no numbers: its training ran away.',
        fix: 'Train it again with a lower learning rate.',
      });
    const prompt = [...data.ids.subarray(0, Math.min(PROMPT, blockLength))];
    const times: { readonly first: number; readonly rate: number }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const writing = generate({
        network,
        weights,
        prompt,
        strategy: 'greedy',
        maximumTokens: options.tokens,
        context: model.blockLength,
        candidates: 1,
        seed,
      });
      const began = performance.now();
      await writing.next();
      const first = performance.now() - began;
      while (!(await writing.next()).done);
      times.push({ first, rate: (1_000 * (options.tokens - 1)) / (performance.now() - began - first) });
      // Not between tokens, where it would be measured.
      await breathe();
    }
    const warm = times.slice(1);
    return {
      bytes: storedBytes(model.weights),
      parameters: Object.values(model.weights).reduce((sum, { data: numbers }) => sum + numbers.length, 0),
      firstToken: middle(warm.map(({ first }) => first)),
      tokensPerSecond: middle(warm.map(({ rate }) => rate)),
      loss,
      perplexity,
    };
  } finally {
    disposeAll(weights);
  }
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
