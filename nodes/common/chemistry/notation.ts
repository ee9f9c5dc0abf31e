import type { Notation } from '../molecule-notation';
import { type ReadMolecule, readSmiles } from './read';
import { decodeSelfies } from './selfies/decode';

/** A longer string is of more atoms than one molecule that is drawn. */
const LONGEST = 6_000;

/** How a text in this notation is read as a molecule. */
export const readerOf = (notation: Notation): ((text: string) => ReadMolecule) =>
  notation === 'selfies' ? readSelfies : readSmiles;

/** Reads a SELFIES string: first as SMILES, then as a molecule. What is refused keeps its own text. */
function readSelfies(text: string): ReadMolecule {
  const given = text.trim();
  const refuse = (why: string): ReadMolecule => ({ ok: false, refused: { text: given, why } });
  if (given.length > LONGEST)
    return refuse(`it has ${given.length.toLocaleString('en')} characters, and at most ${LONGEST} are read.`);
  const decoded = decodeSelfies(given);
  if (!decoded.ok) return refuse(decoded.why);
  const read = readSmiles(decoded.smiles);
  return read.ok ? read : refuse(read.refused.why);
}
