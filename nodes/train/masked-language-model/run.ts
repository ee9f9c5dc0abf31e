import { GenloomError, type Run } from '@/graph';
import { fillAll } from '@/ml/generation/fill';
import { maskedLanguageModel, maskTokens } from '@/ml/objectives/masked-language-model';
import { createRandom } from '@/ml/random';
import { type GapCodec, type GappedIds, gapCodecOf, requireFewGaps, textOf } from '../../common/gaps';
import { concreteNetwork } from '../../common/network';
import { withMaskRow } from '../../network/mask-row';
import { layerLookingBack, looksBackOnly } from '../common/both-ways';
import { refuseUnfit } from '../common/token-fit';
import { trainOnTokens } from '../common/token-training';
import type { TrainingWords } from '../common/words';
import type { trainMaskedLanguageModel } from './node';

const WORDS: TrainingWords = {
  loss: 'loss, nats per hidden token',
  unit: 'nats',
  speed: 'tokens/s',
  measures: {
    accuracy: {
      title: 'Found in the last look',
      help: 'The share of hidden tokens that the model’s first guess was right about, from 0 to 1.',
      better: 'higher',
      apart: true,
    },
  },
};

/** Tokens of the text that is filled at each look where none is given. */
const SAMPLE_TOKENS = 40;

export const run: Run<typeof trainMaskedLanguageModel> = async (inputs, params, context) => {
  const { training, validation } = inputs;
  refuseUnfit(concreteNetwork(inputs.network), training);
  const back = layerLookingBack(inputs.network.operations);
  if (back) throw new GenloomError(looksBackOnly(back, 'network'));
  const described = withMaskRow(inputs.network, (name) => name);
  const network = concreteNetwork(described);
  const codec = gapCodecOf(training.tokenizer);
  const masking = { maskId: codec.maskId, share: params.share, random: params.replaced, kept: params.kept };
  const given = (validation?.ids.length ?? 0) > SAMPLE_TOKENS ? (validation ?? training) : training;
  const text = params.sampleText === '' ? gapsIn(given.ids, params.share, codec) : codec.encode(params.sampleText, 1);
  requireFewGaps(text);
  if (text.places.length === 0)
    context.log('warning', '“Samples fill” has no gap. Write ___ or [MASK] where the model should fill one in.');
  const { trained, metrics } = await trainOnTokens(training, validation, params, context, {
    network,
    objective: maskedLanguageModel(network, masking),
    words: WORDS,
    textOf: (filled) =>
      `${textOf(codec, text, text.ids)}\n→\n${textOf(codec, text, Array.from(filled), { shown: bracketed })}`,
    ...(text.places.length > 0 && {
      sample: (weights) =>
        fillAll({
          network,
          weights,
          ids: text.ids,
          maskId: codec.maskId,
          order: 'surest-first',
          context: training.blockLength,
          candidates: 1,
          breathe: context.breathe,
        }),
    }),
  });
  return { model: { network: described, objective: 'masked', ...trained }, metrics };
};

/** The beginning of a text, with gaps: always the same ones. */
function gapsIn(ids: Int32Array, share: number, { maskId, between }: GapCodec): GappedIds {
  const beginning = ids.slice(0, SAMPLE_TOKENS);
  const hide = { maskId, share, random: 0, kept: 0 };
  const { inputs, places } = maskTokens(beginning, 1, beginning.length, hide, createRandom('sample'));
  const whole = [...beginning];
  const spaceBefore = (place: number) => (between(whole, place, place + 1).startsWith(' ') ? ' ' : '');
  return {
    ids: [...inputs],
    places: [...places],
    before: new Map([...places].map((place) => [place, spaceBefore(place)])),
  };
}

/** What was filled in, to be told from what was given; white space stays outside. */
const bracketed = (piece: string): string => piece.replace(/^(\s*)(.*)$/s, '$1[$2]');
