import { type Examples, GenloomError, type Run } from '@/graph';
import { undoScaling } from '@/ml/data/points';
import { joined, withRole } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { concreteNetwork } from '../../common/network';
import { askedFor } from './asked';
import { samplerOf } from './families';
import type { generateExamples } from './node';
import { createPathKeeper } from './path';
import { createShow } from './show';

/** Made together: more need more memory, fewer take longer. */
const TOGETHER = 2_000;

export const run: Run<typeof generateExamples> = async ({ model, given }, params, context) => {
  const classes = model.classes.length;
  if (params.only >= classes && params.only > 0)
    throw new GenloomError({
      code: 'generate.no-such-class',
      title: `The model has ${classes === 0 ? 'no classes' : `classes 0 to ${classes - 1}`}, and class ${params.only} was asked for.`,
      fix: 'Choose another class, or −1 for every class in turn.',
    });
  const roles = Object.fromEntries(
    Object.entries(model.networks).map(([role, network]) => [role, withRole(concreteNetwork(network), role)]),
  );
  const weights = uploadWeights(joined(Object.values(roles)), model.weights);
  const size = model.shape.reduce((product, length) => product * length, 1);
  const told = Object.values(roles).some(({ examples }) => (examples?.classes ?? 0) > 0);
  const { labels, perClass } = askedFor(params, told ? classes : 0);
  const total = labels.length;
  const all = new Float32Array(total * size);
  const unscaled = (data: Float32Array, count: number): Examples => ({
    ...undoScaling({ shape: model.shape, count, data }, model.scaling),
    ...(told && { labels: labels.slice(0, count), classes: model.classes }),
  });
  const show = createShow(context, given, perClass);
  const keeper = createPathKeeper(model.shape, unscaled);
  const together = Math.min(total, Math.max(1, Math.floor((TOGETHER * 64) / Math.max(64, size))));
  try {
    for (let from = 0; from < total; from += together) {
      const count = Math.min(together, total - from);
      const made = await samplerOf(model)({
        roles,
        weights,
        settings: model.settings,
        shape: [count, ...model.shape],
        labels: labels.subarray(from, from + count),
        seed: `${context.seed}/${from}`,
        sharedSeed: `${context.seed}/shared`,
        params,
        breathe: context.breathe,
        tell: (text) => {
          if (from === 0) context.log('info', text);
        },
        onStep: async (taken) => {
          const [done, steps] = [taken.step + 1, taken.steps];
          context.progress({
            done: from + (count * done) / steps,
            total,
            message: `step ${done} of ${steps}`,
          });
          if (from > 0) return;
          await keeper.step(taken);
          await show(async () => unscaled(await taken.x.data<'float32'>(), count));
        },
      });
      all.set(made, from * size);
      context.progress({ done: from + count, total });
    }
    const examples = unscaled(all, total);
    show.last(examples);
    return { examples, path: keeper.end(all) };
  } finally {
    disposeAll(weights);
  }
};
