import { GenloomError, type Json, type Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { captionWordsOf } from '../../common/caption-words';
import { captionsAsked } from '../examples/captions';
import { drawExamples } from '../examples/draw';
import { createShow } from '../examples/show';
import type { drawPicture } from './node';

/** What does not concern a model that is told captions. */
const PLAIN = { temperature: 1, truncation: 1, mixing: 0 } as const;

export const run: Run<typeof drawPicture> = async ({ model, caption, attempt }, params, context) => {
  const known = captionWordsOf(model);
  if (!known) throw new GenloomError(NOT_TOLD);
  const captions = captionsAsked(caption.replaceAll(/\s+/g, ' '), known);
  if (captions.length === 0) throw new GenloomError(NO_CAPTION);
  const place = placeOf(attempt);
  const seed =
    place === 0
      ? context.seed
      : createRandom(context.seed)
          .split(`attempt ${place}`)
          .int(2 ** 31);
  const drawing = { ...context, seed, preview: toPicture(context.preview) };
  const show = createShow(drawing, undefined);
  const wanted = { count: 1, labels: Int32Array.of(0), captions, params: { ...params, ...PLAIN }, show };
  const { examples } = await drawExamples(model, wanted, drawing);
  return { picture: examples, next: place + 1 };
};

/** Previews of examples, at the output that the picture comes from. */
const toPicture =
  (preview: Parameters<typeof createShow>[0]['preview']): typeof preview =>
  (view, _port, stays) =>
    preview(view, 'picture', stays);

/** @throws GenloomError `picture.attempt` */
function placeOf(attempt: Json | undefined): number {
  const place = attempt ?? 0;
  if (typeof place === 'number' && Number.isSafeInteger(place) && place >= 0) return place;
  throw new GenloomError({
    code: 'picture.attempt',
    title: 'An attempt is a whole number from 0 on.',
    detail: `What comes in is ${JSON.stringify(place).slice(0, 80)}.`,
    fix: 'Wire “Next attempt” of the round before, or leave it empty.',
  });
}

const NOT_TOLD = {
  code: 'picture.no-captions',
  title: 'This model was told no captions, so it cannot be asked in words.',
  fix: 'Train a network whose “Example input” is told the caption, on examples that have captions.',
};

const NO_CAPTION = {
  code: 'picture.no-caption',
  title: 'The caption is empty: nothing says what is to be drawn.',
  fix: 'Write one, such as “a large red star in the middle”.',
};
