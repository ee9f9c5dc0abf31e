import { type Examples, examplesView, type FileRef, GenloomError, type Run, type RunContext, type z } from '@/graph';
import { type Arrays, takeArrays } from '@/ml/arrays';
import { type Chart, classOfChart, drawCharts } from '@/ml/data/charts';
import { drawDigits } from '@/ml/data/digits';
import { MOST_NUMBERS, type NamedBytes, refuseHuge } from '@/ml/data/read';
import { COLOURS, drawShapes, POSITIONS, SHAPES, type ShapeAttributes, SIZES } from '@/ml/data/shapes';
import { chooseFiles } from '../../common/read/choose';
import { type ReadHelp, readCifarFiles, readIdxFiles } from '../../common/read/data';
import { takenByChance } from '../../common/read/files-in-words';
import { isZip, unzip } from '../../common/read/zip';
import { type Fit, fitImages } from './fit';
import {
  builtInOf,
  channelsOf,
  isCaptioned,
  isDrawn,
  keptClasses,
  missingFile,
  namesIn,
  sizeOf,
  type sourceImages,
} from './node';
import { readImageFiles } from './read/files';

type Params = z.infer<typeof sourceImages.params>;

export const run: Run<typeof sourceImages> = async (_inputs, params, context) => {
  const fit: Fit = { size: sizeOf(params), channels: channelsOf(params), shape: params.fit };
  refuseTooMany(params.count, fit);
  const missing = missingFile(params);
  if (missing) throw new GenloomError({ code: 'source.no-file', title: missing, fix: 'Choose it in the inspector.' });
  const found = await read(params, fit, context);
  // Of files, only those that were wanted have been read.
  const kept = params.origin === 'files' ? found : keepClasses(found, params.keep);
  const indices = some(
    Array.from({ length: kept.count }, (_, index) => index),
    params,
    context,
  );
  const taken = indices.length === kept.count ? kept : takeArrays(kept, indices);
  const made: Examples = fitImages(taken, fit);
  if (made.count < params.count && !isDrawn(params.origin))
    context.log(
      'info',
      `There are ${made.count.toLocaleString('en')} images, fewer than the ${params.count.toLocaleString('en')} asked for.`,
    );
  context.preview(examplesView(made), 'examples');
  return { examples: made };
};

async function read(params: Params, fit: Fit, context: RunContext): Promise<Arrays> {
  const { count, keep } = params;
  const help: ReadHelp = { warn: (text) => context.log('warning', text), breathe: context.breathe };
  switch (params.origin) {
    case 'digits': {
      const digits = wantedOf(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], keep).map(Number);
      // Drawn at the size at which a pen is as wide as people’s, then resized: what is asked for may be smaller.
      return drawDigits({ count, seed: context.seed, digits, size: Math.max(28, fit.size), breathe: context.breathe });
    }
    case 'shapes':
      return drawWanted(count, wantedOf(builtInOf(params), keep), params, context);
    case 'charts':
      return drawWantedCharts(wantedOf(builtInOf(params), keep), params, context);
    case 'mnist':
      if (!params.images) break;
      return readIdxFiles(
        await bytesOf(params.images, context),
        params.labels && (await bytesOf(params.labels, context)),
        help,
      );
    case 'cifar':
      if (!params.batch) break;
      return readCifarFiles(await batchesOf(await bytesOf(params.batch, context), context), help);
    case 'files':
      if (!params.file) break;
      return readImageFiles(await bytesOf(params.file, context), fit, {
        ...help,
        progress: (done, total) => context.progress({ done, total, message: 'reading images' }),
        keep: (classes) => wantedOf(classes, keep),
        choose: (files) => some(files, params, context),
      });
  }
  throw new Error('nothing was chosen');
}

/** Pictures of the wanted classes, drawn one class after the other where not all are wanted, and then mixed. */
async function drawWanted(
  count: number,
  wanted: readonly string[],
  params: Pick<Params, 'origin' | 'labelled' | 'charted' | 'arrangement' | 'captioned'>,
  context: RunContext,
): Promise<Arrays> {
  const { seed, breathe } = context;
  const classes = builtInOf(params);
  const arranged = ARRANGED[params.arrangement];
  const draw = async (some: number, from: string | number, only: Partial<ShapeAttributes>): Promise<Arrays> => {
    const { images, attributes, captions } = await drawShapes({ count: some, seed: from, only, breathe });
    const labels = Int32Array.from(attributes, (one) => classes.indexOf(classNameOf(one, params.labelled)));
    return { ...images, labels, classes, ...(params.captioned && { captions }) };
  };
  if (wanted.length === classes.length) return draw(count, seed, arranged);
  const parts: Arrays[] = [];
  for (const [index, name] of classes.filter((one) => wanted.includes(one)).entries()) {
    const own = Math.floor(count / wanted.length) + (index < count % wanted.length ? 1 : 0);
    const only = {
      shape: SHAPES.find((shape) => name.endsWith(shape)),
      colour: COLOURS.find((colour) => name.startsWith(colour)),
      size: SIZES.find((size) => name.startsWith(size)),
      position: POSITIONS.find((position) => name.endsWith(` ${position}`)),
    };
    parts.push(await draw(own, `${seed}/${name}`, { ...arranged, ...given(only) }));
  }
  const [first] = parts;
  const data = new Float32Array(parts.reduce((size, part) => size + part.data.length, 0));
  let end = 0;
  for (const part of parts) {
    data.set(part.data, end);
    end += part.data.length;
  }
  const labels = Int32Array.from(parts.flatMap((part) => [...(part.labels ?? [])]));
  const captions = params.captioned ? { captions: parts.flatMap((part) => part.captions ?? []) } : {};
  const all: Arrays = { shape: first?.shape ?? [], count, data, labels, classes, ...captions };
  return takeArrays(all, context.random.split('mix').shuffle(Array.from({ length: count }, (_, index) => index)));
}

/** Charts of the wanted classes. */
async function drawWantedCharts(
  wanted: readonly string[],
  params: Pick<Params, 'origin' | 'labelled' | 'charted' | 'captioned' | 'count'>,
  { seed, breathe }: RunContext,
): Promise<Arrays> {
  const classes = builtInOf(params);
  const kept = new Set(wanted);
  const nameOf = (chart: Chart) => (params.charted === 'kind' ? chart.kind : classOfChart(chart));
  const isWanted = (chart: Chart) => kept.has(nameOf(chart));
  const { images, captions, charts } = await drawCharts({ count: params.count, seed, wanted: isWanted, breathe });
  const labels = Int32Array.from(charts, (chart) => classes.indexOf(nameOf(chart)));
  return { ...images, labels, classes, ...(isCaptioned(params) && { captions }) };
}

/** What is the same in every picture. */
const ARRANGED: Readonly<Record<Params['arrangement'], Partial<ShapeAttributes>>> = {
  any: {},
  single: { count: 1 },
  one: { count: 1, size: 'large' },
  middle: { count: 1, size: 'large', position: 'in the middle' },
};

function classNameOf({ shape, colour, size, position }: ShapeAttributes, labelled: Params['labelled']): string {
  if (labelled === 'shape') return shape;
  return labelled === 'shape-colour' ? `${colour} ${shape}` : `${size} ${position}`;
}

type Named = 'shape' | 'colour' | 'size' | 'position';
const given = ({ shape, colour, size, position }: { [Name in Named]: ShapeAttributes[Name] | undefined }) => ({
  ...(shape && { shape }),
  ...(colour && { colour }),
  ...(size && { size }),
  ...(position && { position }),
});

/** Names among those there are. @throws GenloomError `images.no-such-class` */
function wantedOf<Name extends string>(there: readonly Name[], keep: string): readonly Name[] {
  const kept = new Set(keptClasses(there, keep));
  const unknown = namesIn(keep).filter((name) => keptClasses(there, name).length === 0);
  if (unknown.length > 0)
    throw new GenloomError({
      code: 'images.no-such-class',
      title: `There is no class ${unknown.map((name) => `“${name}”`).join(' or ')}.`,
      detail: there.length > 0 ? `There are ${there.slice(0, 40).join(', ')}.` : 'These images have no classes.',
      fix: 'Change “Classes to keep”, or leave it empty for all.',
    });
  if (there.length > 0 && kept.size === 0)
    throw new GenloomError({
      code: 'images.no-class-left',
      title: '“Classes to keep” leaves out every class.',
      fix: 'Leave out fewer.',
    });
  return there.filter((name) => kept.has(name));
}

/** Only the images of some classes, which are then all the classes there are. */
function keepClasses(images: Arrays, keep: string): Arrays {
  const { labels, classes = [] } = images;
  if (namesIn(keep).length === 0) return images;
  const kept = wantedOf(classes, keep);
  const isKept = new Set(kept);
  const indices: number[] = [];
  for (let index = 0; index < images.count; index++)
    if (isKept.has(classes[labels?.[index] ?? -1] ?? '')) indices.push(index);
  const taken = takeArrays(images, indices);
  return {
    ...taken,
    classes: kept,
    labels: Int32Array.from(taken.labels ?? [], (label) => kept.indexOf(classes[label] ?? '')),
  };
}

/** As many as are asked for, by chance, in order. */
function some<T>(all: readonly T[], { count, origin }: Params, { random, log }: RunContext): readonly T[] {
  const taken = chooseFiles(all, count, random.split('some'));
  if (taken.length < all.length && !isDrawn(origin))
    log('info', takenByChance(taken.length, all.length, 'images', 'Images'));
  return taken;
}

async function bytesOf({ name, size, sha256 }: FileRef, { asset }: RunContext): Promise<NamedBytes> {
  refuseHuge(name, size);
  return { name, bytes: await asset(sha256) };
}

/** The batches of a zip, or the one that was given. */
async function batchesOf(file: NamedBytes, { breathe }: RunContext): Promise<readonly NamedBytes[]> {
  if (!isZip(file.bytes)) return [file];
  const batches = await unzip(file.bytes, (name) => /_batch[^/]*\.bin$/.test(name), breathe);
  return batches.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function refuseTooMany(count: number, { size, channels }: Fit): void {
  const most = Math.floor(MOST_NUMBERS / (size * size * channels));
  if (count <= most) return;
  throw new GenloomError({
    code: 'images.too-many',
    title: `${count.toLocaleString('en')} images of ${size} × ${size} pixels do not fit into memory.`,
    detail: `At this size at most ${most.toLocaleString('en')} do.`,
    fix: 'Ask for fewer images, or for smaller ones.',
  });
}
