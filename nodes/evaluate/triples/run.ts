import { GenloomError, type Metric, type Run, type Table } from '@/graph';
import { excerpt } from '../../common/documents';
import { compareTriples, scoresOf } from './compare';
import type { evaluateTriples } from './node';

export const run: Run<typeof evaluateTriples> = async ({ made, right }, params) => {
  if (right.triples.length === 0)
    throw new GenloomError({
      code: 'triples.nothing-right',
      title: 'There are no facts to compare with.',
      fix: 'Connect a knowledge graph that is right to “Right”: “Held out” of “Typed world”.',
    });
  const compared = compareTriples(made, right, params);
  const { precision, recall, f1 } = scoresOf(compared);
  const share = (name: string, value: number, help: string): Metric => ({
    name,
    value: 100 * value,
    unit: '%',
    better: 'higher',
    help,
  });
  const table: Table = {
    columns: [
      { name: 'Relation', kind: 'category', categories: [...compared.byRelation.keys()] },
      ...['Precision, %', 'Recall, %', 'F1, %'].map((name) => ({ name, kind: 'number' as const, decimals: 1 })),
      ...['Right', 'Found', 'In all'].map((name) => ({ name, kind: 'whole' as const })),
    ],
    rows: [...compared.byRelation].map(([relation, counts]) => {
      const scores = scoresOf(counts);
      return [
        relation,
        ...[scores.precision, scores.recall, scores.f1].map((value) => 100 * value),
        counts.right,
        counts.found,
        counts.all,
      ];
    }),
  };
  return {
    relations: table,
    metrics: {
      values: [
        share('F1', f1, 'High only where both precision and recall are.'),
        share('Precision', precision, 'Of the facts that were found, how many are right.'),
        share('Recall', recall, 'Of the right facts, how many were found.'),
        { name: 'Right', value: compared.right },
        { name: 'Found', value: compared.found },
        { name: 'In all', value: compared.all },
      ],
      curves: [],
      notes: [
        ...compared.missed.slice(0, 5).map((one) => `Missed: ${excerpt(one, 200)}`),
        ...compared.made.slice(0, 5).map((one) => `Made up: ${excerpt(one, 200)}`),
      ],
    },
  };
};
