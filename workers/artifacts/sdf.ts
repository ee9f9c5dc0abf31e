import { Molecule as Drawn } from 'openchemlib';
import { MOLECULE_PROPERTIES, type Molecule, moleculeProperties } from '@/graph';
import { utf8 } from './codec';

/**
 * An SD file (CTfile V2000) of molecules, each with its name and all that is known of it as data fields; places that no file told are laid out in the
 * plane.
 */
export function sdfOf(items: readonly Molecule[]): Uint8Array {
  return utf8.encode(items.map(record).join(''));
}

function record({ smiles, molfile, name, values, properties }: Molecule): string {
  const [, ...lines] = (molfile ?? Drawn.fromSmiles(smiles).toMolfile()).replaceAll('\r', '').split('\n');
  const end = lines.findIndex((line) => line.startsWith('M  END'));
  const fields = [
    ['SMILES', smiles],
    ...Object.entries(values ?? {}),
    ...moleculeProperties.map((property) => [MOLECULE_PROPERTIES[property].title, properties[property]]),
  ];
  return [
    (name ?? '').replaceAll(/\s+/g, ' ').slice(0, 80),
    ...lines.slice(0, end < 0 ? lines.length : end + 1),
    // A blank line ends a field, so a value has none.
    ...fields.map(
      ([field, value]) => `> <${fieldName(String(field))}>\n${String(value).replaceAll(/\s*\n\s*/g, ' ')}\n`,
    ),
    '$$$$\n',
  ].join('\n');
}

const fieldName = (name: string): string => name.replaceAll(/[<>\n]/g, ' ').trim();
