import { type Arrays, sliceArrays } from '../arrays';
import { runNetwork } from '../forward';
import { readOnce } from '../functions/read';
import { type Network, sizeOf } from '../network';
import { argMax, reshape, type Tensor, tensor, tidy } from '../tf';

/** Items that go through the network together, and fewer of large ones: so many numbers of them at most. */
const [TOGETHER, NUMBERS] = [250, 2 ** 22];

/** What a classifier says of items. */
export interface Judged {
  /** The most likely class of each. */
  readonly classes: Int32Array;
  /** What its last layer decides by, of each: `[width]` items. */
  readonly features: Arrays;
}

/**
 * Classes and features of items `[…shape]`, scaled as the classifier's training saw them. The features are what goes into the last layer, as the FID takes
 * them (Heusel et al. 2017). `breathe` is told how many are done. @throws RangeError for a network without layers
 */
export async function judge(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  items: Arrays,
  breathe: (done: number) => Promise<void>,
): Promise<Judged> {
  const last = network.operations.find(({ id }) => id === network.output);
  const before = last?.inputs[0];
  if (!last || before === undefined) throw new RangeError('This network has no layers.');
  // The body ends where the last layer begins; the last layer alone then decides.
  const body: Network = {
    ...network,
    operations: network.operations.filter((operation) => operation !== last),
    output: before,
  };
  const head: Network = { ...network, operations: [{ ...last, inputs: ['input'] }] };
  const classes = new Int32Array(items.count);
  const features: Float32Array[] = [];
  const together = Math.max(1, Math.min(TOGETHER, Math.floor(NUMBERS / sizeOf(items.shape))));
  for (let from = 0; from < items.count; from += together) {
    const some = sliceArrays(items, from, together);
    const { seen, judged } = tidy(() => {
      const input = tensor(some.data, [some.count, ...some.shape]);
      const inner = body.operations.length === 0 ? input : runNetwork(body, weights, { input });
      const logits = runNetwork(head, weights, { input: inner });
      return { seen: reshape(inner, [some.count, -1]), judged: argMax(logits, -1) };
    });
    const [numbers, told] = await Promise.all([readOnce(seen), readOnce<'int32'>(judged)]);
    features.push(numbers);
    classes.set(told, from);
    await breathe(from + some.count);
  }
  const width = (features[0]?.length ?? 0) / Math.min(together, Math.max(1, items.count));
  const data = new Float32Array(items.count * width);
  for (const [part, numbers] of features.entries()) data.set(numbers, part * together * width);
  return { classes, features: { shape: [width], count: items.count, data } };
}

/** The share of items whose class is their label, 0 to 1. @throws RangeError where items have no labels */
export function accuracyOf({ classes }: Pick<Judged, 'classes'>, { labels, count }: Arrays): number {
  if (!labels) throw new RangeError('These items have no labels.');
  return classes.filter((judged, index) => judged === labels[index]).length / Math.max(1, count);
}

/** How many items were judged to be of each class. */
export function countsOf({ classes }: Pick<Judged, 'classes'>, count: number): readonly number[] {
  const counts = Array.from({ length: count }, () => 0);
  for (const judged of classes) counts[judged] = (counts[judged] ?? 0) + 1;
  return counts;
}
