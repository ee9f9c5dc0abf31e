import type { Run, RunContext, z } from '@/graph';
import type { Network } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import { generateAll } from '@/ml/sample';
import type { TrainingHooks } from '@/ml/training/options';
import { codecOf, promptIds } from '../../common/codec';
import { concreteNetwork } from '../../common/network';
import { refuseUnfit } from '../common/token-fit';
import { trainOnTokens } from '../common/token-training';
import type { TrainingWords } from '../common/words';
import type { trainLanguageModel } from './node';

type Params = z.infer<typeof trainLanguageModel.params>;

const WORDS: TrainingWords = { loss: 'loss, nats per token', unit: 'nats', speed: 'tokens/s' };

export const run: Run<typeof trainLanguageModel> = async (inputs, params, context) => {
  const { training, validation } = inputs;
  const network = concreteNetwork(inputs.network);
  refuseUnfit(network, training);
  const codec = codecOf(training.tokenizer);
  const prompt = promptIds(codec, params.samplePrompt, training.ids);
  const { trained, metrics } = await trainOnTokens(training, validation, params, context, {
    network,
    objective: languageModel,
    words: WORDS,
    textOf: (sample) => codec.decode([...prompt, ...Array.from(sample)]),
    ...(params.sampleTokens > 0 && { sample: sampler(network, prompt, training.blockLength, params, context) }),
  });
  return { model: { network: inputs.network, ...trained }, metrics };
};

/** Writes a sample with the weights of the moment. Its seed is its own, so that looking changes nothing of the training. */
function sampler(
  network: Network,
  prompt: readonly number[],
  blockLength: number,
  { sampleTokens }: Params,
  { seed, breathe }: RunContext,
): NonNullable<TrainingHooks['sample']> {
  return async (weights, step) => {
    const { ids } = await generateAll({
      network,
      weights,
      prompt,
      strategy: 'sample',
      temperature: 0.8,
      maximumTokens: sampleTokens,
      context: blockLength,
      seed: `${seed}/look/${step}`,
      breathe,
    });
    return ids;
  };
}
