import { GenloomError, type Page, type PageBlock, type Run, type Table, tableView } from '@/graph';
import { fewBehind } from '../few';
import { namedInputs, SIX } from '../six';
import { type Change, changesOf } from './changes';
import { type Example, winsAndLosses } from './examples';
import { type evaluateReport, noBase } from './node';
import { type Measured, sideBySide } from './side-by-side';

export const run: Run<typeof evaluateReport> = async (inputs, { names, title, examples, base: chosen }, context) => {
  const named = namedInputs(inputs, names);
  const models = named.map(({ name, value }) => ({ name, measured: value }));
  const [first] = models;
  if (!first)
    throw new GenloomError({
      code: 'report.nothing',
      title: 'There is nothing to report yet.',
      fix: 'Connect the metrics of an evaluator, such as “Compare examples”.',
    });
  const place = chosen === 1 ? 0 : named.findIndex(({ port }) => port === SIX[chosen - 1]);
  const base = models[place];
  if (!base) throw new GenloomError(noBase(chosen));
  const compared: Compared[] = [];
  for (const other of models.filter((one) => one !== base)) {
    context.progress({ done: compared.length, total: models.length - 1 });
    compared.push({ other, found: await changesOf(base.measured, other.measured, context) });
  }
  const table = sideBySide(models, uncertainOf(compared));
  return { table, page: pageOf(models, base, table, compared, { title, examples }) };
};

interface Compared {
  readonly other: Measured;
  readonly found: Awaited<ReturnType<typeof changesOf>>;
}

/** Measures in which no model is better or worse than the base beyond noise, as far as that can be told at all. */
function uncertainOf(compared: readonly Compared[]): ReadonlySet<string> {
  const changes = compared.flatMap(({ found }) => (typeof found === 'string' ? [] : found.changes));
  const sure = new Set(changes.filter(({ verdict }) => verdict !== 'noise').map(({ name }) => name));
  return new Set(changes.map(({ name }) => name).filter((name) => !sure.has(name)));
}

function pageOf(
  models: readonly Measured[],
  base: Measured,
  table: Table,
  compared: readonly Compared[],
  { title, examples }: { readonly title: string; readonly examples: number },
): Page {
  const seen = tableView(table, models.length);
  const rows = seen.view === 'table' ? seen.rows.map((row) => row.map(String)) : [];
  const blocks: PageBlock[] = [
    { block: 'heading', text: 'Side by side' },
    { block: 'table', columns: seen.view === 'table' ? seen.columns : [], rows },
    ...(models.length > 1 ? [{ block: 'text', soft: true, text: aboutStars(base, compared) } as const] : []),
    ...models.flatMap(({ name, measured }): PageBlock[] => {
      const few = fewBehind(measured);
      return few === null
        ? []
        : [
            {
              block: 'text',
              text: `“${name}” was measured on ${few} examples. These are few: with others, its figures would be others.`,
            },
          ];
    }),
  ];
  for (const { other, found } of compared) {
    blocks.push({ block: 'heading', text: `${other.name} against ${base.name}: what changed beyond noise` });
    if (typeof found === 'string') blocks.push({ block: 'text', soft: true, text: found });
    else blocks.push(...changeBlocks(found, base, other), ...exampleBlocks(base, other, examples));
  }
  return {
    title: title || 'Report',
    summary: models.map(({ name }) => name).join(', '),
    blocks,
  };
}

/** What a star says, and what it does not. */
function aboutStars(base: Measured, compared: readonly Compared[]): string {
  const told = compared.filter(({ found }) => typeof found !== 'string').length;
  if (told === 0)
    return '★ marks the best number of a column, and not that it is surely better: nothing tells here how much of a difference is chance.';
  const open = told < compared.length ? ' Where nothing tells that, it marks the best number.' : '';
  return `★ marks the best of a column. None is marked where no model differs from ${base.name} by more than chance.${open}`;
}

function changeBlocks(
  { changes, count, title }: { changes: readonly Change[]; count: number; title: string },
  first: Measured,
  other: Measured,
): PageBlock[] {
  const named = (wanted: Change['verdict']) =>
    changes.filter(({ verdict }) => verdict === wanted).map(({ name }) => name);
  const beyond = (['better', 'worse'] as const).flatMap((verdict) =>
    named(verdict).length > 0 ? [`${verdict === 'better' ? 'Better' : 'Worse'}: ${named(verdict).join(', ')}.`] : [],
  );
  const few = count < 20 ? ' These are few: an interval from fewer than twenty is only a hint.' : '';
  return [
    {
      block: 'text',
      text: beyond.length === 0 ? 'Nothing changed beyond noise.' : beyond.join(' '),
    },
    {
      block: 'differences',
      columns: ['Measure', first.name, other.name, 'Difference', '95 % interval', 'Beyond noise'],
      rows: changes.map(({ name, unit, before, after, difference, low, high, verdict }) => ({
        cells: [
          unit ? `${name} (${unit})` : name,
          short(before),
          short(after),
          signed(difference),
          `${signed(low)} … ${signed(high)}`,
          verdict === 'noise' ? 'no' : verdict,
        ],
        low,
        value: difference,
        high,
        verdict,
      })),
    },
    {
      block: 'text',
      soft: true,
      text: `Paired bootstrap over ${count.toLocaleString('en')} ${title}.${few} It knows the chance of what was asked, not that of the training.`,
    },
  ];
}

function exampleBlocks(first: Measured, other: Measured, most: number): PageBlock[] {
  const found = winsAndLosses(first.measured, other.measured, most);
  if (!found) return [];
  const block = (title: string, examples: readonly Example[]): PageBlock[] =>
    examples.length === 0
      ? []
      : [
          { block: 'heading', text: title },
          {
            block: 'table',
            columns: [
              'Asked',
              ...(examples.some(({ given }) => given) ? [`${first.name} gave`, `${other.name} gave`, 'Right'] : []),
              `${found.measure}: ${first.name}`,
              other.name,
            ],
            rows: examples.map(({ asked, given, before, after }) => [
              asked,
              ...(given ?? []),
              short(before),
              short(after),
            ]),
          },
        ];
  return [
    ...block(`Won by ${other.name}: ${found.won.toLocaleString('en')}`, found.wins),
    ...block(`Lost by ${other.name}: ${found.lost.toLocaleString('en')}`, found.losses),
  ];
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
const signed = (value: number): string => `${value > 0 ? '+' : ''}${short(value)}`.replace('-', '−');
