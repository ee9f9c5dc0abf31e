import { type Examples, examplesView, GenloomError, type Run } from '@/graph';
import { PICTURE_SIGNS, readSigns } from '@/ml/text/symbols';
import { copiesView } from '../../common/copies-view';
import { takeExamples } from '../../common/examples';
import { tellingOf } from '../../common/in-parts';
import { openPictureCodes } from '../../common/picture-codes';
import type { textToPictures } from './node';

export const run: Run<typeof textToPictures> = async ({ model, answers, text, beside }, _params, context) => {
  const written = [...(answers?.items ?? []).map(({ prompt, answer }) => prompt + answer), ...(text?.items ?? [])];
  if (written.length === 0)
    throw new GenloomError({
      code: 'pictures.nothing-given',
      title: 'There is nothing to read.',
      fix: 'Wire “Answer prompts” to it, or documents that “Pictures to text” made.',
    });
  if (beside && beside.count < written.length)
    throw new GenloomError({
      code: 'pictures.other-count',
      title: `There are ${written.length.toLocaleString('en')} texts and only ${beside.count.toLocaleString('en')} true pictures.`,
      fix: 'Wire the pictures kept aside by the same “Pictures to text” whose beginnings were answered.',
    });
  const codes = openPictureCodes(model);
  try {
    const { places, entries } = codes;
    const wrong: string[] = [];
    const read = written.flatMap((document, at) => {
      const found = readSigns(document, PICTURE_SIGNS);
      const why = !found
        ? 'holds no picture'
        : found.codes.some((code) => code >= entries)
          ? 'has a code that the VQ-VAE does not'
          : found.codes.length !== places
            ? `has ${found.codes.length} codes and not ${places}`
            : null;
      if (found && why === null) return [{ at, ...found }];
      wrong.push(`number ${at + 1} ${why}`);
      return [];
    });
    if (wrong.length > 0)
      context.log(
        'warning',
        `${wrong.length.toLocaleString('en')} of ${written.length.toLocaleString('en')} are no pictures and are left out: ${wrong.slice(0, 3).join('; ')}.`,
      );
    if (read.length === 0)
      throw new GenloomError({
        code: 'pictures.unreadable',
        title: 'None of these texts holds a picture.',
        detail: `${wrong.slice(0, 3).join('; ')}.`,
        fix: 'Wire “Form” of “Pictures to text” to “Answer prompts”, or train the model longer.',
      });
    const made = await codes.decode(
      Float32Array.from(read.flatMap((one) => one.codes)),
      tellingOf(read.length, context),
    );
    const real =
      beside &&
      takeExamples(
        beside,
        read.map(({ at }) => at),
      );
    const words = read.map((one) => one.words);
    const captions = words.some((said) => said !== '') ? words : real?.captions;
    const pictures: Examples = {
      ...made,
      ...(real?.labels && { labels: real.labels }),
      ...(real?.classes && { classes: real.classes }),
      ...(captions && { captions }),
    };
    const view = real && copiesView(real, pictures);
    const said = `${read.length.toLocaleString('en')} pictures${wrong.length > 0 ? `, ${wrong.length.toLocaleString('en')} could not be read` : ''}`;
    context.preview(
      view
        ? { ...view, caption: `${said}: each row of true ones above those that were written` }
        : examplesView(pictures, said),
      'pictures',
      'stays',
    );
    return { pictures };
  } finally {
    codes.dispose();
  }
};
