import type { Network } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import { createRandom } from '@/ml/random';
import { drawBatch, type TokenBatch, type TokenBlocks } from '@/ml/tokens';
import { initialiseWeights } from '@/ml/weights';
import { gpt } from '@/tests/ml/helpers/networks';
import type { Task } from '../support/contender';
import { SEED, trainingSteps } from './training-steps';

/** A GPT and its batches: pre-norm blocks, learned positions, GELU, tied head, causal, no dropout, trained by Adam. */
export interface GptStep {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly tokens: number;
  readonly batch: number;
  readonly vocabulary: number;
}

/** The network of the settings; every contender begins with its first weights from `SEED`. */
export const gptOf = ({ layers, width, heads, tokens, vocabulary }: GptStep): Network =>
  gpt({ vocabulary, width, layers, heads, context: tokens, bias: true });

export const textOf = ({ tokens, vocabulary }: GptStep): TokenBlocks => ({
  ids: Int32Array.from({ length: 20_000 }, (_, index) => (index * index) % Math.min(251, vocabulary)),
  blockLength: tokens,
});

/** The batch that the training loop draws at a step. */
export const batchOf = (settings: GptStep, step: number): TokenBatch =>
  drawBatch(textOf(settings), settings.batch, createRandom(`${SEED}/step/${step}/0`).split('batch'));

/** Steps of a GPT. */
export const gptStep: Task<GptStep> = (settings) => {
  const network = gptOf(settings);
  const weights = initialiseWeights(network, SEED);
  return trainingSteps({
    network,
    weights,
    data: textOf(settings),
    objective: languageModel,
    batchSize: settings.batch,
  });
};
