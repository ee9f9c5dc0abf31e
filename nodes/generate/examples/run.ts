import { GenloomError, type Run } from '@/graph';
import { captionWordsOf } from '../../common/caption-words';
import { askedFor } from './asked';
import { captionsAsked } from './captions';
import { drawExamples } from './draw';
import type { generateExamples } from './node';
import { createShow } from './show';

export const run: Run<typeof generateExamples> = async ({ model, given }, params, context) => {
  const classes = model.classes.length;
  if (params.only >= classes && params.only > 0)
    throw new GenloomError({
      code: 'generate.no-such-class',
      title: `The model has ${classes === 0 ? 'no classes' : `classes 0 to ${classes - 1}`}, and class ${params.only} was asked for.`,
      fix: 'Choose another class, or −1 for every class in turn.',
    });
  const told = Object.values(model.networks).some(({ examples }) => (examples?.classes ?? 0) > 0);
  const asked = captionsAsked(params.captions, captionWordsOf(model));
  const { labels, captions, perClass } = askedFor(params, told ? classes : 0, asked);
  const show = createShow(context, given, perClass);
  const wanted = { count: labels.length, labels, ...(captions && { captions }), params, show };
  const made = await drawExamples(model, wanted, context);
  show.last(made.examples);
  return made;
};
