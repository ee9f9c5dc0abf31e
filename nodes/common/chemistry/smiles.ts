import { SMILES_TOKEN } from '@/ml/tokenizers/learn/smiles';

/** An atom as a SMILES string writes it. */
export interface WrittenAtom {
  readonly symbol: string;
  /** In small letters. */
  readonly aromatic: boolean;
  /** In square brackets, with its charge and its hydrogens. */
  readonly bracket: boolean;
  /** As brackets tell them. */
  readonly hydrogens: number;
}

export type WrittenMolecule =
  | { readonly ok: true; readonly atoms: readonly WrittenAtom[] }
  | { readonly ok: false; readonly why: string };

const TOKENS = new RegExp(SMILES_TOKEN, 'gu');
const BOND = /^[-=#$:~/\\]$/u;
const RING = /^(%\d\d|\d)$/u;
const BRACKET = /^\[\d*(\*|[A-Z][a-z]?|[a-z][a-z]?)@{0,2}(H\d*)?[^\]]*\]$/u;

/**
 * Reads how a SMILES string is written (Weininger 1988; OpenSMILES 3): its atoms in order, and whether branches and rings come to an end. What the atoms may
 * do is for chemistry to say. The reason of a failure names an atom by its place among all atoms.
 */
export function readWriting(text: string): WrittenMolecule {
  const atoms: WrittenAtom[] = [];
  const branches: number[] = [];
  const rings = new Map<string, number>();
  const bound = new Set<string>();
  /** The atom that the next one is bound to. */
  let last = -1;
  let bond = '';
  let read = 0;
  const name = (atom: number) => nameOf(atoms, atom);
  const no = (why: string): WrittenMolecule => ({ ok: false, why });
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (index !== read) break;
    read += token.length;
    if (token === '(') {
      if (last < 0) return no('a branch opens before the first atom.');
      if (bond) return no(`a bond behind ${name(last)} leads to a bracket, and belongs behind it.`);
      branches.push(last);
    } else if (token === ')') {
      const begin = branches.pop();
      if (begin === undefined) return no(`a branch closes behind ${name(last)} that was never opened.`);
      if (bond) return no(`the bond behind ${name(last)} leads nowhere.`);
      if (text[index - 1] === '(') return no(`the branch behind ${name(begin)} is empty.`);
      last = begin;
    } else if (RING.test(token)) {
      if (last < 0) return no('a ring number stands before the first atom.');
      const begin = rings.get(token);
      if (begin === last) return no(`ring ${token} leads from ${name(last)} to itself.`);
      if (begin === undefined) rings.set(token, last);
      else {
        if (bound.has(`${begin} ${last}`))
          return no(`ring ${token} binds ${name(begin)} and ${name(last)}, which are bound already.`);
        bound.add(`${begin} ${last}`);
        rings.delete(token);
      }
      bond = '';
    } else if (BOND.test(token)) {
      if (bond || last < 0)
        return no(last < 0 ? 'a bond stands before the first atom.' : `two bonds stand behind ${name(last)}.`);
      bond = token;
    } else if (token === '.') {
      if (bond || last < 0) return no('a dot parts two molecules, and one of them is missing.');
      last = -1;
    } else {
      const atom = atomOf(token);
      if (!atom) return no(`“${token}” stands for no atom.`);
      atoms.push(atom);
      bound.add(`${last} ${atoms.length - 1}`);
      last = atoms.length - 1;
      bond = '';
    }
  }
  if (read < text.length)
    return no(`“${[...text.slice(read)][0]}” at place ${read + 1} stands for no atom and no bond.`);
  if (atoms.length === 0) return no('nothing is written.');
  const [open, ring] = [branches.pop(), [...rings][0]];
  if (bond) return no(`the bond behind ${name(last)} leads nowhere.`);
  if (open !== undefined) return no(`the branch behind ${name(open)} is never closed.`);
  if (ring) return no(`ring ${ring[0].replace('%', '')} opens at ${name(ring[1])} and is never closed.`);
  return { ok: true, atoms };
}

function atomOf(token: string): WrittenAtom | null {
  const bracket = token.startsWith('[');
  const [, symbol, hydrogen] = (bracket ? BRACKET : /^([A-Z][a-z]?|[bcnops]|\*)$/u).exec(token) ?? [];
  if (!symbol) return null;
  const hydrogens = hydrogen === undefined ? 0 : Number(hydrogen.slice(1) || 1);
  return { symbol, aromatic: /^[a-z]/u.test(symbol), bracket, hydrogens };
}

/** `carbon 3`: what it is, and the how-manieth of all atoms. */
const nameOf = (atoms: readonly WrittenAtom[], atom: number): string =>
  `${elementName(atoms[atom]?.symbol ?? '?')} ${atom + 1}`;

/** `carbon` for C, and for c; the symbol itself of elements that are rare in molecules. */
export function elementName(symbol: string): string {
  const element = symbol.charAt(0).toUpperCase() + symbol.slice(1);
  return ELEMENTS[element] ?? element;
}

const ELEMENTS: Readonly<Record<string, string>> = {
  H: 'hydrogen',
  B: 'boron',
  C: 'carbon',
  N: 'nitrogen',
  O: 'oxygen',
  F: 'fluorine',
  Si: 'silicon',
  P: 'phosphorus',
  S: 'sulfur',
  Cl: 'chlorine',
  Se: 'selenium',
  Br: 'bromine',
  I: 'iodine',
};
