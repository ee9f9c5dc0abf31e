import { type Examples, type Generator, GenloomError, type Run, type z } from '@/graph';
import { takeArrays } from '@/ml/arrays';
import { applyScaling } from '@/ml/data/points';
import { tensor } from '@/ml/tf';
import { requireClass } from '../../common/latent-model';
import { drawExamples } from '../examples/draw';
import type { Beginning } from '../examples/families';
import { createShow } from '../examples/show';
import { maskOf } from './mask';
import { type generateFromExamples, ONLY_DIFFUSION } from './node';
import { besideView } from './show';

export const run: Run<typeof generateFromExamples> = async ({ model, examples: given }, params, context) => {
  const labels = labelsFor(model, given, params);
  const { what, strength, resamplings } = params;
  const mask = what === 'vary' ? null : maskOf(what, params.painting, model.shape, params.frames);
  const count = labels.length;
  // Of each example all its versions, one after the other.
  const origins = Int32Array.from({ length: count }, (_, row) => Math.floor(row / params.versions));
  const beginning = (from: number, rows: number): Beginning => {
    const some = applyScaling(takeArrays(given, origins.subarray(from, from + rows)), model.scaling);
    const clean = tensor(some.data, [rows, ...some.shape]);
    if (!mask) return { start: { clean, strength } };
    // A model that was given first frames in training takes them as they are.
    const isClean = what === 'after' && Number(model.settings.given ?? 0) > 0;
    const rounds = isClean ? 1 : resamplings;
    return { inpaint: { known: clean, mask: tensor(mask.data, [1, ...mask.shape]), resamplings: rounds, isClean } };
  };
  const steps = what === 'vary' ? takenFor(params) : params.steps;
  const drawing = { ...params, steps, temperature: 1, truncation: 1, mixing: 0 };
  const show = createShow(context, model.shape.length === 3 ? undefined : given);
  const made = await drawExamples(model, { count, labels, params: drawing, beginning, show }, context);
  context.preview(besideView(given, made.examples, mask, params.versions), 'examples', 'stays');
  return made;
};

type Params = z.infer<typeof generateFromExamples.params>;

/** Of so many steps only a share is taken, and there must be one of them at least. */
const takenFor = ({ steps, strength }: Params): number => Math.max(steps, Math.ceil(1 / (2 * strength)) + 1);

/** The class of each version: that which was asked for, or else its own. */
function labelsFor(model: Generator, given: Examples, { only, count, versions }: Params): Int32Array {
  if (model.family !== 'diffusion') throw new GenloomError(ONLY_DIFFUSION);
  if (given.shape.join() !== model.shape.join())
    throw new GenloomError({
      code: 'generate.other-shape',
      title: `The model makes examples of the shape [${model.shape.join(', ')}], and these have [${given.shape.join(', ')}].`,
      fix: 'Connect the examples that the model was trained on, or others like them.',
    });
  if (given.count === 0)
    throw new GenloomError({
      code: 'generate.no-examples',
      title: 'There are no examples to begin with.',
      fix: 'Connect some.',
    });
  const told = model.networks.denoiser?.examples?.classes ?? 0;
  requireClass(told, only, 'Choose another class, or −1 for the own class of each.');
  if (told > 0 && only < 0 && !given.labels)
    throw new GenloomError({
      code: 'generate.no-labels',
      title: 'The model is told the class, and these examples have none.',
      fix: 'Connect examples with labels, or choose a class.',
    });
  const rows = Math.min(count, given.count) * versions;
  return Int32Array.from({ length: rows }, (_, row) =>
    only >= 0 ? only : (given.labels?.[Math.floor(row / versions)] ?? 0),
  );
}
