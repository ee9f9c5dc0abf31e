import { Molecule } from 'openchemlib';

/** A molecule in the plane: y down, a bond about 1 long. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly atoms: readonly {
    readonly x: number;
    readonly y: number;
    /** `N`, `NH2`, `O−`; none where lines alone tell a carbon. */
    readonly label?: AtomLabel;
  }[];
  /** Lines from place to place. */
  readonly bonds: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[];
}

export interface AtomLabel {
  readonly element: string;
  /** How many, and on which side there is more room. */
  readonly hydrogens: number;
  readonly turned: boolean;
  readonly charge: number;
}

/** Between the lines of a double bond, and from a label to where its bonds begin, in lengths of a bond. */
const [APART, CLEAR, MARGIN] = [0.13, 0.28, 0.45];

/**
 * Lays out a molecule, or takes the places that a file told, as lines and labels: plain numbers and names of elements, which the page draws itself. Null
 * where the library cannot read it.
 */
export function draw({ smiles, molfile }: { readonly smiles: string; readonly molfile?: string }): Drawing | null {
  try {
    const molecule = molfile === undefined ? Molecule.fromSmiles(smiles) : Molecule.fromMolfile(molfile);
    molecule.removeExplicitHydrogens(false);
    return drawing(molecule);
  } catch {
    return null;
  }
}

function drawing(molecule: Molecule): Drawing {
  molecule.ensureHelperArrays(Molecule.cHelperRings);
  const [atoms, bonds] = [molecule.getAllAtoms(), molecule.getAllBonds()];
  const scale = 1 / (bonds > 0 ? molecule.getAverageBondLength(true) || 1 : 1);
  const at = Array.from({ length: atoms }, (_, atom) => ({
    x: molecule.getAtomX(atom) * scale,
    y: molecule.getAtomY(atom) * scale,
  }));
  const [left, top] = [Math.min(...at.map(({ x }) => x)), Math.min(...at.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...at.map(({ x }) => x)), Math.max(...at.map(({ y }) => y))];
  const placed = at.map(({ x, y }) => ({ x: x - left + MARGIN * 2, y: y - top + MARGIN }));
  const labels = placed.map((_, atom) => labelOf(molecule, atom, placed));
  return {
    width: right - left + 4 * MARGIN,
    height: bottom - top + 2 * MARGIN,
    atoms: placed.map((place, atom) => ({ ...place, ...(labels[atom] && { label: labels[atom] }) })),
    bonds: Array.from({ length: bonds }, (_, bond) => linesOf(molecule, bond, placed, labels)).flat(),
  };
}

type Place = { readonly x: number; readonly y: number };

function labelOf(molecule: Molecule, atom: number, placed: readonly Place[]): AtomLabel | undefined {
  const element = molecule.getAtomLabel(atom);
  const charge = molecule.getAtomCharge(atom);
  const bonds = molecule.getConnAtoms(atom);
  if (element === 'C' && charge === 0 && bonds > 0) return undefined;
  const here = placed[atom]?.x ?? 0;
  const beside = Array.from({ length: bonds }, (_, one) => (placed[molecule.getConnAtom(atom, one)]?.x ?? here) - here);
  const hydrogens = molecule.getImplicitHydrogens(atom);
  return { element, hydrogens, charge, turned: beside.reduce((sum, one) => sum + one, 0) > 0.1 };
}

function linesOf(
  molecule: Molecule,
  bond: number,
  placed: readonly Place[],
  labels: readonly (AtomLabel | undefined)[],
): Drawing['bonds'][number][] {
  const [one, other] = [molecule.getBondAtom(0, bond), molecule.getBondAtom(1, bond)];
  const [a, b] = [placed[one], placed[other]];
  if (!a || !b) return [];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const clear = (atom: number) => (labels[atom] ? Math.min(CLEAR, length / 3) : 0);
  const line = (aside: number, shorter = 0): Drawing['bonds'][number] => {
    const [from, to] = [Math.max(clear(one), shorter), Math.max(clear(other), shorter)];
    return [
      a.x + ux * from - uy * aside,
      a.y + uy * from + ux * aside,
      b.x - ux * to - uy * aside,
      b.y - uy * to + ux * aside,
    ];
  };
  const order = molecule.getBondOrder(bond);
  if (order === 3) return [line(0), line(APART, 0.1), line(-APART, 0.1)];
  if (order !== 2) return [line(0)];
  const side = innerSide(molecule, one, other, placed, ux, uy);
  return side === 0 ? [line(APART / 2), line(-APART / 2)] : [line(0), line(side * APART, 0.14)];
}

/** The side of a bond where the neighbours of its atoms are, which is the inner one in a ring: 1, −1, or 0 where it has no more on one than on the other. */
function innerSide(
  molecule: Molecule,
  one: number,
  other: number,
  placed: readonly Place[],
  ux: number,
  uy: number,
): number {
  const a = placed[one] ?? { x: 0, y: 0 };
  let sum = 0;
  for (const atom of [one, other])
    for (let index = 0; index < molecule.getConnAtoms(atom); index++) {
      const beside = molecule.getConnAtom(atom, index);
      const place = placed[beside];
      if (beside === one || beside === other || !place) continue;
      const inRing = molecule.isRingBond(molecule.getConnBond(atom, index)) ? 2 : 1;
      sum += inRing * Math.sign((place.y - a.y) * ux - (place.x - a.x) * uy);
    }
  return Math.sign(sum);
}
