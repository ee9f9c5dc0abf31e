import { type ColumnCodec, type TableCodec, VIEW_LIMITS } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** JSON. */
export const tableCodec: Codec<TableCodec> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: ({ columns, width }) => ({
    view: 'table',
    columns: ['column', 'becomes', 'numbers'],
    rows: columns.slice(0, VIEW_LIMITS.items).map((column) => [column.name, becomes(column), numbersOf(column)]),
    caption: `${columns.length.toLocaleString('en')} columns become ${width.toLocaleString('en')} numbers a row`,
  }),
};

function becomes(column: ColumnCodec): string {
  const marked = column.missing ? ', and whether it is missing' : '';
  if ('categories' in column)
    return column.kind === 'class'
      ? `the class, one of ${column.categories.length + Number(column.missing)}`
      : `a place for each category${marked}`;
  return `${SCALES[column.scale.kind]}${marked}`;
}

const SCALES = {
  standard: 'deviations from its mean',
  'min-max': 'a number from −1 to 1',
  quantile: 'its rank, as a normal distribution has it',
} as const;

const numbersOf = (column: ColumnCodec): number =>
  column.kind === 'class' ? 0 : (column.kind === 'category' ? column.categories.length : 1) + Number(column.missing);
