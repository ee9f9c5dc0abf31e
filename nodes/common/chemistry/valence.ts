/** Bonds that an atom without charge can have, by its element: the least that is enough is filled up with hydrogen (OpenSMILES 3.1.5). */
const BONDS: Readonly<Record<string, readonly number[]>> = {
  H: [1],
  B: [3],
  C: [4],
  N: [3],
  O: [2],
  F: [1],
  Ne: [0],
  Al: [3],
  Si: [4],
  P: [3, 5],
  S: [2, 4, 6],
  Cl: [1],
  Ar: [0],
  Ge: [4],
  As: [3, 5],
  Se: [2, 4, 6],
  Br: [1],
  Kr: [0],
  I: [1, 3, 5],
};

/** Hydrogens that SMILES does not write at an atom without brackets and charge, of so many bonds. */
export function impliedHydrogens(element: string, bonds: number): number {
  const least = BONDS[element]?.find((most) => most >= bonds);
  return least === undefined ? 0 : least - bonds;
}

const ROWS = [
  ['B', 'C', 'N', 'O', 'F', 'Ne'],
  ['Al', 'Si', 'P', 'S', 'Cl', 'Ar'],
  ['Ga', 'Ge', 'As', 'Se', 'Br', 'Kr'],
];

/**
 * The most bonds, hydrogen among them, that an atom can have; undefined where there is no rule, as of metals. A charged atom has as many as the element with as
 * many electrons: N⁺ as carbon, O⁻ as fluorine.
 */
export function mostBonds(element: string, charge: number): number | undefined {
  const row = ROWS.find((elements) => elements.includes(element));
  if (charge === 0 || !row) return charge === 0 ? BONDS[element]?.at(-1) : undefined;
  const like = row[row.indexOf(element) - charge];
  return like === undefined ? undefined : BONDS[like]?.at(-1);
}
