import { type DecodingTrace, GenloomError, type Run, VIEW_LIMITS, type View } from '@/graph';
import { type FilledGap, fillGaps } from '@/ml/generation/fill';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { friendly } from '../../common/friendly';
import { type GapCodec, type GappedIds, gapCodecOf, requireFewGaps, textOf } from '../../common/gaps';
import { concreteNetwork } from '../../common/network';
import { diverged } from '../diverged';
import { type fillGaps as contract, NO_GAP, ONLY_WRITES } from './node';

/** Candidates that each gap shows. */
const CANDIDATES = 8;
export const run: Run<typeof contract> = async ({ model, text: wired }, params, context) => {
  if (model.objective !== 'masked') throw new GenloomError(ONLY_WRITES);
  const given = wired ?? params.text;
  const codec = gapCodecOf(model.tokenizer, model.maskId);
  const text = codec.encode(given, params.width);
  const gaps = text.places.length;
  if (gaps === 0) throw new GenloomError(NO_GAP);
  requireFewGaps(text);
  const network = concreteNetwork(model.network);
  const weights = uploadWeights(network, model.weights);
  const filled: FilledGap[] = [];
  try {
    const filling = fillGaps({
      network,
      weights,
      ids: text.ids,
      maskId: codec.maskId,
      around: codec.around,
      order: params.order,
      context: model.blockLength,
      candidates: CANDIDATES,
      breathe: context.breathe,
    });
    for await (const gap of filling) {
      filled.push(gap);
      context.progress({ done: filled.length, total: gaps });
      const now = textOf(codec, text, gap.ids).slice(0, VIEW_LIMITS.characters);
      context.preview({ view: 'text', text: now }, 'text');
      context.preview(lookAt(traceOf(codec, text, filled)), 'trace');
    }
    const whole = filled.at(-1)?.ids ?? text.ids;
    return { text: textOf(codec, text, whole), trace: traceOf(codec, text, filled) };
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  } finally {
    disposeAll(weights);
  }
};

/** What was filled in so far, in the order of the text; gaps that are open belong to what stands between. */
function traceOf(codec: GapCodec, text: GappedIds, filled: readonly FilledGap[]): DecodingTrace {
  const ids = filled.at(-1)?.ids ?? text.ids;
  let from = 0;
  const steps = filled
    .map((gap, index) => ({ ...gap, turn: index + 1 }))
    .sort((a, b) => a.place - b.place)
    .map(({ place, id, probability, candidates, turn }) => {
      const before = textOf(codec, text, ids, { from, to: place });
      from = place + 1;
      const shown = candidates.map((one) => ({
        piece: codec.piece(one.id),
        probability: one.probability,
        kept: true,
      }));
      return { before, piece: codec.piece(id), probability, candidates: shown, turn };
    });
  return { prompt: '', steps, after: textOf(codec, text, ids, { from }) };
}

/** The trace as it is seen while gaps are open. */
function lookAt({ steps, after = '' }: DecodingTrace): View {
  const text = steps.map(({ before = '', piece }) => before + piece).join('') + after;
  return {
    view: 'distribution',
    text: text.slice(0, VIEW_LIMITS.characters),
    steps: steps.slice(0, VIEW_LIMITS.traceSteps),
  };
}
