import type { Metric, RunContext } from '@/graph';
import { type Arrays, sliceArrays } from '@/ml/arrays';
import { type Copies, findCopies } from '@/ml/metrics/neighbours';
import { sizeOf } from '@/ml/network';
import { percent } from '../figures';

/** The most products of numbers between two breaths. */
const PRODUCTS = 5e7;

/** What was found in made examples, and how to tell it. */
export interface Memorised extends Copies {
  readonly metric: Metric;
}

/** Which of the made examples are copies of training examples, beside how many of the real ones look like it by chance. */
export async function copiesAmong(
  { made, real, training }: { readonly made: Arrays; readonly real: Arrays; readonly training: Arrays },
  context: RunContext,
): Promise<Memorised> {
  const ours = await search(made, training, context);
  const theirs = await search(real, training, context);
  return {
    ...ours,
    metric: {
      name: 'Memorised',
      value: 100 * shareOf(ours),
      unit: '%',
      better: 'lower',
      help: `Made examples that lie far nearer to one of the training than its own nearest neighbour does. Of the real ones, which are no copies, ${percent(shareOf(theirs))} do so by chance.`,
    },
  };
}

const shareOf = ({ copied }: Copies): number => copied.filter(Boolean).length / copied.length;

/** `findCopies`, some at a time. */
async function search(queries: Arrays, training: Arrays, context: RunContext): Promise<Copies> {
  const together = Math.max(1, Math.floor(PRODUCTS / (2 * training.count * sizeOf(training.shape))));
  const found = { indices: new Int32Array(queries.count), distances: new Float64Array(queries.count) };
  const copied: boolean[] = [];
  for (let from = 0; from < queries.count; from += together) {
    const some = findCopies(sliceArrays(queries, from, together), training);
    found.indices.set(some.indices, from);
    found.distances.set(some.distances, from);
    copied.push(...some.copied);
    await context.breathe();
  }
  return { ...found, copied };
}
