import type { Metrics, Table, TableColumn } from '@/graph';
import { excerpt } from '../../common/documents';
import { meanOf } from '../figures';
import { askedItems } from '../items';
import type { Comparison } from './compare';
import type { Judge } from './judges';

const VERDICTS = {
  chance: () => 'no difference beyond chance',
  'too-few': () => 'too few words to tell',
  higher: ({ first }: Comparison) => `higher for ${first}, beyond chance`,
  lower: ({ second }: Comparison) => `higher for ${second}, beyond chance`,
} as const;

const verdictOf = (one: Comparison): string => VERDICTS[one.verdict](one);

/** Comparison by comparison, in the order of the templates. */
export function tableOf(comparisons: readonly Comparison[], { unit }: Pick<Judge, 'unit'>): Table {
  const column = (name: string, of: (one: Comparison) => string): TableColumn => ({
    name,
    kind: 'category',
    categories: [...new Set(comparisons.map(of))],
  });
  const number = (name: string, decimals: number): TableColumn => ({ name, kind: 'number', decimals });
  return {
    columns: [
      column('Sentence', ({ template }) => template),
      column('Group A', ({ first }) => first),
      column('Group B', ({ second }) => second),
      number(`A − B (${unit})`, 3),
      number('at least', 3),
      number('at most', 3),
      number('p', 4),
      number('p, corrected', 4),
      column('Verdict', verdictOf),
    ],
    rows: comparisons.map((one) => [
      one.template,
      one.first,
      one.second,
      one.mean,
      bounded(one.low),
      bounded(one.high),
      one.p,
      one.corrected,
      verdictOf(one),
    ]),
  };
}

/** Too few words leave an interval without ends. */
const bounded = (end: number): number | null => (Number.isFinite(end) ? end : null);

/** Notes of what was found, at most. */
const SHOWN = 10;

export function metricsOf(
  comparisons: readonly Comparison[],
  { of, unit }: Pick<Judge, 'of' | 'unit'>,
  significance: number,
): Metrics {
  const found = comparisons.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower');
  const each = comparisons.flatMap(({ differences }) => differences.map(Math.abs));
  const words = comparisons[0]?.differences.length ?? 0;
  const tooFew = comparisons.some(({ verdict }) => verdict === 'too-few');
  return {
    values: [
      {
        name: 'Beyond chance',
        value: found.length,
        unit: `of ${comparisons.length}`,
        better: 'lower',
        help: 'Comparisons of two groups in a sentence whose difference chance alone would hardly give.',
      },
      {
        name: 'Largest difference',
        value: Math.max(...comparisons.map(({ mean }) => Math.abs(mean))),
        unit,
        better: 'lower',
        help: `Between the means of two groups in one sentence: of the ${of}.`,
      },
      {
        name: 'Difference of a swap',
        value: meanOf(each),
        unit,
        better: 'lower',
        help: 'How much one word for another changes, on average, whichever way. Above 0 where there is no bias, too.',
      },
      {
        name: 'Smallest p, corrected',
        value: Math.min(...comparisons.map(({ corrected }) => corrected)),
        better: 'higher',
        help: `Below ${significance} something differs beyond chance.`,
      },
      { name: 'Swaps', value: each.length },
    ],
    curves: [],
    notes: [
      tooFew
        ? `With ${words} ${words === 1 ? 'word' : 'words'} a group and ${comparisons.length} comparisons, nothing could be told from chance, however large. Give more words, or fewer sentences.`
        : found.length === 0
          ? `In none of ${comparisons.length} comparisons do groups differ beyond chance. That is no proof that a model is fair: other sentences may tell more.`
          : `In ${found.length} of ${comparisons.length} comparisons groups differ beyond chance.`,
      ...[...found]
        .sort((a, b) => a.corrected - b.corrected || Math.abs(b.mean) - Math.abs(a.mean))
        .slice(0, SHOWN)
        .map(
          (one) =>
            `${excerpt(one.template, 100)} The ${of} is ${verdictOf(one).replace(', beyond chance', '')} than for ${one.verdict === 'higher' ? one.second : one.first}, by ${Math.abs(one.mean).toPrecision(2)} ${unit} (p = ${one.corrected.toPrecision(2)}, corrected).`,
        ),
    ],
    items: askedItems(
      'swaps',
      comparisons.flatMap(({ pairs, differences, first, second }) =>
        pairs.map(([own, theirs], place) => ({
          asked: `${own} ⇄ ${theirs}`,
          given: `${(differences[place] ?? 0).toPrecision(3)} more for ${first}`,
          right: `as much for ${second}`,
        })),
      ),
      [{ name: 'Difference of a swap', values: each }],
    ),
  };
}
