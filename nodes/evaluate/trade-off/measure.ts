import { GenloomError, type Model, type RunContext, type TokenBlocks } from '@/graph';
import { storedBytes } from '@/ml/compress/measure';
import { bytesInUse } from '@/ml/compress/upload';
import { bestIds } from '@/ml/decoding';
import { evaluateNetwork } from '@/ml/evaluate';
import { createPredictor } from '@/ml/generation/predictor';
import { type Network, ownParameters, sizeOf } from '@/ml/network';
import type { Tensor } from '@/ml/tf';
import { disposeAll } from '@/ml/weights';
import { concreteNetwork } from '../../common/network';
import { weightsInUse } from '../../common/weights-in-use';

/** What a model takes and gives. */
export interface Cost {
  /** Of its weights, where they are stored. */
  readonly bytes: number;
  /** Of its weights while it writes, and of the keys and values of all rows when the context is full. */
  readonly memory: { readonly weights: number; readonly cache: number };
  readonly parameters: number;
  /** Milliseconds until the first token of each row is there. */
  readonly firstToken: number;
  /** Of all rows together. */
  readonly tokensPerSecond: number;
  readonly loss: number;
  readonly perplexity: number;
}

export interface CostOptions {
  readonly tokens: number;
  readonly rounds: number;
  readonly maximumBlocks: number;
  /** Texts that are written at once. */
  readonly batch: number;
  /** Tokens that are looked back on at most; 0 is what the model was trained to. */
  readonly context: number;
}

/** Tokens that writing begins with. */
const PROMPT = 16;

/** Measures one model: it writes once to be warm and then so many times, and predicts a text. */
export async function costOf(
  model: Model,
  data: TokenBlocks,
  { rounds, maximumBlocks, tokens, batch, ...options }: CostOptions,
  run: Pick<RunContext, 'breathe' | 'log' | 'backend'>,
): Promise<Cost> {
  const network = concreteNetwork(model.network);
  const { breathe } = run;
  const context = Math.min(options.context || model.blockLength, model.blockLength);
  const weights = weightsInUse(network, model, run);
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
      times.push(await timesOf(network, weights, { prompt, tokens, batch, context }));
      // Not between tokens, where it would be measured.
      await breathe();
    }
    const warm = times.slice(1);
    return {
      bytes: storedBytes(model.weights),
      memory: { weights: bytesInUse(weights), cache: cacheBytes(network, batch, context) },
      parameters: Object.values(model.weights).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      firstToken: middle(warm.map(({ first }) => first)),
      tokensPerSecond: middle(warm.map(({ rate }) => rate)),
      loss,
      perplexity,
    };
  } finally {
    disposeAll(weights);
  }
}

interface Writing {
  readonly prompt: readonly number[];
  readonly tokens: number;
  readonly batch: number;
  readonly context: number;
}

/** Writes the likeliest tokens in so many rows at once: how long the first takes, and how many a second the rest. */
async function timesOf(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  { prompt, tokens, batch, context }: Writing,
): Promise<{ first: number; rate: number }> {
  const predictor = createPredictor({ network, weights, context });
  let rows: readonly (readonly number[])[] = Array.from({ length: batch }, () => prompt);
  const next = async () => {
    const logits = await predictor.next(rows);
    rows = rows.map((row, index) => [...row, ...bestIds(logits[index] ?? new Float32Array(), 1)]);
  };
  try {
    const began = performance.now();
    await next();
    const first = performance.now() - began;
    for (let token = 1; token < tokens; token++) await next();
    return { first, rate: (1_000 * batch * (tokens - 1)) / (performance.now() - began - first) };
  } finally {
    predictor.dispose();
  }
}

/** Bytes of a full key/value cache: for each token of each row as many float32 as the keys and values of all attentions are wide. */
export const cacheBytes = (network: Network, batch: number, tokens: number): number =>
  4 *
  batch *
  tokens *
  ownParameters(network).reduce((sum, { spec }) => sum + (KEPT.test(spec.name) ? (spec.shape[1] ?? 0) : 0), 0);

const KEPT = /(^|\.)(key|value)\.weight$/;

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
