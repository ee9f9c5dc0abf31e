import type { RunContext, TokenBlocks, z } from '@/graph';
import type { Network } from '@/ml/network';
import { generateAll } from '@/ml/sample';
import type { TrainingHooks } from '@/ml/training/options';
import { codecOf, promptIds } from '../../common/codec';
import type { sampleFields } from './sample-fields';
import type { TokenTraining } from './token-training';
import type { TrainingWords } from './words';

/** How the numbers of a training that predicts next tokens are called. */
export const NEXT_TOKEN_WORDS: TrainingWords = { loss: 'loss, nats per token', unit: 'nats', speed: 'tokens/s' };

/** What a language model writes at each look, and how that is read. */
export function writing(
  network: Network,
  { tokenizer, ids, blockLength }: TokenBlocks,
  { samplePrompt, sampleTokens }: z.infer<z.ZodObject<typeof sampleFields>>,
  context: Pick<RunContext, 'seed' | 'breathe'>,
): Pick<TokenTraining<unknown>, 'sample' | 'textOf'> {
  const codec = codecOf(tokenizer);
  const prompt = promptIds(codec, samplePrompt, ids);
  return {
    textOf: (sample) => codec.decode([...prompt, ...Array.from(sample)]),
    ...(sampleTokens > 0 && { sample: sampler(network, prompt, blockLength, sampleTokens, context) }),
  };
}

/** Writes a sample with the weights of the moment. Its seed is its own, so that looking changes nothing of the training. */
function sampler(
  network: Network,
  prompt: readonly number[],
  blockLength: number,
  maximumTokens: number,
  { seed, breathe }: Pick<RunContext, 'seed' | 'breathe'>,
): NonNullable<TrainingHooks['sample']> {
  return async (weights, step) => {
    const { ids } = await generateAll({
      network,
      weights,
      prompt,
      strategy: 'sample',
      temperature: 0.8,
      maximumTokens,
      context: blockLength,
      seed: `${seed}/look/${step}`,
      breathe,
    });
    return ids;
  };
}
