import type { Network } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import { createRandom } from '@/ml/random';
import { drawBatch, type TokenBatch, type TokenBlocks } from '@/ml/tokens';
import { trainNetwork } from '@/ml/train';
import { initialState } from '@/ml/training/state';
import { initialiseWeights } from '@/ml/weights';
import { gpt } from '@/tests/ml/helpers/networks';
import type { Task } from '../support/contender';

/** A GPT and its batches: pre-norm blocks, learned positions, GELU, tied head, causal, no dropout, trained by Adam. */
export interface GptStep {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly tokens: number;
  readonly batch: number;
  readonly vocabulary: number;
}

export const SEED = 1;
export const LEARNING_RATE = 1e-3;

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

/** Steps of the one training loop, on the backend that has been started. A run is one step; its value is the loss before its update. */
export const gptStep: Task<GptStep> = (settings) => {
  const network = gptOf(settings);
  let state = initialState(initialiseWeights(network, SEED));
  return {
    async round(runs, warm) {
      const times: number[] = [];
      const values: number[] = [];
      let last = performance.now();
      const result = await trainNetwork({
        network,
        initial: state,
        data: { training: textOf(settings) },
        objective: languageModel,
        optimiser: { kind: 'adam' },
        schedule: { kind: 'constant', learningRate: LEARNING_RATE },
        batchSize: settings.batch,
        steps: state.step + warm + runs,
        evaluateEvery: 1_000_000,
        evaluateBatches: 1,
        seed: SEED,
        hooks: {
          onEvaluate: () => {
            last = performance.now();
          },
          onStep: ({ loss }) => {
            times.push(performance.now() - last);
            values.push(loss);
            last = performance.now();
          },
        },
      });
      state = { ...result.state, history: { steps: [], evaluations: [] } };
      return { times: times.slice(warm), values };
    },
    dispose: () => undefined,
  };
};
