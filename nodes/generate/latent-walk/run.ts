import { type Examples, examplesView, type Generator, GenloomError, type Run, type RunContext, type z } from '@/graph';
import { undoScaling } from '@/ml/data/points';
import { gaussianValues } from '@/ml/functions/noise';
import { pathBetween, traversal } from '@/ml/generators/latent-path';
import { stepInParts } from '../../common/in-parts';
import { type LatentModel, openLatent, requireClass } from '../../common/latent-model';
import { refuseTooMany } from '../../common/memory';
import { type latentWalk, ONLY_BETWEEN_EXAMPLES } from './node';
import { numbersByUse, placesOf } from './places';

/** Examples that go through a decoder together. */
const TOGETHER = 500;

export const run: Run<typeof latentWalk> = async ({ model, examples }, params, context) => {
  const { steps, only } = params;
  if (model.family === 'autoencoder' && params.walk !== 'examples') throw new GenloomError(ONLY_BETWEEN_EXAMPLES);
  refuseTooMany(params.walks * steps, model.shape);
  const open = openLatent(model);
  try {
    requireClass(open.classes, only);
    const { walks, about } =
      params.walk === 'numbers'
        ? await alongNumbers(open, model, examples, params)
        : await betweenPlaces(open, model, examples, params, context);
    const data = await decoded(open, walks, steps, context);
    const made: Examples = undoScaling({ shape: model.shape, count: walks.length * steps, data }, model.scaling);
    // Images stand in rows; points are told apart by the walk that they lie on.
    const told: Examples =
      model.shape.length === 3
        ? made
        : {
            ...made,
            labels: Int32Array.from({ length: made.count }, (_, at) => Math.floor(at / steps)),
            classes: walks.map((_, row) => `walk ${row + 1}`),
          };
    context.preview(examplesView(told, about, steps), 'examples', 'stays');
    return { examples: told };
  } finally {
    open.dispose();
  }
};

type Params = z.infer<typeof latentWalk.params>;

interface Walk {
  /** `[steps, width]` */
  readonly places: Float32Array;
  readonly label: number;
}

interface Walks {
  readonly walks: readonly Walk[];
  /** What they are, in words. */
  readonly about: string;
}

async function alongNumbers(
  open: LatentModel,
  model: Generator,
  given: Examples | undefined,
  { walks, steps, reach, only }: Params,
): Promise<Walks> {
  const found = given && given.count > 0 && open.encode ? await numbersByUse(open, model, given) : null;
  const order = found?.order ?? Array.from({ length: open.width }, (_, at) => at);
  const shown = order.slice(0, walks);
  const middle = found?.first ?? new Float32Array(open.width);
  const label = found?.label ?? only;
  return {
    walks: shown.map((number) => ({ places: traversal(middle, number, steps, reach), label })),
    about: `numbers ${shown.map((number) => number + 1).join(', ')} of ${open.width}, each from −${reach} to ${reach}`,
  };
}

async function betweenPlaces(
  open: LatentModel,
  model: Generator,
  given: Examples | undefined,
  { walk, walks, steps, path, only }: Params,
  { random }: RunContext,
): Promise<Walks> {
  const { width } = open;
  const ends =
    walk === 'examples'
      ? await placesOf(open, model, requireSome(given), 2 * walks)
      : { places: gaussianValues(2 * walks * width, random.split('places')), labels: undefined };
  const at = (end: number) => ends.places.subarray(end * width, (end + 1) * width);
  return {
    walks: Array.from({ length: walks }, (_, row) => ({
      places: pathBetween(at(2 * row), at(2 * row + 1), steps, path),
      label: ends.labels?.[2 * row] ?? only,
    })),
    about: `${walks} walk${walks === 1 ? '' : 's'} of ${steps} steps`,
  };
}

function decoded(
  { width, decode }: LatentModel,
  walks: readonly Walk[],
  steps: number,
  context: RunContext,
): Promise<Float32Array> {
  const count = walks.length * steps;
  const data = new Float32Array(count * width);
  for (const [row, walk] of walks.entries()) data.set(walk.places, row * steps * width);
  const labels = Int32Array.from({ length: count }, (_, at) => walks[Math.floor(at / steps)]?.label ?? 0);
  const places = { shape: [width], count, data, labels };
  return stepInParts(places, TOGETHER, (part) => decode(part.data, part.labels), context);
}

function requireSome(given: Examples | undefined): Examples {
  if (given && given.count > 0) return given;
  throw new GenloomError({
    code: 'walk.no-examples',
    title: 'There are no examples to walk between.',
    fix: 'Connect examples, or walk between random places.',
  });
}
