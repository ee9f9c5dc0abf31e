import { bestIds, logSoftmaxOf, penaliseRepetition } from '../decoding';
import type { GenerationOptions } from './options';
import type { Predictor } from './predictor';
import { candidatesOf, type EndOfText, endingOf, type Generated, type SampleStep } from './step';

/** A sequence under way, and the sum of its tokens' log-probabilities. */
interface Beam {
  readonly ids: readonly number[];
  readonly score: number;
  /** The row of the step before that it goes on from. */
  readonly parent: number;
  readonly ended?: EndOfText;
}

/**
 * Beam search: keeps the `beams` best sequences at each step, and in the end the one whose log-probability, divided by
 * its length to the power of `lengthPenalty`, is highest (Wu et al. 2016, with the plain power that Hugging Face uses).
 * Each step shows the best beam of the moment, and what it went on from.
 */
export async function* beamSearch(
  options: GenerationOptions,
  predictor: Predictor,
): AsyncGenerator<SampleStep, Generated> {
  const { prompt, maximumTokens, beams = 4, lengthPenalty = 1, repetitionPenalty = 1, candidates = 10 } = options;
  const worth = ({ ids, score }: Beam) => score / Math.max(1, ids.length) ** lengthPenalty;
  const better = (a: Beam, b: Beam) => worth(b) - worth(a);
  let live: Beam[] = [{ ids: [], score: 0, parent: 0 }];
  let finished: Beam[] = [];
  let cancelled = false;

  for (let index = 0; index < maximumTokens && live.length > 0 && !cancelled; index++) {
    const rows = live.map(({ ids }) => [...prompt, ...ids]);
    const parents = index === 0 ? undefined : live.map(({ parent }) => parent);
    const logits = await predictor.next(rows, parents);
    const scores = logits.map((row, beam) =>
      logSoftmaxOf(penaliseRepetition(row, rows[beam] ?? [], repetitionPenalty)),
    );
    const grown = live.flatMap((beam, parent) => grow(beam, parent, scores[parent] ?? new Float32Array(0), 2 * beams));
    grown.sort((a, b) => b.score - a.score);

    const next: Beam[] = [];
    for (const beam of grown.slice(0, 2 * beams)) {
      const ended = endingOf(beam.ids, options);
      if (ended) finished.push({ ...beam, ended });
      else if (next.length < beams) next.push(beam);
    }
    finished = finished.sort(better).slice(0, beams);
    live = next;

    const best = [...finished.slice(0, 1), ...live].sort(better)[0];
    const shown = best?.ids.length === index + 1 ? best : live[0];
    if (shown)
      yield stepOf(shown, scores[shown.parent] ?? new Float32Array(0), [...live, ...finished], index, candidates);
    // Where lengths count fully a live beam's worth can still rise, so it ends only once none is better as it stands.
    const settled =
      finished.length === beams && live.every((beam) => worth(beam) <= worth(finished[beams - 1] ?? beam));
    if (settled) live = [];
    await options.breathe?.();
    cancelled = options.shouldStop?.() ?? false;
  }

  const winner = [...finished, ...live].sort(better)[0];
  return { ids: winner?.ids ?? [], ended: winner?.ended ?? (cancelled ? 'cancel' : 'length') };
}

const grow = ({ ids, score }: Beam, parent: number, logProbabilities: Float32Array, count: number): Beam[] =>
  bestIds(logProbabilities, count).map((id) => ({
    ids: [...ids, id],
    score: score + (logProbabilities[id] ?? Number.NEGATIVE_INFINITY),
    parent,
  }));

/** What came next in the best beam. A candidate counts as kept when some beam took it from the same row, to go on or to end with it. */
function stepOf(best: Beam, scores: Float32Array, beams: readonly Beam[], index: number, count: number): SampleStep {
  const id = best.ids.at(-1) ?? 0;
  const here = beams.filter(({ ids, parent }) => ids.length === best.ids.length && parent === best.parent);
  const taken = new Set([id, ...here.map(({ ids }) => ids.at(-1))]);
  const probabilities = scores.map(Math.exp);
  return {
    index,
    id,
    probability: probabilities[id] ?? 0,
    candidates: candidatesOf(probabilities, (one) => (taken.has(one) ? undefined : 'beams'), id, count),
    ids: best.ids,
  };
}
