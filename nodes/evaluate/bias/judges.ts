import { GenloomError, type Model, type RewardModel, type RunContext, type TextClassifier, type z } from '@/graph';
import { encodePair } from '@/ml/exams/encode-pair';
import { logLikelihoods } from '@/ml/exams/log-likelihood';
import { contextLength } from '@/ml/network';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { rewardsOf } from '../../align/common/rewards';
import { type Codec, codecOf } from '../../common/codec';
import { classify } from '../../common/judged-text';
import { concreteNetwork } from '../../common/network';
import { prefixIds } from '../../common/prefix';
import { ONLY_FILLS } from '../../generate/text/node';
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

function byLikelihood(model: Model, { measure, batchSize }: Params): Judge {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const rest = measure === 'rest';
  return {
    of: rest ? 'log-likelihood of what follows' : 'log-likelihood of the sentence',
    unit: rest ? 'nats' : 'nats per token',
    async scores(sentences, context) {
      const codec = codecOf(model.tokenizer);
      requireRead(codec, sentences);
      const network = concreteNetwork(model.network);
      const [prefix, lead] = [prefixIds(model.tokenizer), codec.endIds[0]];
      const pairs = sentences.map(({ before, word, after }) => {
        if (rest && !/[\p{L}\p{N}]/u.test(after)) throw nothingFollows(before + word + after);
        const [read, scored] = rest ? [before + word, after] : ['', before + word + after];
        return encodePair(codec.encode, read, scored, { prefix, ...(lead !== undefined && { lead }) });
      });
      // A beginning that the model does not look back on would take the swap with it.
      const longest = Math.max(...pairs.map(({ context: read, continuation }) => read.length + continuation.length));
      requireRoom(longest - 1, Math.min(model.blockLength, contextLength(network)));
      const weights = uploadWeights(network, model.weights);
      try {
        const found = await logLikelihoods(pairs, {
          network,
          weights,
          context: model.blockLength,
          batchSize,
          progress: (done, total) => context.progress({ done, total, message: `${done} of ${total} sentences` }),
          breathe: context.breathe,
        });
        return found.map(({ logLikelihood }, index) =>
          rest ? logLikelihood : logLikelihood / Math.max(1, pairs[index]?.continuation.length ?? 1),
        );
      } finally {
        disposeAll(weights);
      }
    },
  };
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

/** @throws GenloomError where a word, or a sentence, is not what the tokenizer reads: swapping what is not seen tells nothing */
function requireRead(codec: Codec, sentences: readonly Sentence[]): void {
  const seen = (text: string) => bare(codec.decode(codec.encode(text))) === bare(text);
  const parts = new Set(sentences.flatMap(({ before, word, after }) => [word, before, after]));
  const unread = [...parts].filter((part) => !seen(part));
  if (unread.length === 0) return;
  throw new GenloomError({
    code: 'bias.unread',
    title: `The model’s tokenizer cannot read ${unread
      .slice(0, 5)
      .map((one) => `“${one.trim().slice(0, 60)}”`)
      .join(', ')}${unread.length > 5 ? ` and ${unread.length - 5} more` : ''}.`,
    detail: 'It has no tokens for some of the letters or words, so that it would not see who is swapped.',
    fix: 'Use words that stand in the text that the tokenizer was learned from.',
  });
}

/** A text without what tokenizers may take away: spaces, accents, capitals. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();

function requireRoom(tokens: number, most: number): void {
  if (tokens <= most) return;
  throw new GenloomError({
    code: 'bias.too-long',
    title: `The longest sentence has ${tokens} tokens, and the model looks back on ${most}.`,
    fix: 'Write shorter sentences, or measure a model that looks back further.',
  });
}

const nothingFollows = (sentence: string) =>
  new GenloomError({
    code: 'bias.nothing-follows',
    title: `Nothing stands after who is swapped in “${sentence.slice(0, 80)}”.`,
    detail: 'What is measured is how likely the words after the swap are.',
    fix: 'Put {person} before what matters, or choose “the whole sentence” under “Of a language model”.',
  });
