import { type Examples, GenloomError, type Run } from '@/graph';
import { sliceArrays } from '@/ml/arrays';
import { formOf, PICTURE_SIGNS, signsOf, withoutMarks } from '@/ml/text/symbols';
import { documentsView } from '../../common/documents';
import { tellingOf } from '../../common/in-parts';
import { openPictureCodes } from '../../common/picture-codes';
import type { picturesToText } from './node';

const { open, close } = PICTURE_SIGNS;
/** What may stand beside a picture: anything but marks and signs. */
const WORDS = '[^⟦⟧⟨⟩⠀-⣿\\n]*';

export const run: Run<typeof picturesToText> = async ({ model, examples, own }, params, context) => {
  // The last are kept aside, unless others are given to go on with: one more picture changes nothing for those before it.
  const learned = own ? examples.count : examples.count - params.aside;
  if (learned < 1)
    throw new GenloomError({
      code: 'pictures.all-aside',
      title: 'Nothing is left to learn from.',
      detail: `There are ${examples.count.toLocaleString('en')} pictures, and ${params.aside.toLocaleString('en')} are kept aside.`,
      fix: 'Keep fewer aside, or give more pictures.',
    });
  const kept: Examples = own ?? { ...examples, ...sliceArrays(examples, learned, params.aside) };
  const codes = openPictureCodes(model);
  try {
    const { places, across, entries } = codes;
    const write = async (some: Examples): Promise<string[]> => {
      const written = await codes.encode(some, tellingOf(some.count, context));
      return Array.from({ length: some.count }, (_, at) =>
        signsOf(written.subarray(at * places, (at + 1) * places), PICTURE_SIGNS),
      );
    };
    const captions = wordsOf(examples, params.words);
    const [before, behind] = [
      params.order === 'both' || params.order === 'caption-first',
      params.order === 'both' || params.order === 'picture-first',
    ];
    const pictures = await write({ ...examples, ...sliceArrays(examples, 0, learned) });
    const items = pictures.flatMap((signs, at) => {
      const [picture, caption] = [`${open}${signs}${close}`, captions[at] ?? ''];
      if (caption === '' || !(before || behind)) return [picture];
      return [...(before ? [`${caption}${picture}`] : []), ...(behind ? [`${picture}${caption}`] : [])];
    });
    // Whole rows of codes are given, at least one and not all; codes of what is no image have no rows.
    const row = across < places ? across : 1;
    const most = Math.max(1, places / row - 1);
    const given = row * Math.min(most, Math.max(1, Math.round((places / row) * params.given)));
    const aside = await write(kept);
    const said = wordsOf(kept, params.words);
    context.preview(documentsView(items), 'text');
    return {
      text: { items },
      starts: { items: aside.map((signs) => open + Array.from(signs).slice(0, given).join('')) },
      asked: { items: said.map((caption) => caption + open) },
      seen: { items: aside.map((signs) => `${open}${signs}${close}`) },
      captions: { items: said },
      kept,
      form: `${WORDS}${formOf(PICTURE_SIGNS, [[0, entries - 1]], places)}${WORDS}`,
    };
  } finally {
    codes.dispose();
  }
};

/** What is said of each picture; none where nothing is. */
function wordsOf({ captions, labels, classes }: Examples, from: 'captions' | 'classes'): string[] {
  const names = labels && classes ? Array.from(labels, (label) => classes[label] ?? '') : [];
  return (from === 'captions' ? (captions ?? []) : names).map(withoutMarks);
}
