import { GenloomError, type Page, type PageBlock, type Run, type RunContext, tableView } from '@/graph';
import { namedInputs } from '../six';
import { type Change, changesOf } from './changes';
import { type Example, winsAndLosses } from './examples';
import type { evaluateReport } from './node';
import { type Measured, sideBySide } from './side-by-side';

export const run: Run<typeof evaluateReport> = async (inputs, { names, title, examples }, context) => {
  const models = namedInputs(inputs, names).map(({ name, value }) => ({ name, measured: value }));
  if (models.length === 0)
    throw new GenloomError({
      code: 'report.nothing',
      title: 'There is nothing to report yet.',
      fix: 'Connect the metrics of an evaluator, such as “Compare examples”.',
    });
  const table = sideBySide(models);
  return { table, page: await pageOf(models, title, examples, context) };
};

async function pageOf(models: readonly Measured[], title: string, shown: number, context: RunContext): Promise<Page> {
  const seen = tableView(sideBySide(models), models.length);
  const rows = seen.view === 'table' ? seen.rows.map((row) => row.map(String)) : [];
  const blocks: PageBlock[] = [
    { block: 'heading', text: 'Side by side' },
    { block: 'table', columns: seen.view === 'table' ? seen.columns : [], rows },
  ];
  const [first, ...others] = models;
  for (const [index, other] of others.entries()) {
    if (!first) break;
    context.progress({ done: index, total: others.length });
    blocks.push({ block: 'heading', text: `${other.name} against ${first.name}: what changed beyond noise` });
    const compared = await changesOf(first.measured, other.measured, context);
    if (typeof compared === 'string') blocks.push({ block: 'text', soft: true, text: compared });
    else blocks.push(...changeBlocks(compared, first, other), ...exampleBlocks(first, other, shown));
  }
  return {
    title: title || 'Report',
    summary: models.map(({ name }) => name).join(', '),
    blocks,
  };
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
