import { answerLogProbabilities } from '@/ml/align/log-probabilities';
import { writeMany } from '@/ml/generation/write-many';
import type { Network, Weights } from '@/ml/network';
import { disposeAll, uploadWeights } from '@/ml/weights';

export interface DivergenceOptions {
  /** Of each answer, at most; prompts are cut on the left so that they fit. */
  readonly tokens: number;
  readonly blockLength: number;
  readonly endIds: readonly number[];
  readonly seed: string;
  readonly breathe: () => Promise<void>;
}

/** The KL divergence of a model from what it began as, in nats an answer: the mean log-ratio over answers that it writes itself. */
export async function divergenceBetween(
  network: Network,
  now: Weights,
  before: Weights,
  given: readonly (readonly number[])[],
  { tokens, blockLength, endIds, seed, breathe }: DivergenceOptions,
): Promise<number> {
  const maximumTokens = Math.max(1, Math.min(tokens, blockLength - 1));
  const prompts = given.map((prompt) => prompt.slice(-(blockLength - maximumTokens)));
  const seeds = prompts.map((_, index) => `${seed}/${index}`);
  const weights = uploadWeights(network, now);
  try {
    const answers = await writeMany({ network, weights, prompts, seeds, maximumTokens, endIds, breathe });
    const answered = prompts.map((prompt, index) => ({ prompt, answer: answers[index]?.ids ?? [] }));
    const own = await answerLogProbabilities(network, weights, answered, breathe);
    const start = uploadWeights(network, before);
    try {
      const theirs = await answerLogProbabilities(network, start, answered, breathe);
      return own.reduce((sum, one, index) => sum + one - (theirs[index] ?? 0), 0) / own.length;
    } finally {
      disposeAll(start);
    }
  } finally {
    disposeAll(weights);
  }
}
