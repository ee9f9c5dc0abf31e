import Papa from 'papaparse';

/** The rows of a table as text, the headings first (RFC 4180; the delimiter is found out unless it is told). Torn quotes are read as well as possible, with a warning. */
export function csvRows(text: string, name: string, warn: (text: string) => void, delimiter = ''): string[][] {
  const { data: rows, errors } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', delimiter });
  const torn = errors.filter(({ type }) => type === 'Quotes');
  const first = torn[0];
  if (first)
    warn(
      `“${name}” has ${torn.length} ${torn.length === 1 ? 'row' : 'rows'} with quotes that do not close, first in row ${(first.row ?? 0) + 1}; they were read as well as possible.`,
    );
  return rows;
}
