import { GenloomError, type Molecules, type RunContext } from '@/graph';
import { csvRows } from '../read/csv';
import { decodeText } from '../read/decode';
import { collect, type Told } from './collect';
import { type ReadMolecule, readMolfile, readSmiles } from './read';

/** What the file dialog offers. */
export type MoleculeFile = { readonly name: string; readonly bytes: Uint8Array; readonly column: string };

type Context = Pick<RunContext, 'progress' | 'breathe' | 'log'>;
type Found = ReadMolecule & { readonly told?: Told; readonly said?: string };

/** The molecules of a .sdf, a .csv or .tsv, or a file with a SMILES string a line. @throws GenloomError for files that are none of these */
export async function readMoleculeFile({ name, bytes, column }: MoleculeFile, context: Context): Promise<Molecules> {
  const warn = (text: string) => context.log('warning', text);
  const text = decodeText(bytes, name, warn);
  if (/\.sdf?$|\.mol$/i.test(name)) return collect(recordsOf(text), readRecord, context, SDF_FIX);
  if (/\.[ct]sv$/i.test(name)) return readTable(csvRows(text, name, warn), name, column, context);
  return readLines(text, context);
}

/** A SMILES string a line; what stands behind it is the molecule's name. */
export function readLines(text: string, context: Context): Promise<Molecules> {
  const lines = text.split('\n').map((line) => line.trim());
  return collect(
    lines.filter((line) => line !== '' && !line.startsWith('#')),
    (line): Found => {
      const [smiles = '', ...name] = line.split(/\s+/);
      return { ...readSmiles(smiles), ...(name.length > 0 && { told: { name: name.join(' ') } }) };
    },
    context,
  );
}

function readTable(rows: readonly string[][], name: string, column: string, context: Context): Promise<Molecules> {
  const [headings = [], ...body] = rows;
  const wanted = column.trim().toLowerCase();
  const at = headings.findIndex((heading) => heading.trim().toLowerCase() === wanted);
  if (at < 0)
    throw new GenloomError({
      code: 'molecules.no-column',
      title: `“${name}” has no column “${column}”.`,
      detail: `Its columns: ${headings.slice(0, 20).join(', ')}`,
      fix: 'Name the column that holds the SMILES strings.',
    });
  const named = headings.findIndex((heading) => heading.trim().toLowerCase() === 'name');
  return collect(
    body,
    (row): Found => {
      const values = headings.flatMap((heading, place): [string, number | string][] =>
        place === at || place === named || !row[place] ? [] : [[heading.trim(), numberOr(row[place])]],
      );
      const label = row[named]?.trim();
      return {
        ...readSmiles(row[at] ?? ''),
        told: { ...(label && { name: label }), ...(values.length > 0 && { values: Object.fromEntries(values) }) },
      };
    },
    context,
  );
}

const SDF_FIX = 'Save it again as an SD file (CTfile V2000 or V3000) with the program that made it.';

const recordsOf = (text: string): string[] => text.split(/^\$\$\$\$.*\n?/m).filter((record) => record.trim() !== '');

/** A record of an SD file: its molfile, and its data fields (CTfile formats, “SDfiles”). */
function readRecord(record: string): Found {
  const lines = record.split('\n');
  const end = lines.findIndex((line) => line.startsWith('M  END'));
  const name = lines[0]?.trim() ?? '';
  const molfile = lines.slice(0, end + 1).join('\n');
  const refuse = (why: string, said?: string): Found => ({
    ok: false,
    refused: { text: name || 'a record without a name', why },
    ...(said !== undefined && { said }),
  });
  if (end < 0) return refuse('its record is torn: it has no line “M  END”.');
  const read = readMolfile(molfile);
  if (!read.ok) return refuse(read.why, read.said);
  const values = fieldsOf(lines.slice(end + 1)).filter(([field]) => field !== 'SMILES');
  return {
    ...read,
    told: {
      molfile: `${molfile}\n`,
      ...(name && { name }),
      ...(values.length > 0 && { values: Object.fromEntries(values) }),
    },
  };
}

function fieldsOf(lines: readonly string[]): [string, number | string][] {
  const fields: [string, number | string][] = [];
  for (const [place, line] of lines.entries()) {
    const field = /^>.*<([^>]+)>/.exec(line)?.[1];
    if (field === undefined) continue;
    const rest = lines.slice(place + 1);
    const blank = rest.findIndex((one) => one.trim() === '');
    fields.push([field, numberOr(rest.slice(0, blank < 0 ? rest.length : blank).join(' '))]);
  }
  return fields;
}

const numberOr = (text: string): number | string => {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? text.trim() : value;
};
