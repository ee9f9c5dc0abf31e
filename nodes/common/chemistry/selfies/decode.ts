import { capacityOf, numberOf, ORGANIC, signed } from './symbols';

const BRANCH = /^\[([=#]?)Branch([123])\]$/u;
const RING = /^\[(?:([=#]?)|([-/\\])([-/\\]))Ring([123])\]$/u;
const ATOM = /^\[([=#/\\]?)(\d*)([A-Z][a-z]?)(@{0,2})((?:H\d)?)((?:[+-][1-9]+)?)\]$/u;
const SYMBOL = /\[[^\]]*\]/gu;

interface Bond {
  readonly to: number;
  order: number;
  /** `/` or `\`, or nothing. */
  readonly stereo: string;
  readonly ring: boolean;
}
interface Atom {
  /** As SMILES writes it. */
  readonly text: string;
  readonly capacity: number;
  bound: number;
  /** Those that SMILES writes behind it, in order. */
  readonly bonds: Bond[];
}
interface Ring {
  readonly from: number;
  readonly to: number;
  readonly order: number;
  readonly stereo: readonly [from: string, to: string];
}

export type Decoded = { readonly ok: true; readonly smiles: string } | { readonly ok: false; readonly why: string };

/**
 * The SMILES string that a SELFIES string stands for (Krenn et al. 2020, table 1, in the form of Lo et al. 2023, section 3): symbol by symbol, an atom is bound as strongly as
 * it and the one before still can be, so that whatever symbols stand there, no atom has too many bonds. Equal to what the published library writes.
 */
export function decodeSelfies(text: string): Decoded {
  const atoms: Atom[] = [];
  const roots: number[] = [];
  const rings: Ring[] = [];
  try {
    for (const part of text.trim().split('.')) {
      if (part.replaceAll(SYMBOL, '') !== '')
        return { ok: false, why: 'it is no SELFIES: each symbol stands in square brackets.' };
      const symbols = (part.match(SYMBOL) ?? []).filter((symbol) => symbol !== '[nop]');
      derive({ atoms, roots, rings, symbols, at: 0 }, Number.POSITIVE_INFINITY, 0, -1);
    }
  } catch (thrown) {
    if (thrown instanceof UnknownSymbol) return { ok: false, why: thrown.message };
    throw thrown;
  }
  if (atoms.length === 0) return { ok: false, why: 'nothing is written.' };
  closeRings(atoms, rings);
  return { ok: true, smiles: writeSmiles(atoms, roots) };
}

class UnknownSymbol extends Error {
  constructor(symbol: string) {
    super(`“${symbol.slice(0, 40)}” is no symbol of SELFIES.`);
  }
}

interface Reading {
  readonly atoms: Atom[];
  readonly roots: number[];
  readonly rings: Ring[];
  readonly symbols: readonly string[];
  /** The symbol that is read next. */
  at: number;
}

/** Derives at most `most` symbols behind the atom `last`, which can have `free` bonds more; 0 is a new molecule. */
function derive(reading: Reading, most: number, free: number, last: number): void {
  const { atoms, roots, rings, symbols } = reading;
  const end = Math.min(symbols.length, reading.at + most);
  let state: number | null = free;
  let before = last;
  const number = (digits: number): number => {
    const read = Array.from({ length: digits }, (_, digit) => symbols[reading.at + digit]);
    reading.at = Math.min(symbols.length, reading.at + digits);
    return numberOf(read);
  };
  while (state !== null && reading.at < end) {
    const symbol = symbols[reading.at] ?? '';
    reading.at += 1;
    const branch = BRANCH.exec(symbol);
    const ring = RING.exec(symbol);
    if (branch) {
      if (state <= 1) continue;
      const begin = Math.min(state - 1, orderOf(branch[1]));
      derive(reading, number(Number(branch[2])) + 1, begin, before);
      state -= begin;
    } else if (ring) {
      const [, bond, from = '', to = '', digits] = ring;
      if (from === '-' && to === '-') throw new UnknownSymbol(symbol);
      if (state === 0) continue;
      const order = Math.min(state, orderOf(bond));
      const other = Math.max(0, before - number(Number(digits)) - 1);
      rings.push({ from: other, to: before, order, stereo: [from, to] });
      state = state - order || null;
    } else if (symbol.includes('eps')) {
      state = state === 0 ? 0 : null;
    } else {
      const { bond, text, capacity } = atomOf(symbol);
      const order = Math.min(state === 0 ? 0 : orderOf(bond), state, capacity);
      if (order > 0 || state === 0) {
        const index = atoms.push({ text, capacity, bound: 0, bonds: [] }) - 1;
        if (order > 0) bind(atoms, before, index, order, '/\\'.includes(bond) ? bond : '');
        else roots.push(index);
        before = index;
      }
      state = capacity - order || null;
    }
  }
  // What a branch has no room for is passed over.
  if (Number.isFinite(most)) reading.at = Math.max(reading.at, end);
}

const orderOf = (bond = ''): number => ({ '=': 2, '#': 3 })[bond] ?? 1;

function atomOf(symbol: string): { readonly bond: string; readonly text: string; readonly capacity: number } {
  const [, bond = '', isotope = '', element = '', turn = '', hydrogens = '', charged = ''] = ATOM.exec(symbol) ?? [];
  if (element === '') throw new UnknownSymbol(symbol);
  const plain = symbol.slice(1 + bond.length, -1);
  if (ORGANIC.has(plain)) return { bond, text: plain, capacity: capacityOf(element, 0) };
  const [count, charge] = [Number(hydrogens.slice(1)), Number(charged)];
  const capacity = capacityOf(element, charge) - count;
  if (capacity < 0) throw new UnknownSymbol(symbol);
  const bare = isotope === '' && turn === '' && charge === 0 && ORGANIC.has(element);
  const told = count > 0 ? `H${count}` : bare ? 'H0' : '';
  return { bond, text: `[${isotope}${element}${turn}${told}${charge === 0 ? '' : signed(charge)}]`, capacity };
}

function bind(atoms: readonly Atom[], from: number, to: number, order: number, stereo: string): void {
  atoms[from]?.bonds.push({ to, order, stereo, ring: false });
  count(atoms, [from, to], order);
}

function count(atoms: readonly Atom[], ends: readonly number[], order: number): void {
  for (const end of ends) {
    const atom = atoms[end];
    if (atom) atom.bound += order;
  }
}

/** Rings are closed last, as far as both ends can have more bonds. */
function closeRings(atoms: readonly Atom[], rings: readonly Ring[]): void {
  const made = atoms.map(() => 0);
  for (const { from, to, order: wanted, stereo } of rings) {
    const [left, right] = [atoms[from], atoms[to]];
    if (from === to || !left || !right) continue;
    const order = Math.min(wanted, left.capacity - left.bound, right.capacity - right.bound);
    if (order <= 0) continue;
    const there = [...left.bonds.filter((bond) => bond.to === to), ...right.bonds.filter((bond) => bond.to === from)];
    const [first] = there;
    if (first) {
      const raised = Math.min(3, first.order + order);
      count(atoms, [from, to], raised - first.order);
      for (const bond of there) bond.order = raised;
      continue;
    }
    left.bonds.splice(made[from] ?? 0, 0, { to, order, stereo: stereo[0], ring: true });
    right.bonds.splice(made[to] ?? 0, 0, { to: from, order, stereo: stereo[1], ring: true });
    for (const end of [from, to]) made[end] = (made[end] ?? 0) + 1;
    count(atoms, [from, to], order);
  }
}

function writeSmiles(atoms: readonly Atom[], roots: readonly number[]): string {
  const numbers = new Map<string, number>();
  const numberOfRing = (a: number, b: number): string => {
    const ends = a < b ? `${a} ${b}` : `${b} ${a}`;
    const number = numbers.get(ends) ?? numbers.size + 1;
    numbers.set(ends, number);
    return number < 10 ? String(number) : `%${number}`;
  };
  const write = (index: number): string => {
    const { text = '', bonds = [] } = atoms[index] ?? {};
    return bonds.reduce((written, bond, place) => {
      const sign = bond.order === 1 ? bond.stereo.replace('-', '') : bond.order === 2 ? '=' : '#';
      if (bond.ring) return `${written}${sign}${numberOfRing(index, bond.to)}`;
      const behind = `${sign}${write(bond.to)}`;
      return place < bonds.length - 1 ? `${written}(${behind})` : `${written}${behind}`;
    }, text);
  };
  return roots.map(write).join('.');
}
