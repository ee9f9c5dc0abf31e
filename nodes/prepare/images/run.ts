import { type Examples, examplesView, GenloomError, type Run, type RunContext, type z } from '@/graph';
import { type Arrays, takeArrays } from '@/ml/arrays';
import { balanceClasses } from '@/ml/data/balance';
import { augmentImages, centreCrop, findNearDuplicates, imageShape, resizeImages, toGreyscale } from '@/ml/data/images';
import { MOST_NUMBERS } from '@/ml/data/read';
import type { prepareImages } from './node';

type Params = z.infer<typeof prepareImages.params>;

/** Duplicates first, so that what is compared is whole; copies late, so that none is taken for a duplicate. */
export const run: Run<typeof prepareImages> = async ({ examples: given }, params, context) => {
  imageShape(given);
  const { classes, modes: _modes, ...rest } = given;
  const counts: [after: string, count: number][] = [['Given', given.count]];
  const notes: string[] = [];
  let images: Arrays = { ...rest, ...(classes && { classes }) };
  if (params.duplicates) {
    images = await withoutDuplicates(images, params, context, notes);
    counts.push(['Without near-duplicates', images.count]);
  }
  images = resized(images, params);
  if (params.balance !== 'none') {
    images = balanceClasses(images, { seed: context.seed, to: params.balance });
    counts.push(['Balanced', images.count]);
  }
  if (params.copies > 0) {
    refuseTooMany(images, params.copies);
    const { copies, flip, shift, rotate, colour, noise } = params;
    const change = { copies, keepOriginals: true, flip, shift, rotate, colour, noise };
    images = await augmentImages(images, { ...change, seed: context.seed, breathe: context.breathe });
    counts.push(['With changed copies', images.count]);
  }
  const examples: Examples = params.binary
    ? { ...images, data: images.data.map((value) => (value > 0.5 ? 1 : 0)) }
    : images;
  context.preview(examplesView(examples), 'examples');
  const values = counts.map(([name, value]) => ({ name, value, unit: 'images' }));
  return { examples, report: { values, curves: [], notes: [...notes, ...perClass(given, examples)] } };
};

async function withoutDuplicates(
  images: Arrays,
  { difference }: Params,
  { breathe, progress }: RunContext,
  notes: string[],
): Promise<Arrays> {
  progress({ done: 0, total: images.count, message: 'comparing' });
  const { kept, pairs } = await findNearDuplicates(images, { difference, breathe });
  for (const pair of [...pairs].sort((a, b) => b.difference - a.difference).slice(0, 5))
    notes.push(
      `Image ${pair.removed + 1} went, since it differs from image ${pair.kept + 1} by ${pair.difference.toFixed(2)}.`,
    );
  return takeArrays(images, kept);
}

function resized(images: Arrays, { crop, size, grey }: Params): Arrays {
  const cropped = crop === null ? images : centreCrop(images, { height: crop, width: crop });
  const coloured = grey ? toGreyscale(cropped) : cropped;
  const { height, width } = imageShape(coloured);
  if (size === null || (height === size && width === size)) return coloured;
  const method = Math.min(height, width) >= size ? 'area' : 'bilinear';
  return resizeImages(coloured, { height: size, width: size, method });
}

/** How many of each class there were and are. */
function perClass(before: Examples, after: Examples): string[] {
  const { classes = [] } = after;
  const count = ({ labels }: Examples, index: number) => labels?.filter((label) => label === index).length ?? 0;
  return classes
    .slice(0, 40)
    .map((name, index) => `“${name}”: ${count(before, index)} before, ${count(after, index)} after.`);
}

function refuseTooMany({ data }: Arrays, copies: number): void {
  if (data.length * (copies + 1) <= MOST_NUMBERS) return;
  throw new GenloomError({
    code: 'images.too-many',
    title: 'So many changed copies do not fit into memory.',
    detail: `They would be ${(data.length * (copies + 1)).toLocaleString('en')} numbers; at most ${MOST_NUMBERS.toLocaleString('en')} fit.`,
    fix: 'Ask for fewer copies, or for smaller images.',
  });
}
