import { Molecule as Chemistry } from 'openchemlib';
import { impliedHydrogens } from '../valence';
import { capacityOf, digitsOf, ORGANIC, signed } from './symbols';

interface Place {
  /** Its place in the order in which atoms are written. */
  readonly order: number;
  readonly rings: readonly { readonly to: number; readonly order: number }[];
  readonly next: readonly { readonly to: number; readonly order: number }[];
}

/**
 * A possible molecule, given as SMILES, as a SELFIES string (Krenn et al. 2020; Lo et al. 2023), atoms in the order in which they stand there. Aromatic rings are written with
 * single and double bonds, and handedness is left out. Null for one with an atom that has more bonds than the rules of SELFIES give it, as chlorine in perchlorate.
 */
export function encodeSelfies(smiles: string): string | null {
  const molecule = Chemistry.fromSmiles(smiles, { noCoordinates: true, noStereo: true });
  molecule.ensureHelperArrays(Chemistry.cHelperRings);
  const symbols = Array.from({ length: molecule.getAtoms() }, (_, atom) => symbolOf(molecule, atom));
  if (symbols.includes(null)) return null;
  const places = new Map<number, Place>();
  const parts: string[] = [];
  for (let atom = 0; atom < molecule.getAtoms(); atom++) {
    if (places.has(atom)) continue;
    visit(molecule, atom, -1, places, { next: places.size });
    parts.push(written(atom, '', symbols, places).join(''));
  }
  return parts.join('.');
}

/** The symbol of an atom without its bond and brackets; null where it has too many bonds. */
function symbolOf(molecule: Chemistry, atom: number): string | null {
  const [element, charge] = [molecule.getAtomLabel(atom), molecule.getAtomCharge(atom)];
  const [hydrogens, isotope] = [molecule.getAllHydrogens(atom), molecule.getAtomMass(atom)];
  const bonds = neighboursOf(molecule, atom).reduce((sum, { order }) => sum + order, 0);
  if (bonds + hydrogens > capacityOf(element, charge)) return null;
  if (isotope === 0 && charge === 0 && ORGANIC.has(element) && hydrogens === impliedHydrogens(element, bonds))
    return element;
  const bare = isotope === 0 && charge === 0 && ORGANIC.has(element);
  const told = hydrogens > 0 ? `H${hydrogens}` : bare ? 'H0' : '';
  return `${isotope || ''}${element}${told}${charge === 0 ? '' : signed(charge)}`;
}

const neighboursOf = (molecule: Chemistry, atom: number) =>
  Array.from({ length: molecule.getConnAtoms(atom) }, (_, at) => ({
    to: molecule.getConnAtom(atom, at),
    order: molecule.getConnBondOrder(atom, at),
  })).sort((a, b) => a.to - b.to);

/** Goes depth first through what hangs together; a bond to an atom that was visited before closes a ring there. */
function visit(
  molecule: Chemistry,
  atom: number,
  from: number,
  places: Map<number, Place>,
  counter: { next: number },
): void {
  const rings: { to: number; order: number }[] = [];
  const next: { to: number; order: number }[] = [];
  const own = counter.next++;
  places.set(atom, { order: own, rings, next });
  for (const neighbour of neighboursOf(molecule, atom)) {
    if (neighbour.to === from) continue;
    const there = places.get(neighbour.to);
    if (!there) {
      next.push(neighbour);
      visit(molecule, neighbour.to, atom, places, counter);
    } else if (there.order < own) rings.push({ to: there.order, order: neighbour.order });
  }
}

function written(
  atom: number,
  bond: string,
  symbols: readonly (string | null)[],
  places: ReadonlyMap<number, Place>,
): string[] {
  const { order = 0, rings = [], next = [] } = places.get(atom) ?? {};
  const all = [`[${bond}${symbols[atom] ?? ''}]`];
  for (const ring of rings) {
    const digits = digitsOf(order - ring.to - 1);
    all.push(`[${BOND[ring.order] ?? ''}Ring${digits.length}]`, ...digits);
  }
  for (const [place, { to, order: strength }] of next.entries()) {
    const sign = BOND[strength] ?? '';
    const behind = written(to, sign, symbols, places);
    if (place < next.length - 1) {
      const digits = digitsOf(behind.length - 1);
      all.push(`[${sign}Branch${digits.length}]`, ...digits);
    }
    all.push(...behind);
  }
  return all;
}

const BOND: readonly string[] = ['', '', '=', '#'];
