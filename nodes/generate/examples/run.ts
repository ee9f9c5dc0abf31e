import { GenloomError, type Run } from '@/graph';
import { askedFor } from './asked';
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
  const { labels, perClass } = askedFor(params, told ? classes : 0);
  const show = createShow(context, given, perClass);
  const made = await drawExamples(model, { count: labels.length, labels, params, show }, context);
  show.last(made.examples);
  return made;
};
