import { GenloomError, type Molecule, type Molecules, type RefusedMolecule, type RunContext } from '@/graph';
import type { ReadMolecule } from './read';

/** More are not kept in one value. */
const MOST = 100_000;
/** Molecules that are read between two breaths. */
const STRIDE = 50;

/** What a file tells of a molecule besides itself. */
export type Told = Pick<Molecule, 'name' | 'values' | 'molfile'>;

/**
 * Reads molecules one after the other, and keeps what is none with its reason.
 * @param read one of them; `said` is what a library said of one that is none, for who looks closer
 * @param fix what helps where none is possible
 * @throws GenloomError `molecules.too-many`; `molecules.none` where none is possible
 */
export async function collect<Given>(
  given: readonly Given[],
  read: (one: Given) => ReadMolecule & { readonly told?: Told; readonly said?: string },
  { progress, breathe, log }: Pick<RunContext, 'progress' | 'breathe' | 'log'>,
  fix = 'Give a SMILES string a line, for instance CCO for alcohol.',
): Promise<Molecules> {
  if (given.length > MOST)
    throw new GenloomError({
      code: 'molecules.too-many',
      title: `There are ${given.length.toLocaleString('en')} molecules; at most ${MOST.toLocaleString('en')} are read.`,
      fix: 'Use a part of them.',
    });
  const items: Molecule[] = [];
  const refused: RefusedMolecule[] = [];
  const said = new Set<string>();
  for (const [index, one] of given.entries()) {
    const found = read(one);
    if (found.ok) items.push({ ...found.molecule, ...found.told });
    else {
      refused.push(found.refused);
      if (found.said !== undefined && said.size < 10) said.add(found.said);
    }
    if (index % STRIDE === STRIDE - 1) {
      progress({ done: index + 1, total: given.length, message: 'reading molecules' });
      await breathe();
    }
  }
  const [first] = refused;
  if (items.length === 0)
    throw new GenloomError({
      code: 'molecules.none',
      title: 'None of these stands for a possible molecule.',
      ...(first && { detail: `The first, “${first.text.slice(0, 80)}”: ${first.why}` }),
      ...(said.size > 0 && { particulars: [...said].map((text) => `The chemistry library: ${text}`) }),
      fix,
    });
  if (first)
    log(
      'warning',
      `${refused.length.toLocaleString('en')} of ${given.length.toLocaleString('en')} stand for no possible molecule and are left out. The first, “${first.text.slice(0, 80)}”: ${first.why}`,
    );
  return { items, refused };
}
