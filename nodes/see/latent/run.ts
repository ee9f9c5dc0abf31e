import {
  type Examples,
  type Generator,
  GenloomError,
  imagesView,
  type MapView,
  type Run,
  type ScatterView,
  VIEW_LIMITS,
} from '@/graph';
import { type Arrays, sliceArrays } from '@/ml/arrays';
import { resizeImages } from '@/ml/data/images';
import { undoScaling } from '@/ml/data/points';
import { inParts } from '@/ml/generators/in-parts';
import { widthOf } from '../../common/examples';
import {
  encodedBy,
  type LatentModel,
  openLatent,
  requireClass,
  requireEncodable,
  requireLabelsFor,
} from '../../common/latent-model';
import { noEncoder, WITH_ENCODER } from '../../common/latent-wiring';
import type { seeLatent } from './node';
import { gridOver, planeOf } from './plane';

/** Examples that go through the encoder together. */
const TOGETHER = 250;
/** Larger images are made smaller for the map. */
const LARGEST = 32;

export const run: Run<typeof seeLatent> = async ({ model, examples: given }, params, context) => {
  const open = openLatent(model);
  try {
    requireFitting(open, model, given, params.only);
    const some: Examples = { ...given, ...sliceArrays(given, 0, params.count) };
    const codes = await codesOf(open, model, some, context.breathe);
    const plane = planeOf(codes, context.random);
    const points = plane.flatten(codes);
    const across = Math.min(params.across, Math.floor(Math.sqrt(VIEW_LIMITS.mapPixels / sizeOnMap(model.shape))));
    const grid = gridOver(points, Math.max(2, across));
    const labels = new Int32Array(grid.places.length / 2).fill(params.only);
    const data = await open.decode(plane.raise(grid.places), labels);
    const made = undoScaling({ shape: model.shape, count: labels.length, data }, model.scaling);
    const view: MapView = {
      view: 'map',
      scatter: scatterOf(points, some, grid.within),
      shown: { count: some.count, ...pictured(some) },
      made: { columns: Math.max(2, across), places: grid.places, ...pictured(made, Math.max(2, across)) },
      caption: plane.about,
    };
    // What cannot be shown is not offered: of images there may be more than there is room for.
    const shown = { ...view.shown, count: view.shown.images?.count ?? view.shown.words?.length ?? 0 };
    context.preview({ ...view, shown }, 'codes', 'stays');
    return { codes };
  } finally {
    open.dispose();
  }
};

function requireFitting(open: LatentModel, model: Generator, given: Examples, only: number): void {
  if (!open.encode) throw new GenloomError(noEncoder(WITH_ENCODER));
  requireEncodable(model, given);
  requireLabelsFor(open, given);
  requireClass(open.classes, only);
  if (given.count < 2)
    throw new GenloomError({
      code: 'see.too-few',
      title: 'A map needs two examples at least.',
      fix: 'Connect more examples.',
    });
}

async function codesOf(
  open: LatentModel,
  { scaling }: Generator,
  some: Examples,
  breathe: () => Promise<void>,
): Promise<Examples> {
  const means = async (part: Arrays) => (await encodedBy(open, scaling, part)).mean;
  const data = await inParts(some, TOGETHER, means, breathe);
  const { labels, classes } = some;
  return { shape: [open.width], count: some.count, data, ...(labels && { labels }), ...(classes && { classes }) };
}

const scatterOf = (
  points: readonly number[],
  { labels, classes }: Examples,
  within: NonNullable<ScatterView['within']>,
): ScatterView => ({
  view: 'scatter',
  series: [{ name: 'Codes', points, ...(labels && { labels: Array.from(labels) }) }],
  within,
  ...(labels && classes && { classes }),
});

/** Images that fit, or else the first numbers of each example in words. */
function pictured(examples: Examples, columns = 1): Pick<MapView['shown'], 'images' | 'words'> {
  const { labels: _, classes: __, ...bare } = examples;
  const [, , channels] = examples.shape;
  if (channels === 1 || channels === 3)
    return { images: imagesView(small(bare), { columns, room: VIEW_LIMITS.mapPixels }) };
  const width = widthOf(examples);
  const words = Array.from({ length: examples.count }, (_, row) =>
    Array.from(examples.data.subarray(row * width, row * width + Math.min(width, 6)), told).join(', '),
  );
  return { words };
}

const told = (value: number): string => value.toFixed(2).replace('-', '−');

function small(examples: Examples): Examples {
  const [height = 0, width = 0] = examples.shape;
  if (examples.shape.length !== 3 || Math.max(height, width) <= LARGEST) return examples;
  const share = LARGEST / Math.max(height, width);
  const to = (length: number) => Math.max(1, Math.round(length * share));
  return resizeImages(examples, { height: to(height), width: to(width) });
}

/** Numbers of one image as the map has it; examples that are no images have hardly any. */
function sizeOnMap(shape: readonly number[]): number {
  const [height = 1, width = 1, channels = 1] = shape;
  return shape.length === 3 ? Math.min(height, LARGEST) * Math.min(width, LARGEST) * channels : 1;
}
