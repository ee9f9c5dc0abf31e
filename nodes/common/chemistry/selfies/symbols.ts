/**
 * Bonds that an atom can have, hydrogen among them, by its element and charge: the table of the published library, in which sulfur with a charge of −1 may have five;
 * here it has one, as RDKit and `valence.ts` hold it. What is not in it may have eight.
 */
const BONDS: Readonly<Record<string, number>> = {
  ...{ H: 1, F: 1, Cl: 1, Br: 1, I: 1 },
  ...{ B: 3, 'B+1': 2, 'B-1': 4, O: 2, 'O+1': 3, 'O-1': 1, N: 3, 'N+1': 4, 'N-1': 2, C: 4, 'C+1': 3, 'C-1': 3 },
  ...{ P: 5, 'P+1': 4, 'P-1': 6, S: 6, 'S+1': 5, 'S-1': 1 },
};
const OTHERS = 8;

/** Elements that SMILES writes without brackets. */
export const ORGANIC: ReadonlySet<string> = new Set(['B', 'C', 'N', 'O', 'S', 'P', 'F', 'Cl', 'Br', 'I']);

/** Symbols as digits to base 16, where a length is told. */
const DIGITS = [
  ...['[C]', '[Ring1]', '[Ring2]', '[Branch1]', '[=Branch1]', '[#Branch1]', '[Branch2]', '[=Branch2]', '[#Branch2]'],
  ...['[O]', '[N]', '[=N]', '[=C]', '[#C]', '[S]', '[P]'],
];

/** So many bonds has an atom at most, hydrogen among them. */
export const capacityOf = (element: string, charge: number): number =>
  BONDS[charge === 0 ? element : `${element}${signed(charge)}`] ?? OTHERS;

export const signed = (charge: number): string => (charge > 0 ? `+${charge}` : String(charge));

/** The number that symbols tell; one that is missing or no digit is 0. */
export const numberOf = (symbols: readonly (string | undefined)[]): number =>
  symbols.reduce((number, symbol) => number * DIGITS.length + Math.max(0, DIGITS.indexOf(symbol ?? '')), 0);

/** A number as symbols, at least one. */
export function digitsOf(number: number): string[] {
  const rest = Math.floor(number / DIGITS.length);
  return [...(rest > 0 ? digitsOf(rest) : []), DIGITS[number % DIGITS.length] ?? ''];
}
