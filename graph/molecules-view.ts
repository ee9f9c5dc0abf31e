import { MOLECULE_PROPERTIES, type Molecule, type MoleculeProperty, type Molecules } from './kinds';
import type { MoleculesView } from './view';

/** Molecules that are drawn, what is told of each, and refused texts. */
const SMALL = { molecules: 4, told: 2, refused: 1 };
const LARGE = { molecules: 48, told: 16, refused: 20 };
/** A longer molfile is of more atoms than a small drawing can show at their places. */
const LONGEST_MOLFILE = 20_000;

/** What can be seen of molecules from `offset` on, bounded. */
export function moleculesView({ items, refused }: Molecules, large = false, offset = 0): MoleculesView {
  const most = large ? LARGE : SMALL;
  return {
    view: 'molecules',
    count: items.length,
    molecules: items.slice(offset, offset + most.molecules).map((molecule) => ({
      smiles: molecule.smiles.slice(0, 1_000),
      ...(molecule.name !== undefined && { name: molecule.name.slice(0, 100) }),
      ...(molecule.molfile !== undefined &&
        molecule.molfile.length <= LONGEST_MOLFILE && { molfile: molecule.molfile }),
      told: toldOf(molecule).slice(0, most.told),
    })),
    refused: {
      count: refused.length,
      first: refused
        .slice(0, most.refused)
        .map(({ text, why }) => ({ text: text.slice(0, 200), why: why.slice(0, 300) })),
    },
  };
}

/** What a file told first, since nobody else knows it. */
function toldOf({ values, properties }: Molecule): MoleculesView['molecules'][number]['told'] {
  return [
    ...Object.entries(values ?? {}).map(([label, value]) => ({
      label: label.slice(0, 40),
      value: String(value).slice(0, 60),
    })),
    ...moleculeProperties.map((name) => {
      const about: { readonly title: string; readonly unit?: string; readonly decimals: number } =
        MOLECULE_PROPERTIES[name];
      const number = properties[name].toFixed(about.decimals);
      return { label: about.title, value: about.unit ? `${number} ${about.unit}` : number };
    }),
  ];
}

/** The names of all properties, in the order in which they are told. */
export const moleculeProperties: readonly MoleculeProperty[] = [
  ...(['logP', 'weight', 'polarArea', 'rings', 'donors', 'acceptors', 'rotatable', 'druglike'] as const),
];
