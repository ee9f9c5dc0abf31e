import type { RewardModel, RunContext } from '@/graph';
import { scoreAll } from '@/ml/align/scores';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { concreteNetwork } from '../../common/network';
import { answeredIds } from './answers';

export type Exchange = readonly [prompt: string, answer: string];

/** What a reward model gives answers, read as in its training. */
export async function rewardsOf(
  reward: RewardModel,
  exchanges: readonly Exchange[],
  { breathe }: Pick<RunContext, 'breathe'>,
): Promise<number[]> {
  const codec = codecOf(reward.tokenizer);
  const network = concreteNetwork(reward.network);
  const weights = uploadWeights(network, reward.weights);
  try {
    const texts = exchanges.map(([before, after]) => {
      const { prompt, answer } = answeredIds(codec, before, after, reward.blockLength, codec.endIds[0]);
      return [...Array.from(prompt), ...Array.from(answer)].slice(-reward.blockLength);
    });
    return [...(await scoreAll(network, weights, texts, breathe))];
  } finally {
    disposeAll(weights);
  }
}
