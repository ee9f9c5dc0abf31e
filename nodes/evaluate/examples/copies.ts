import type { Examples, Metric, RunContext } from '@/graph';
import { sliceArrays } from '@/ml/arrays';
import { memorisedShare } from '@/ml/metrics/neighbours';
import { widthOf } from '../../common/examples';
import { percent } from '../figures';

/** The most products of numbers between two breaths. */
const PRODUCTS = 5e7;

/** How many of the made examples are copies of training examples, beside how many of the real ones look like it by chance. */
export async function copiesAmong(
  { made, real, training }: { readonly made: Examples; readonly real: Examples; readonly training: Examples },
  context: RunContext,
): Promise<Metric> {
  const [ours, theirs] = [await shareOf(made, training, context), await shareOf(real, training, context)];
  return {
    name: 'Memorised',
    value: 100 * ours,
    unit: '%',
    better: 'lower',
    help: `Made examples that lie far nearer to one of the training than its own nearest neighbour does. Of the real ones, which are no copies, ${percent(theirs)} do so by chance.`,
  };
}

async function shareOf(queries: Examples, training: Examples, context: RunContext): Promise<number> {
  const together = Math.max(1, Math.floor(PRODUCTS / (2 * training.count * widthOf(training))));
  let copies = 0;
  for (let from = 0; from < queries.count; from += together) {
    const some = sliceArrays(queries, from, together);
    copies += memorisedShare(some, training) * some.count;
    await context.breathe();
  }
  return copies / queries.count;
}
