/**
 * Rings by the atoms along them, each as it is written. `c` and `C` may carry a group, `N` too; a heteroatom of an aromatic ring, and a carbon that its ring
 * gives a double bond to oxygen, carries none.
 */
export interface RingPlan {
  readonly atoms: readonly string[];
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  /** It can be gone round from any of its atoms that carries a group; otherwise it begins where it is written to begin. */
  readonly turns: boolean;
}

/** Opens or closes the second ring of a pair that shares a bond. */
export const SECOND = '%';

const ring = (weight: number, atoms: string): RingPlan => ({ weight, atoms: atoms.split(' '), turns: true });
const fixed = (weight: number, atoms: string): RingPlan => ({ weight, atoms: atoms.split(' '), turns: false });

export const RINGS: readonly RingPlan[] = [
  ring(10, 'c c c c c c'),
  ring(4, 'c c c c c n'),
  ring(2, 'c c n c c n'),
  ring(2, 'c c c n c n'),
  ring(2, 'c c c c o'),
  ring(2, 'c c c c s'),
  ring(2, 'c c c c [nH]'),
  ring(1.5, 'c c n c [nH]'),
  ring(1.5, 'c c n c s'),
  ring(1.5, 'c c n c o'),
  fixed(1, 'n c c c c'),
  fixed(1, 'n c c n c'),
  ring(2, 'C C C'),
  ring(1, 'C C C C'),
  ring(2, 'C C C C C'),
  ring(3, 'C C C C C C'),
  ring(2, 'C C C C N'),
  ring(3, 'C C C C C N'),
  ring(2, 'C C N C C N'),
  ring(2, 'C C O C C N'),
  ring(1.5, 'C C C C O'),
  ring(1.5, 'C C C C C O'),
  ring(1, 'N C(=O) C C C'),
  fixed(2, `c c c c${SECOND} c c c c c${SECOND} c`),
  fixed(1.5, `c c [nH] c${SECOND} c c c c c${SECOND}`),
  fixed(1, `c c c c${SECOND} n c c c c${SECOND} c`),
  fixed(1, `c c o c${SECOND} c c c c c${SECOND}`),
];

/** Heavy atoms of a ring. */
export const sizeOf = ({ atoms }: RingPlan): number =>
  atoms.reduce((sum, atom) => sum + (atom.includes('=O') ? 2 : 1), 0);

/** Whether a group can stand on this atom of a ring, beside its neighbours in it. */
export const carries = (atom: string): boolean => atom === 'c' || atom === 'C' || atom === 'N';
