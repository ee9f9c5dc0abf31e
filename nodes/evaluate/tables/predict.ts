import type { Metric, RunContext } from '@/graph';
import { cellsOf, columnAt, encodeTable, type Table, withoutColumns } from '@/ml/data/table';
import { comparableEncoding } from '@/ml/metrics/tables/distances';
import { accuracy, nearestAnswers, rSquared, voted } from '@/ml/metrics/tables/prediction';
import { percent } from '../figures';

/** A category with more words is no question with an answer. */
const MOST_ANSWERS = 50;

export interface Predicted {
  readonly values: readonly Metric[];
  readonly notes: readonly string[];
}

/** A column of the real rows, predicted from the most similar made rows, and from the most similar training rows. */
export async function predictions(
  { made, real, training }: { readonly made: Table; readonly real: Table; readonly training: Table },
  { target, neighbours }: { readonly target: string; readonly neighbours: number },
  context: RunContext,
): Promise<Predicted> {
  const name = target === '' ? likelyTarget(real) : target;
  if (target !== '') columnAt(real, target);
  if (real.columns.length < 2) return none('With one column there is nothing to predict from.');
  if (name === null) return none('No column was predicted: none has between 2 and 50 categories, or numbers.');
  const words = real.columns[columnAt(real, name)]?.kind === 'category';
  const given = new Set([name]);
  const [ours, theirs, asked] = [made, training, real].map((table) => withoutMissing(table, name));
  if (!ours || !theirs || !asked) throw new Error('three tables have become fewer');
  if (ours.rows.length < 1 || theirs.rows.length < 1 || asked.rows.length < 2)
    return none(`“${name}” was not predicted: too few rows have a value there.`);
  const encoding = comparableEncoding([
    withoutColumns(theirs, given),
    withoutColumns(ours, given),
    withoutColumns(asked, given),
  ]);
  const rowsOf = (table: Table) => encodeTable(withoutColumns(table, given), encoding);
  const queries = rowsOf(asked);
  const truth = cellsOf(asked, name);

  const scoreOf = async (known: Table): Promise<number> => {
    const data = { rows: rowsOf(known), targets: cellsOf(known, name).map((cell) => cell ?? '') };
    const answers: (string | number)[][] = [];
    for (let query = 0; query < queries.count; query++) {
      answers.push(nearestAnswers(data, queries, query, neighbours));
      if (query % 64 === 63) await context.breathe();
    }
    return words
      ? accuracy(
          answers.map((some) => voted(some.map(String))),
          truth.map(String),
        )
      : rSquared(
          answers.map((some) => some.reduce<number>((sum, value) => sum + Number(value) / some.length, 0)),
          truth.map(Number),
        );
  };
  // As many made rows as there are training rows: more rows to ask would be an advantage of their own.
  const alike =
    ours.rows.length <= theirs.rows.length ? ours : { ...ours, rows: ours.rows.slice(0, theirs.rows.length) };
  const [fromMade, fromReal] = [await scoreOf(alike), await scoreOf(theirs)];
  const guess = words ? shareOfMostFrequent(truth.map(String)) : 0;
  const help = words
    ? `How often “${name}” of real rows is told right from their ${neighbours} most similar rows. Always saying the most frequent value is right in ${percent(guess)}.`
    : `How much of the differences in “${name}” of real rows their ${neighbours} most similar rows explain (R²): 1 is all, 0 what the mean does.`;
  const metric = (title: string, value: number): Metric => ({
    name: title,
    value: words ? 100 * value : value,
    ...(words && { unit: '%' }),
    better: 'higher',
    help,
  });
  return {
    values: [metric('Predicted from made rows', fromMade), metric('Predicted from training rows', fromReal)],
    notes: [
      `“${name}” was predicted for ${asked.rows.length.toLocaleString('en')} real rows. ${verdict(fromMade, fromReal, guess)}`,
    ],
  };
}

const none = (note: string): Predicted => ({ values: [], notes: [note] });

const withoutMissing = (table: Table, name: string): Table => {
  const index = columnAt(table, name);
  return { columns: table.columns, rows: table.rows.filter((row) => row[index] !== null) };
};

function likelyTarget(table: Table): string | null {
  const category = table.columns.find(({ name, kind }) => {
    const answers = new Set(cellsOf(table, name)).size;
    return kind === 'category' && answers >= 2 && answers <= MOST_ANSWERS;
  });
  return (category ?? table.columns.find(({ kind }) => kind !== 'category'))?.name ?? null;
}

function shareOfMostFrequent(words: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Math.max(...counts.values()) / words.length;
}

/** How much of what training rows teach made rows teach too. */
function verdict(fromMade: number, fromReal: number, guess: number): string {
  if (fromReal - guess < 0.02)
    return 'Even training rows tell little of it, so that this says nothing of the made ones.';
  const share = Math.max(0, (fromMade - guess) / (fromReal - guess));
  if (share > 0.95) return 'Made rows teach as much of it as training rows do.';
  return `Made rows teach ${percent(share)} of what training rows do.`;
}
