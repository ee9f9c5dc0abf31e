import { type DecodingTrace, GenloomError, type Run } from '@/graph';
import { generate, type SampleStep } from '@/ml/sample';
import { disposeAll } from '@/ml/weights';
import { type Codec, codecOf, continuation, promptIds, withoutEnd } from '../../common/codec';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { cutAtStop, stopStrings } from '../../common/stop';
import { weightsInUse } from '../../common/weights-in-use';
import { diverged } from '../diverged';
import { type generateText, ONLY_FILLS } from './node';
import { createShow } from './show';

/** Candidates that each step shows. */
const CANDIDATES = 8;
/** A longer prompt is refused; only the last of it fits into the model anyway. */
const LONGEST_PROMPT = 100_000;

export const run: Run<typeof generateText> = async ({ model, prompt: wired }, params, context) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const given = wired ?? params.prompt;
  if (given.length > LONGEST_PROMPT)
    throw new GenloomError({
      code: 'prompt.too-long',
      title: `The prompt has ${given.length.toLocaleString('en')} characters; at most ${LONGEST_PROMPT.toLocaleString('en')} are read.`,
      fix: 'Give a shorter prompt.',
    });
  const codec = codecOf(model.tokenizer);
  const prompt = [...codec.beginIds, ...promptIds(codec, given)];
  if (prompt.length > model.blockLength)
    context.log(
      'info',
      `The prompt has ${prompt.length} tokens; the model looks back on the last ${model.blockLength}.`,
    );
  const stop = stopStrings(params.stop);
  const network = concreteNetwork(model.network);
  const written = (ids: readonly number[]) => given + continuation(codec, prompt, withoutEnd(codec, ids));
  const show = createShow(context);
  const steps: DecodingTrace['steps'][number][] = [];
  const weights = weightsInUse(network, model, context);
  try {
    const writing = generate({
      network,
      weights,
      prompt,
      strategy: params.strategy,
      temperature: params.temperature,
      topK: params.topK,
      topP: params.topP,
      minP: params.minP,
      repetitionPenalty: params.repetitionPenalty,
      beams: params.beams,
      maximumTokens: params.maxTokens,
      ...(stop.length > 0 && { stop, decode: (ids) => continuation(codec, prompt, ids) }),
      endIds: codec.endIds,
      seed: context.seed,
      cache: params.useCache,
      context: model.blockLength,
      candidates: CANDIDATES,
      breathe: context.breathe,
    });
    for (;;) {
      const { done, value } = await writing.next();
      if (done) {
        const text = cutAtStop(written(value.ids), given.length, stop);
        if (text === given) context.log('warning', nothingWritten(given));
        return { text, trace: { prompt: given, steps } };
      }
      steps.push(traced(value, codec));
      context.progress({ done: value.index + 1, total: params.maxTokens });
      show(() => written(value.ids), steps);
    }
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  } finally {
    disposeAll(weights);
  }
};

const nothingWritten = (prompt: string): string =>
  `The model ended the text at once, so nothing was written. ${prompt === '' ? 'Give it a prompt: few models begin by themselves.' : 'Draw another seed, or write a longer prompt.'}`;

const traced = ({ id, probability, candidates }: SampleStep, codec: Codec): DecodingTrace['steps'][number] => ({
  piece: codec.piece(id),
  probability,
  candidates: candidates.map(({ id: one, probability: p, kept, cutBy }) => ({
    piece: codec.piece(one),
    probability: p,
    kept,
    ...(cutBy && { cutBy }),
  })),
});
