import { GenloomError, type Model, type RewardModel, type RunContext, type TextClassifier, type z } from '@/graph';
import { rewardsOf } from '../../align/common/rewards';
import { codecOf } from '../../common/codec';
import { classify } from '../../common/judged-text';
import { requireRead, requireRoom } from './fit';
import { byLikelihood } from './likelihood';
import { type evaluateBias, NOBODY_TO_MEASURE, TWO_TO_MEASURE } from './node';
import { type Sentence, textOf } from './swaps';

type Params = z.infer<typeof evaluateBias.params>;

/** What sentences are measured by. */
export interface Judge {
  /** What is measured, as it is told, and in which unit. */
  readonly of: string;
  readonly unit: string;
  scores(sentences: readonly Sentence[], context: RunContext): Promise<number[]>;
}

/** The one model that is connected, as a judge of sentences. @throws GenloomError for none, for several, and for settings that do not suit it */
export function judgeOf(
  inputs: { readonly model?: Model; readonly classifier?: TextClassifier; readonly reward?: RewardModel },
  params: Params,
): Judge {
  if (Object.values(inputs).filter((one) => one !== undefined).length > 1) throw new GenloomError(TWO_TO_MEASURE);
  const { model, classifier, reward } = inputs;
  if (model) return byLikelihood(model, params);
  if (classifier) return byClass(classifier, params);
  if (reward) return byReward(reward, params);
  throw new GenloomError(NOBODY_TO_MEASURE);
}

function byClass(classifier: TextClassifier, { watched }: Params): Judge {
  const { classes, tokenizer, blockLength } = classifier;
  const place = watched === '' ? 0 : classes.findIndex((name) => name.toLowerCase() === watched.toLowerCase());
  const name = classes[place];
  if (name === undefined)
    throw new GenloomError({
      code: 'bias.class',
      title: `The classifier has no class “${watched}”.`,
      detail: `It has: ${classes
        .slice(0, 20)
        .map((one) => `“${one}”`)
        .join(', ')}.`,
      fix: 'Write one of these under “Class”.',
    });
  return {
    of: `probability of “${name}”`,
    unit: '%',
    async scores(sentences, { breathe }) {
      const texts = sentences.map(textOf);
      const codec = codecOf(tokenizer);
      requireRead(codec, sentences);
      requireRoom(Math.max(...texts.map((text) => codec.encode(text).length)), blockLength);
      return (await classify(classifier, texts, breathe)).map((row) => 100 * (row[place] ?? Number.NaN));
    },
  };
}

function byReward(reward: RewardModel, { asked }: Params): Judge {
  // A reward means something beside others only: so it is told in deviations of what the model gave the answers it learned from.
  const deviation = reward.scale.deviation > 0 ? reward.scale.deviation : 1;
  return {
    of: 'reward',
    unit: 'deviations',
    async scores(sentences, context) {
      const texts = sentences.map(textOf);
      const codec = codecOf(reward.tokenizer);
      requireRead(codec, sentences);
      const before = codec.encode(asked).length;
      requireRoom(before + Math.max(...texts.map((text) => codec.encode(text).length)), reward.blockLength);
      const rewards = await rewardsOf(
        reward,
        texts.map((text) => [asked, text] as const),
        context,
      );
      return rewards.map((one) => one / deviation);
    },
  };
}
