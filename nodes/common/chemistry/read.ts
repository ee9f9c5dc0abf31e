import { Molecule as Chemistry, MoleculeProperties } from 'openchemlib';
import type { Molecule, MoleculeProperty, RefusedMolecule } from '@/graph';
import { drugLikeness } from '@/ml/metrics/molecules/drug-likeness';
import { elementName, readWriting, type WrittenAtom } from './smiles';
import { mostBonds } from './valence';

/** A longer string is of more atoms than one molecule that is drawn. */
const LONGEST = 1_000;

export type ReadMolecule =
  | { readonly ok: true; readonly molecule: Molecule }
  | { readonly ok: false; readonly refused: RefusedMolecule };

/**
 * Reads a SMILES string and measures what it stands for; an impossible one is refused with its atom and the reason. Valences and aromatic rings are held as
 * RDKit holds them; the chemistry is OpenChemLib's.
 */
export function readSmiles(text: string): ReadMolecule {
  const smiles = text.trim();
  const refuse = (why: string): ReadMolecule => ({ ok: false, refused: { text: smiles, why } });
  if (smiles.length > LONGEST)
    return refuse(`it has ${smiles.length.toLocaleString('en')} characters, and at most ${LONGEST} are read.`);
  const written = readWriting(smiles);
  if (!written.ok) return refuse(written.why);
  try {
    // Handedness takes a layout to read, and most strings have none.
    const molecule = Chemistry.fromSmiles(smiles, { noCoordinates: true, noStereo: !/[@/\\]/.test(smiles) });
    const impossible = whyImpossible(molecule, written.atoms);
    return impossible ? refuse(impossible) : { ok: true, molecule: { smiles, ...measured(molecule) } };
  } catch (thrown) {
    return refuse(unknownElement(smiles) ?? reasonOf(thrown));
  }
}

/** A molecule that a file tells atom by atom; what is impossible in it is told by the file's own numbers of atoms. */
export type ReadMolfile =
  | { readonly ok: true; readonly molecule: Molecule }
  | { readonly ok: false; readonly why: string; readonly said?: string };

/** Reads a molfile (CTfile V2000 or V3000), and measures what it stands for. */
export function readMolfile(molfile: string): ReadMolfile {
  const refuse = (why: string): ReadMolfile => ({ ok: false, why });
  try {
    const { molecule, map } = Chemistry.fromMolfileWithAtomMap(molfile);
    molecule.ensureHelperArrays(Chemistry.cHelperRings);
    const count = molecule.getAllAtoms();
    if (count === 0)
      return refuse(/^\s*0\s.*V2000/.test(molfile.split('\n')[3] ?? '') ? 'it has no atoms.' : UNREADABLE);
    // The library puts hydrogens behind all others.
    const places: number[] = [];
    for (const [place, atom] of Array.from(map).entries()) places[atom] = place;
    // Hydrogens are atoms like others there, and one that lacks a bond says so itself.
    const atoms = Array.from({ length: count }, () => ({ aromatic: false, bracket: true, hydrogens: 0 }));
    const impossible = whyImpossible(molecule, atoms, places);
    if (impossible) return refuse(impossible);
    const read = readSmiles(molecule.toIsomericSmiles());
    return read.ok ? read : refuse(`written as SMILES, ${read.refused.why}`);
  } catch (thrown) {
    return { ok: false, why: UNREADABLE, said: messageOf(thrown) };
  }
}

const UNREADABLE = 'its list of atoms or bonds cannot be read.';

/** What can be told of a molecule that the chemistry library has read. */
export function measured(molecule: Chemistry): Pick<Molecule, 'id' | 'properties'> {
  const found = new MoleculeProperties(molecule);
  const rings = molecule.getRingSet();
  const aromaticRings = Array.from({ length: rings.getSize() }, (_, ring) => rings.isAromatic(ring)).filter(
    Boolean,
  ).length;
  const own = {
    logP: found.logP,
    weight: molecule.getMolecularFormula().relativeWeight,
    polarArea: found.polarSurfaceArea,
    donors: found.donorCount,
    acceptors: found.acceptorCount,
    rotatable: found.rotatableBondCount,
  } satisfies Partial<Record<MoleculeProperty, number>>;
  return {
    id: molecule.getIDCode(),
    properties: rounded({ ...own, rings: rings.getSize(), druglike: drugLikeness({ ...own, aromaticRings }) }),
  };
}

const rounded = (properties: Record<MoleculeProperty, number>): Record<MoleculeProperty, number> => ({
  ...properties,
  logP: round(properties.logP),
  weight: round(properties.weight),
  polarArea: round(properties.polarArea),
  druglike: round(properties.druglike),
});
const round = (value: number): number => Math.round(1e4 * value) / 1e4;

/** The first atom that is impossible where it stands, and why. With `places`, atoms stand elsewhere where they were written. */
function whyImpossible(
  molecule: Chemistry,
  atoms: readonly Omit<WrittenAtom, 'symbol'>[],
  places?: readonly number[],
): string | undefined {
  molecule.ensureHelperArrays(Chemistry.cHelperRings);
  if (molecule.getAllAtoms() !== atoms.length) return undefined;
  for (const [index, { aromatic, bracket, hydrogens }] of atoms.entries()) {
    const name = `${elementName(molecule.getAtomLabel(index))} ${(places?.[index] ?? index) + 1}`;
    if (aromatic && !molecule.isRingAtom(index)) return `${name} is written as aromatic, and stands in no ring.`;
    if (molecule.getAtomRadical(index) !== 0 && (aromatic || !bracket))
      return `the ring of ${name} cannot be aromatic: its double bonds do not come out even.`;
    const most = mostBonds(molecule.getAtomLabel(index), molecule.getAtomCharge(index));
    const bonds = molecule.getOccupiedValence(index) + hydrogens;
    if (most !== undefined && bonds > most)
      return `${name} has ${counted(bonds)}; it can have ${most === 0 ? 'none' : inWords(most)}.`;
  }
  return undefined;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const inWords = (count: number): string => NUMBERS[count] ?? String(count);
const counted = (bonds: number): string => `${inWords(bonds)} ${bonds === 1 ? 'bond' : 'bonds'}`;

function reasonOf(thrown: unknown): string {
  const detail = messageOf(thrown)
    .replace(/^Class\$\w+: /, '')
    .replace(/^SmilesParser: /, '');
  return detail.includes('aromatic')
    ? 'its aromatic rings cannot be written with single and double bonds.'
    : `the chemistry library says: ${detail}`;
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** The first atom in brackets that is none of the periodic table. */
function unknownElement(smiles: string): string | undefined {
  for (const { 0: token, 1: symbol = '', index } of smiles.matchAll(/\[\d*([A-Za-z][a-z]?)[^\]]*\]/g))
    if (Chemistry.getAtomicNoFromLabel(symbol.charAt(0).toUpperCase() + symbol.slice(1)) === 0)
      return `${token} at place ${index + 1} is no element.`;
  return undefined;
}
