import { GenloomError, type Model, type RunContext } from '@/graph';
import { encodePair } from '@/ml/exams/encode-pair';
import { logLikelihoods } from '@/ml/exams/log-likelihood';
import { pseudoLogLikelihoods } from '@/ml/exams/pseudo-log-likelihood';
import { contextLength, type Network } from '@/ml/network';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { type Codec, codecOf } from '../../common/codec';
import { gapCodecOf } from '../../common/gaps';
import { concreteNetwork } from '../../common/network';
import { prefixIds } from '../../common/prefix';
import { requireRead, requireRoom } from './fit';
import type { Judge } from './judges';
import { type Sentence, textOf } from './swaps';

/** By how likely a language model finds what stands after the swap, or the whole sentence. */
export function byLikelihood(
  model: Model,
  { measure, batchSize }: { readonly measure: 'rest' | 'sentence'; readonly batchSize: number },
): Judge {
  const rest = measure === 'rest';
  return {
    of: rest ? 'log-likelihood of what follows' : 'log-likelihood of the sentence',
    unit: rest ? 'nats' : 'nats per token',
    async scores(sentences, context) {
      const codec = codecOf(model.tokenizer);
      requireRead(codec, sentences);
      if (rest) requireFollowed(sentences);
      const network = concreteNetwork(model.network);
      const weights = uploadWeights(network, model.weights);
      const options = {
        network,
        weights,
        batchSize,
        progress: (done: number, total: number) => context.progress({ done, total }),
        breathe: context.breathe,
      };
      try {
        const scored = await (model.objective === 'masked' ? gaps : continuations)(
          { model, codec, sentences, rest },
          options,
        );
        return scored.map(({ logLikelihood, tokens }) => (rest ? logLikelihood : logLikelihood / Math.max(1, tokens)));
      } finally {
        disposeAll(weights);
      }
    },
  };
}

interface Asked {
  readonly model: Model;
  readonly codec: Codec;
  readonly sentences: readonly Sentence[];
  readonly rest: boolean;
}

interface Options extends Pick<RunContext, 'breathe'> {
  readonly network: Network;
  readonly weights: ReturnType<typeof uploadWeights>;
  readonly batchSize: number;
  readonly progress: (done: number, total: number) => void;
}

type Scored = readonly { readonly logLikelihood: number; readonly tokens: number }[];

/** Each token from those before it. */
async function continuations({ model, codec, sentences, rest }: Asked, options: Options): Promise<Scored> {
  const [prefix, lead] = [prefixIds(model.tokenizer), codec.endIds[0]];
  const pairs = sentences.map((sentence) => {
    const [read, scored] = rest ? [sentence.before + sentence.word, sentence.after] : ['', textOf(sentence)];
    return encodePair(codec.encode, read, scored, { prefix, ...(lead !== undefined && { lead }) });
  });
  // A beginning that the model does not look back on would take the swap with it; the last token is not read.
  const longest = Math.max(...pairs.map(({ context: read, continuation }) => read.length + continuation.length - 1));
  requireRoom(longest, Math.min(model.blockLength, contextLength(options.network)));
  const found = await logLikelihoods(pairs, { ...options, context: model.blockLength });
  return found.map(({ logLikelihood }, index) => ({
    logLikelihood,
    tokens: pairs[index]?.continuation.length ?? 0,
  }));
}

/** Each token from all others, hidden itself. */
async function gaps({ model, codec, sentences, rest }: Asked, options: Options): Promise<Scored> {
  const { around, maskId } = gapCodecOf(model.tokenizer, model.maskId);
  const texts = sentences.map((sentence) => {
    const ids = [...around.begin, ...codec.encode(textOf(sentence)), ...around.end];
    const read = rest ? codec.encode(sentence.before + sentence.word).length : 0;
    return { ids, from: around.begin.length + read, to: ids.length - around.end.length };
  });
  requireRoom(
    Math.max(...texts.map(({ ids }) => ids.length)),
    Math.min(model.blockLength, contextLength(options.network)),
  );
  const found = await pseudoLogLikelihoods(texts, maskId, options);
  return found.map((logLikelihood, index) => {
    const { from = 0, to = 0 } = texts[index] ?? {};
    return { logLikelihood, tokens: to - from };
  });
}

function requireFollowed(sentences: readonly Sentence[]): void {
  const bare = sentences.find(({ after }) => !/[\p{L}\p{N}]/u.test(after));
  if (!bare) return;
  throw new GenloomError({
    code: 'bias.nothing-follows',
    title: `Nothing stands after who is swapped in “${textOf(bare).slice(0, 80)}”.`,
    detail: 'What is measured is how likely the words after the swap are.',
    fix: 'Put {person} before what matters, or choose “the whole sentence” under “Of a language model”.',
  });
}
