import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '@/ml/data/error';
import {
  decodeTable,
  encodeTable,
  fitEncoding,
  inferTable,
  namesOfNumbers,
  type ScaleKind,
  type Table,
} from '@/ml/data/table';
import { normalQuantile } from '@/ml/data/table/scale';
import { createRandom } from '@/ml/random';

const SCALES = ['standard', 'min-max', 'quantile'] as const satisfies readonly ScaleKind[];

describe('kinds of columns', () => {
  const kindsOf = (...columns: string[][]) => {
    const rows = Array.from({ length: Math.max(...columns.map((column) => column.length)) }, (_, row) =>
      columns.map((column) => column[row] ?? ''),
    );
    return inferTable([columns.map((_, index) => `c${index}`), ...rows]);
  };

  test('are found out: numbers, whole numbers, categories', () => {
    const { table, report } = kindsOf(
      ['1', '-2', '+3'],
      ['1.5', 'NA', '2e3'],
      ['b', 'a', 'b'],
      ['007', '010', '123'],
      ['2024-01-01', '', '?'],
    );
    expect(table.columns).toEqual([
      { name: 'c0', kind: 'whole' },
      { name: 'c1', kind: 'number' },
      { name: 'c2', kind: 'category', categories: ['a', 'b'] },
      { name: 'c3', kind: 'category', categories: ['007', '010', '123'] },
      { name: 'c4', kind: 'category', categories: ['2024-01-01'] },
    ]);
    expect(table.rows).toEqual([
      [1, 1.5, 'b', '007', '2024-01-01'],
      [-2, null, 'a', '010', null],
      [3, 2_000, 'b', '123', null],
    ]);
    expect(report[1]).toEqual({ name: 'c1', kind: 'number', missing: 1, distinct: 2 });
  });

  test('that may be mistakes are remarked', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => String(index));
    const { report } = kindsOf(
      [...numbers, 'twelve'],
      numbers.map((word) => `name ${word}`),
      [],
    );
    expect(report.map(({ remark }) => remark)).toEqual([
      'All but 1 of 41 values are numbers; “twelve” is not.',
      '40 of 40 values are different, as names or dates are: a model learns little from them.',
      'Every value is missing.',
    ]);
  });

  test('can be said by the user, who is told when a value does not fit', () => {
    const text = [['a'], ['1'], ['2'], ['x']];
    expect(inferTable(text.slice(0, 3), { kinds: { a: 'category' } }).table.columns[0]?.categories).toEqual(['1', '2']);
    expect(() => inferTable(text, { kinds: { a: 'number' } })).toThrow('Row 3 says “x”.');
    expect(() => inferTable([['a'], ['1.5']], { kinds: { a: 'whole' } })).toThrow('does not hold whole numbers only');
    expect(() => inferTable(text, { kinds: { b: 'number' } })).toThrow(
      'The table has no column “b”. Its columns are: “a”.',
    );
  });

  test('headings become names of their own, short rows end in missing values, long ones are refused', () => {
    const { table } = inferTable([['x', '', 'x'], ['1', '2', '3'], ['4']]);
    expect(table.columns.map(({ name }) => name)).toEqual(['x', 'column 2', 'x (2)']);
    expect(table.rows[1]).toEqual([4, null, null]);
    expect(() => inferTable([['x'], ['1'], ['1', '2']])).toThrow(
      'Row 2 of the table has more cells than there are headings.',
    );
    expect(() => inferTable([['x']])).toThrow('headings and no rows');
    expect(() => inferTable([])).toThrow('The table is empty.');
    expect(() => inferTable([Array.from({ length: 1_001 }, (_, index) => `${index}`), []])).toThrow(
      'The table is too large.',
    );
  });

  test('a column may be called as anything is', () => {
    const { table } = inferTable([
      ['constructor', '__proto__'],
      ['1', 'toString'],
      ['2', 'b'],
    ]);
    expect(decodeTable(encodeTable(table, fitEncoding(table)), fitEncoding(table)).rows).toEqual(table.rows);
  });
});

/** Any small table: numbers with up to three digits after the point, whole numbers, words; some missing. */
const tables: fc.Arbitrary<Table> = fc
  .record({
    rows: fc.integer({ min: 1, max: 30 }),
    kinds: fc.array(fc.constantFrom('number', 'whole', 'category'), { minLength: 1, maxLength: 5 }),
  })
  .chain(({ rows, kinds }) =>
    fc.tuple(
      ...kinds.map((kind) => {
        const cell: fc.Arbitrary<string | number> =
          kind === 'category'
            ? fc.constantFrom('a', 'b', 'c', ' ', 'ä', '0')
            : kind === 'whole'
              ? fc.integer({ min: -999, max: 999 })
              : fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 1_000);
        return fc
          .array(fc.option(cell, { freq: 6 }), { minLength: rows, maxLength: rows })
          .map((cells) => ({ kind, cells }));
      }),
    ),
  )
  .map((columns) => ({
    columns: columns.map(({ kind, cells }, index) => ({
      name: `c${index}`,
      kind,
      ...(kind === 'category' && {
        categories: [...new Set(cells)].filter((cell): cell is string => typeof cell === 'string').sort(),
      }),
    })),
    rows: Array.from({ length: columns[0]?.cells.length ?? 0 }, (_, row) =>
      columns.map(({ cells }) => cells[row] ?? null),
    ),
  }));

describe('tables as numbers', () => {
  test.each(SCALES)('come back as they were, by %s', (scaling) => {
    fc.assert(
      fc.property(tables, (table) => {
        const encoding = fitEncoding(table, { scaling });
        const numbers = encodeTable(table, encoding);
        expect(numbers.shape).toEqual([encoding.width]);
        expect(namesOfNumbers(encoding)).toHaveLength(encoding.width);
        expect(numbers.data.every(Number.isFinite)).toBe(true);
        expect(decodeTable(numbers, JSON.parse(JSON.stringify(encoding)))).toEqual(table);
      }),
      { numRuns: 300 },
    );
  });

  const text = [
    ['mass', 'sex'],
    ['1.5', 'male'],
    ['2.5', 'NA'],
    ['NA', 'female'],
    ['3.5', 'male'],
  ];
  const { table } = inferTable(text);

  test('have a place for each category and a mark where a value is missing', () => {
    const encoding = fitEncoding(table, { scaling: 'min-max' });
    expect(namesOfNumbers(encoding)).toEqual([
      'mass',
      'mass is missing',
      'sex = female',
      'sex = male',
      'sex is missing',
    ]);
    expect([...encodeTable(table, encoding).data]).toEqual([
      -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0,
    ]);
  });

  test('are standardised to mean 0 and deviation 1, and by rank to a normal distribution', () => {
    const skewed: Table = {
      columns: [{ name: 'x', kind: 'number' }],
      rows: Array.from({ length: 999 }, (_, index) => [Math.exp(index / 100)]),
    };
    const moments = (scaling: ScaleKind) => {
      const { data } = encodeTable(skewed, fitEncoding(skewed, { scaling }));
      const mean = data.reduce((sum, value) => sum + value / data.length, 0);
      return {
        mean,
        variance: data.reduce((sum, value) => sum + (value - mean) ** 2 / data.length, 0),
        median: [...data].sort((a, b) => a - b)[499],
      };
    };
    expect(moments('standard').mean).toBeCloseTo(0, 5);
    expect(moments('standard').variance).toBeCloseTo(1, 5);
    expect(moments('standard').median).toBeLessThan(-0.3);
    expect(moments('quantile').mean).toBeCloseTo(0, 5);
    expect(moments('quantile').variance).toBeCloseTo(1, 1);
    expect(moments('quantile').median).toBeCloseTo(0, 5);
  });

  test('of which a model made some come out as cells: rounded, the likeliest category, within the range of ranks', () => {
    const encoding = fitEncoding(table, { scaling: 'quantile' });
    const made = { shape: [5], count: 2, data: Float32Array.of(9, 0.2, 0.4, 0.5, 0.1, 0, 0.9, -3, -2, -1) };
    expect(decodeTable(made, encoding).rows).toEqual([
      [3.5, 'male'],
      [null, null],
    ]);
    expect(
      decodeTable({ ...made, count: 1, data: Float32Array.of(0.123, 0, 1, 0, 0) }, fitEncoding(table)).rows[0]?.[0],
    ).toBeCloseTo(2.6, 9);
  });

  test('come back from categories that were spread, each anywhere in its half', () => {
    const encoding = fitEncoding(table);
    const exact = encodeTable(table, encoding);
    const spread = encodeTable(table, encoding, createRandom(1));
    expect(decodeTable(spread, encoding)).toEqual(decodeTable(exact, encoding));
    const names = namesOfNumbers(encoding);
    for (const [at, value] of spread.data.entries()) {
      const mark = /( = |is missing$)/.test(names[at % encoding.width] ?? '');
      const isMissing = names[(at % encoding.width) + 1]?.endsWith('is missing') && exact.data[at + 1] === 1;
      // Where a number is missing, any will do; that they all stood at one place was as bad as exact marks.
      if (!mark && isMissing) expect(value).not.toBe(0);
      else if (!mark) expect(value).toBe(exact.data[at]);
      else if (exact.data[at] === 1) expect(value).toBeGreaterThanOrEqual(0.5);
      else expect(value).toBeLessThan(0.5);
    }
    expect(new Set(spread.data).size).toBeGreaterThan(new Set(exact.data).size);
  });

  test('that do not fit are refused with the row and the column', () => {
    const encoding = fitEncoding(table);
    const row = (mass: number | null, sex: string | null): Table => ({ ...table, rows: [[mass, sex]] });
    expect(() => encodeTable(row(1, 'both'), encoding)).toThrow('Row 1 has “both” in column “sex”.');
    expect(() => encodeTable({ columns: [{ name: 'mass', kind: 'number' }], rows: [] }, encoding)).toThrow(
      'The table has no column “sex”.',
    );
    const whole = inferTable([['n'], ['1'], ['2']]).table;
    expect(() => encodeTable({ ...whole, rows: [[null]] }, fitEncoding(whole))).toThrow(
      'Row 1 has no value in column “n”.',
    );
    expect(() => decodeTable({ shape: [4], count: 0, data: new Float32Array() }, encoding)).toThrow(DataError);
    const names = inferTable([['n'], ...Array.from({ length: 1_001 }, (_, index) => [`name ${index}`])]).table;
    expect(() => fitEncoding(names)).toThrow('Column “n” has 1,001 different values.');
  });

  test('columns may stand in another order than in the table that was learned from', () => {
    const turned: Table = { columns: [...table.columns].reverse(), rows: table.rows.map((row) => [...row].reverse()) };
    expect(encodeTable(turned, fitEncoding(table)).data).toEqual(encodeTable(table, fitEncoding(table)).data);
  });
});

test('the normal quantile is that of tables', () => {
  for (const [p, z] of [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.001, -3.090232306167813],
    [1e-9, -5.997807015007686],
  ] as const)
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-8);
});
