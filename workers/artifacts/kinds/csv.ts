/** A cell as it stands in a file: null stands for nothing at all, which differs from a text without letters, `""`. */
export type CsvCell = string | number | null;

/** Rows as RFC 4180 has them, with `\n` at the end of each. */
export const writeCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(written).join(',')}\n`).join('');

function written(cell: CsvCell): string {
  if (cell === null) return '';
  const text = String(cell);
  return text === '' || /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What `writeCsv` wrote, all cells as text. */
export function readCsv(text: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  const plain = /[^,\n]*/y;
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
      row.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      plain.lastIndex = at;
      const [word = ''] = plain.exec(text) ?? [];
      row.push(word === '' ? null : word);
      at += word.length;
    }
    if (text[at] !== ',') {
      rows.push(row);
      row = [];
    } else if (at + 1 === text.length || text[at + 1] === '\n') {
      // A row that ends in a comma ends in a cell with nothing in it.
      row.push(null);
      rows.push(row);
      row = [];
      at += 1;
    }
    at += 1;
  }
  return rows;
}
