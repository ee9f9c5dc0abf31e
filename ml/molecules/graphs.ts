/** What is told of an atom where it is one of these; every other element is told as the one after the last. */
const ELEMENTS: readonly string[] = ['C', 'N', 'O', 'F', 'P', 'S', 'Cl', 'Br', 'I', 'B'];

/** Numbers of an atom: 1 for being there, one for its element, its charge, its hydrogens, and whether it is aromatic. */
export const ATOM_FEATURES = 1 + ELEMENTS.length + 1 + 3;

/** How two atoms can be bound, by the place of each in a graph’s relations. */
export const BONDS = ['single', 'double', 'triple', 'aromatic'] as const;

/** A molecule as a graph without order: its atoms, and which of them are bound how. */
export interface MoleculeGraph {
  readonly atoms: number;
  /** `atoms × ATOM_FEATURES` numbers. */
  readonly features: Int8Array;
  /** Three whole numbers a bond: from, to, and its place among {@link BONDS}. */
  readonly bonds: Uint8Array;
}

export interface Atom {
  readonly element: string;
  readonly charge: number;
  readonly hydrogens: number;
  readonly aromatic: boolean;
}

/** A graph of atoms and bonds as the layer `message-passing` reads it. */
export function graphOf(
  atoms: readonly Atom[],
  bonds: readonly (readonly [from: number, to: number, kind: (typeof BONDS)[number]])[],
): MoleculeGraph {
  const features = new Int8Array(atoms.length * ATOM_FEATURES);
  for (const [index, { element, charge, hydrogens, aromatic }] of atoms.entries()) {
    const known = ELEMENTS.indexOf(element);
    const at = index * ATOM_FEATURES;
    features[at] = 1;
    features[at + 1 + (known < 0 ? ELEMENTS.length : known)] = 1;
    features.set([charge, hydrogens, aromatic ? 1 : 0], at + 2 + ELEMENTS.length);
  }
  return {
    atoms: atoms.length,
    features,
    bonds: Uint8Array.from(bonds.flatMap(([from, to, kind]) => [from, to, BONDS.indexOf(kind)])),
  };
}

/** Numbers in an atom’s row of {@link stackGraphs}, where there is room for so many atoms. */
export const rowWidth = (room: number): number => ATOM_FEATURES + BONDS.length * room;

/**
 * Graphs as one block `[count, room, ATOM_FEATURES + 4 · room]`, row-major: of each atom its features, and then for each kind of bond a row of the adjacency
 * matrix, 1 where it is bound so. Places without an atom are 0. @throws RangeError for a graph of more atoms than there is room for
 */
export function stackGraphs(graphs: readonly MoleculeGraph[], room: number): Float32Array {
  const width = rowWidth(room);
  const all = new Float32Array(graphs.length * room * width);
  for (const [index, { atoms, features, bonds }] of graphs.entries()) {
    if (atoms > room)
      throw new RangeError(`A molecule of ${atoms} atoms does not fit where there is room for ${room}.`);
    const from = index * room * width;
    for (let atom = 0; atom < atoms; atom++)
      all.set(features.subarray(atom * ATOM_FEATURES, (atom + 1) * ATOM_FEATURES), from + atom * width);
    for (let bond = 0; bond < bonds.length; bond += 3) {
      const [a = 0, b = 0, kind = 0] = bonds.subarray(bond, bond + 3);
      all[from + a * width + ATOM_FEATURES + kind * room + b] = 1;
      all[from + b * width + ATOM_FEATURES + kind * room + a] = 1;
    }
  }
  return all;
}
