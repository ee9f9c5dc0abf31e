import Papa from 'papaparse';
import { type Table, type TableColumn, tableView, VIEW_LIMITS } from '@/graph';
import { type Codec, readText, utf8 } from '../codec';

/** CSV whose first line tells the kinds of the columns, as JSON; exported without that line, as any spreadsheet reads it. */
export const table: Codec<Table> = {
  extension: 'csv',
  mediaType: 'text/csv',
  encode: (value) => utf8.encode(`${JSON.stringify(value.columns)}\n${csvOf(value)}`),
  decode: (bytes) => {
    const text = readText(bytes);
    const end = text.indexOf('\n');
    const columns: readonly TableColumn[] = JSON.parse(text.slice(0, end));
    const isNumber = columns.map(({ kind }) => kind !== 'category');
    const [, ...rows] = Papa.parse<string[]>(text.slice(end + 1), {
      delimiter: ',',
      newline: '\n',
      // A table without rows ends in an empty line; of several columns a row that is all missing still has its commas.
      skipEmptyLines: columns.length > 1,
    }).data;
    return {
      columns,
      rows: rows.map((row) =>
        columns.map((_, index) => {
          // No word of a category is empty: such a cell is missing.
          const cell = row[index] || null;
          return cell === null || !isNumber[index] ? cell : Number(cell);
        }),
      ),
    };
  },
  look: (value, { large, offset = 0 }) => tableView(value, large ? VIEW_LIMITS.items : 5, offset),
  file: (value) => utf8.encode(csvOf(value)),
};

const csvOf = ({ columns, rows }: Table): string =>
  Papa.unparse({ fields: columns.map(({ name }) => name), data: rows.map((row) => [...row]) }, { newline: '\n' });
