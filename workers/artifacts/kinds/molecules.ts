import Papa from 'papaparse';
import { MOLECULE_PROPERTIES, type Molecules, moleculeProperties, moleculesView } from '@/graph';
import { type Codec, fromJson, toJson, utf8 } from '../codec';

/** JSON; saved as SMILES with their names, one a line (Daylight), as SDF (CTfile V2000) with places and values, or as a table. */
export const molecules: Codec<Molecules> = {
  extension: 'smi',
  mediaType: 'chemical/x-daylight-smiles',
  encode: toJson,
  decode: fromJson,
  look: (value, { large, offset }) => moleculesView(value, large, offset),
  file: ({ items }) =>
    utf8.encode(
      items.map(({ smiles, name }) => `${smiles}${name === undefined ? '' : ` ${oneLine(name)}`}\n`).join(''),
    ),
  formats: { csv: { extension: 'csv', mediaType: 'text/csv', encode: csvOf } },
  laterFormats: {
    sdf: {
      extension: 'sdf',
      mediaType: 'chemical/x-mdl-sdfile',
      // The chemistry library lays out what has no places yet.
      encode: async ({ items }) => (await import('../sdf')).sdfOf(items),
    },
  },
};

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function csvOf({ items }: Molecules): Uint8Array {
  const told = [...new Set(items.flatMap(({ values }) => Object.keys(values ?? {})))];
  const fields = ['smiles', 'name', ...told, ...moleculeProperties.map((name) => MOLECULE_PROPERTIES[name].title)];
  const data = items.map(({ smiles, name, values, properties }) => [
    ...[smiles, name ?? ''],
    ...told.map((column) => values?.[column] ?? ''),
    ...moleculeProperties.map((property) => properties[property]),
  ]);
  return utf8.encode(Papa.unparse({ fields, data }, { newline: '\n' }));
}
