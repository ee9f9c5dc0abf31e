import type { Metric, RunContext } from '@/graph';
import { type Arrays, sliceArrays } from '@/ml/arrays';
import { encodeTable, type Table } from '@/ml/data/table';
import { closestRecords, comparableEncoding, copiedShare, medianOf } from '@/ml/metrics/tables/distances';
import { percent, readable } from '../figures';
import type { Predicted } from './predict';

/** The most products of numbers between two breaths. */
const PRODUCTS = 5e7;

/** How far made rows are from the closest training row, beside how far real rows that are no copies are. */
export async function closeness(
  { made, real, training }: { readonly made: Table; readonly real: Table; readonly training: Table },
  context: RunContext,
): Promise<Predicted> {
  const encoding = comparableEncoding([training, made, real]);
  const known = encodeTable(training, encoding);
  const ours = await closest(encodeTable(made, encoding), known, context);
  const theirs = await closest(encodeTable(real, encoding), known, context);
  const [mine, usual] = [medianOf(ours), medianOf(theirs)];
  const [copied, byChance] = [copiedShare(ours), copiedShare(theirs)];
  const distance = (name: string, value: number, help: string): Metric => ({ name, value, unit: 'deviations', help });
  return {
    values: [
      distance(
        'Closest training row',
        mine,
        `How far half of the made rows at least are from every training row. Real rows are ${readable(usual)} away: much less than that would mean copies.`,
      ),
      {
        name: 'Copies',
        value: 100 * copied,
        unit: '%',
        better: 'lower',
        help: `Made rows that equal a training row in every cell. Of the real rows, which are no copies, ${percent(byChance)} do so by chance.`,
      },
    ],
    notes: [privacy(mine / usual, copied, byChance)],
  };
}

async function closest(rows: Arrays, training: Arrays, { breathe }: RunContext): Promise<Float64Array> {
  const width = rows.shape[0] ?? 1;
  const together = Math.max(1, Math.floor(PRODUCTS / (training.count * width)));
  const all = new Float64Array(rows.count);
  for (let from = 0; from < rows.count; from += together) {
    all.set(closestRecords(sliceArrays(rows, from, together), training), from);
    await breathe();
  }
  return all;
}

/** What the distances mean for those whom the table is about, and what they do not. */
function privacy(ratio: number, copied: number, byChance: number): string {
  const limits = 'This is a sign, and no proof that nobody can be recognised.';
  if (copied > byChance + 0.02)
    return `Privacy: ${percent(copied)} of the made rows repeat a training row word for word, and should not be given away. ${limits}`;
  if (!Number.isFinite(ratio)) return `Privacy: rows are so often alike here that distances say nothing. ${limits}`;
  if (ratio < 0.8)
    return `Privacy: made rows lie nearer to training rows than other real rows do (${percent(ratio)} of their distance), so they give something of them away. ${limits}`;
  return `Privacy: made rows are no nearer to training rows than other real rows are. ${limits}`;
}
