import { bestIds, cutDistribution, type DecodingRules, drawId, penaliseRepetition, softmaxOf } from './decoding';
import { beamSearch } from './generation/beam';
import type { GenerationOptions } from './generation/options';
import { createPredictor, type Predictor } from './generation/predictor';
import {
  candidatesOf,
  type EndOfText,
  endingOf,
  type Generated,
  type RuledOutBy,
  type SampleStep,
} from './generation/step';
import { createRandom } from './random';

export type { GenerationOptions } from './generation/options';
export type { Candidate, Generated, SampleStep } from './generation/step';

/**
 * Writes tokens, one step at a time; each step says what could have come and why it did not. Returns all it wrote. The
 * same options give the same text, with or without the cache.
 * @throws RangeError for an empty prompt, or a model whose output is not a number
 */
export async function* generate(options: GenerationOptions): AsyncGenerator<SampleStep, Generated> {
  const predictor = createPredictor(options);
  try {
    return yield* options.strategy === 'beam' ? beamSearch(options, predictor) : drawTokens(options, predictor);
  } finally {
    predictor.dispose();
  }
}

/** Runs `generate` to its end. */
export async function generateAll(options: GenerationOptions): Promise<Generated> {
  const steps = generate(options);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}

/** Greedy decoding and sampling. Greedy leaves out every token but the most likely one. */
async function* drawTokens(options: GenerationOptions, predictor: Predictor): AsyncGenerator<SampleStep, Generated> {
  const { prompt, maximumTokens, temperature = 1, repetitionPenalty = 1, candidates = 10 } = options;
  const greedy = options.strategy === 'greedy' || temperature === 0;
  const random = createRandom(`${options.seed}/sample`);
  const ids: number[] = [];
  let ended: EndOfText = 'length';
  while (ids.length < maximumTokens) {
    const all = [...prompt, ...ids];
    const [raw] = await predictor.next([all]);
    if (!raw) break;
    const logits = penaliseRepetition(raw, all, repetitionPenalty);
    const full = softmaxOf(logits, greedy ? 1 : temperature);
    const { id, ruledOutBy } = greedy ? likeliest(full) : drawn(full, options, random.next());
    ids.push(id);
    yield {
      index: ids.length - 1,
      id,
      probability: full[id] ?? 0,
      candidates: candidatesOf(full, ruledOutBy, id, candidates),
      ids: [...ids],
    };
    const ending = endingOf(ids, options);
    if (ending) ended = ending;
    await options.breathe?.();
    if (!ending && options.shouldStop?.()) ended = 'cancel';
    if (ended !== 'length') break;
  }
  return { ids, ended };
}

interface Choice {
  readonly id: number;
  readonly ruledOutBy: (id: number) => RuledOutBy | undefined;
}

function likeliest(full: Float32Array): Choice {
  const [id = 0] = bestIds(full, 1);
  return { id, ruledOutBy: (other) => (other === id ? undefined : 'greedy') };
}

function drawn(full: Float32Array, rules: DecodingRules, uniform: number): Choice {
  const cut = cutDistribution(full, rules);
  return { id: drawId(cut.probabilities, uniform), ruledOutBy: cut.cutBy };
}
