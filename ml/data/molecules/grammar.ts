import type { Random } from '../../random';
import { carries, RINGS, type RingPlan, SECOND, sizeOf } from './rings';

/** What molecules of the grammar are like. */
export interface MoleculeRules {
  /** Atoms other than hydrogen. */
  readonly atoms: readonly [least: number, most: number];
  /** Rings in a molecule, at most. */
  readonly rings: number;
  /** Nitro groups, carboxylates and ammonium among the groups. */
  readonly charges: boolean;
}

/**
 * Molecules by a grammar that respects valences, each as a SMILES string (Weininger 1988), without end and with repetitions: a group is an atom or a ring with
 * one bond left for what it stands on, and as many further groups as its other bonds allow. Heteroatoms are not bound to each other, halogens stand on
 * carbon alone.
 */
export function* writeMolecules(
  random: Random,
  { atoms: [least, most], rings, charges }: MoleculeRules,
): Generator<string> {
  for (;;) {
    const room = least + random.int(most - least + 1);
    const growing: Growing = { random, charges, rings, open: 0 };
    const { text, size } = group(growing, room, 'nothing');
    if (size >= least) yield text;
  }
}

interface Growing {
  readonly random: Random;
  readonly charges: boolean;
  /** That may still be made. */
  rings: number;
  /** That are being written: the next one takes the number after. */
  open: number;
}

/** What a group stands on. */
type On = 'nothing' | 'carbon' | 'aromatic' | 'hetero';

interface Written {
  readonly text: string;
  readonly size: number;
}

interface Production {
  readonly weight: number;
  readonly size: number;
  /** Elsewhere it is not drawn. */
  readonly on: readonly On[];
  readonly charged?: true;
  readonly write: (growing: Growing, room: number) => Written;
}

const ANYWHERE: readonly On[] = ['nothing', 'carbon', 'aromatic', 'hetero'];
const ON_CARBON: readonly On[] = ['carbon', 'aromatic'];

/** Without further groups. */
const leaf = (weight: number, size: number, text: string, on = ON_CARBON): Production => ({
  ...{ weight, size, on },
  write: () => ({ text, size }),
});
/** With up to so many groups behind it, and at least so many. */
const stem = (
  weight: number,
  size: number,
  text: string,
  [least, most]: readonly [number, number],
  child: On,
  on: readonly On[],
): Production => ({
  ...{ weight, size: size + least, on },
  write: (growing, room) => {
    const rest = groups(growing, room - size, most, child);
    return { text: text + rest.text, size: size + rest.size };
  },
});

const PRODUCTIONS: readonly Production[] = [
  stem(9, 1, 'C', [0, 3], 'carbon', ANYWHERE),
  stem(4, 1, 'O', [0, 1], 'hetero', [...ON_CARBON, 'nothing']),
  stem(4, 1, 'N', [0, 2], 'hetero', [...ON_CARBON, 'nothing']),
  stem(1, 1, 'S', [0, 1], 'hetero', ON_CARBON),
  stem(5, 2, 'C(=O)', [0, 1], 'carbon', ANYWHERE),
  stem(1.5, 2, 'C=C', [0, 2], 'carbon', ON_CARBON),
  stem(0.7, 2, 'C#C', [0, 1], 'carbon', ON_CARBON),
  stem(1, 3, 'S(=O)(=O)', [1, 1], 'hetero', [...ON_CARBON, 'hetero']),
  leaf(2, 1, 'F'),
  leaf(2, 1, 'Cl'),
  leaf(0.7, 1, 'Br'),
  leaf(1.2, 2, 'C#N'),
  leaf(1, 4, 'C(F)(F)F', [...ON_CARBON]),
  { ...leaf(1.5, 3, '[N+](=O)[O-]'), charged: true },
  { ...leaf(1.5, 3, 'C(=O)[O-]'), charged: true },
  { ...leaf(1, 1, '[NH3+]', ['carbon']), charged: true },
];

/** How often a ring is drawn, beside the productions. */
const RING_WEIGHT = 14;

function group(growing: Growing, room: number, on: On): Written {
  const { random, charges } = growing;
  const rings = growing.rings > 0 ? RINGS.filter((ring) => fits(ring, room, on)) : [];
  const open = PRODUCTIONS.filter(
    ({ size, on: places, charged }) => size <= room && places.includes(on) && (charges || !charged),
  );
  const ringWeight = rings.length > 0 ? RING_WEIGHT : 0;
  const chosen = drawn(random, [...open.map(({ weight }) => weight), ringWeight]);
  const production = open[chosen];
  if (production) return production.write(growing, room);
  const plan =
    rings[
      drawn(
        random,
        rings.map(({ weight }) => weight),
      )
    ];
  return plan ? ringOf(growing, plan, room, on) : { text: 'C', size: 1 };
}

/** Nitrogen of a ring stands on carbon alone, as any heteroatom; one in an aromatic ring stands on something, or it has a bond too few. */
const fits = (ring: RingPlan, room: number, on: On): boolean => {
  if (sizeOf(ring) > room) return false;
  if (!ring.turns && ring.atoms[0] === 'n') return ON_CARBON.includes(on);
  return on !== 'hetero' || ring.atoms.some((atom) => atom === 'c' || atom === 'C');
};

/** Up to so many groups that share a room: all but the last stand in brackets. */
function groups(growing: Growing, room: number, most: number, on: On): Written {
  const { random } = growing;
  let left = room;
  const made: Written[] = [];
  while (left > 0 && made.length < most && (made.length === 0 || random.next() < 0.5)) {
    const part = made.length + 1 === most ? left : Math.max(1, Math.ceil(left * (0.3 + 0.7 * random.next())));
    const one = group(growing, part, on);
    made.push(one);
    left -= one.size;
  }
  // The longest goes on the chain.
  made.sort((a, b) => a.size - b.size);
  return {
    text: made.map(({ text }, place) => (place === made.length - 1 ? text : `(${text})`)).join(''),
    size: room - left,
  };
}

/** The share of atoms of a ring that carry a group, while there is room. */
const SUBSTITUTED = 0.4;

function ringOf(growing: Growing, { atoms, turns }: RingPlan, room: number, on: On): Written {
  const { random } = growing;
  growing.rings -= 1;
  const begins = atoms.flatMap((atom, place) =>
    (turns ? carries(atom) && !(on === 'hetero' && atom === 'N') : place === 0) ? [place] : [],
  );
  const begin = begins[random.int(begins.length)] ?? 0;
  const along = [...atoms.slice(begin), ...atoms.slice(0, begin)];
  const [own, second] = [growing.open + 1, growing.open + 2];
  growing.open += atoms.some((atom) => atom.endsWith(SECOND)) ? 2 : 1;
  const number = growing.open;
  let left = room - sizeOf({ atoms, turns, weight: 1 });
  const parts = along.map((atom, place) => {
    const mark = place === 0 || place === along.length - 1 ? String(own) : '';
    // The number of a ring stands behind its atom, before what the atom has in brackets.
    const [symbol = '', oxo = ''] = atom.endsWith('(=O)') ? [atom.slice(0, -4), '(=O)'] : [atom.replace(SECOND, '')];
    const marks = mark + (atom.endsWith(SECOND) ? String(second) : '');
    if (place === 0 || left === 0 || !carries(atom) || random.next() > SUBSTITUTED) return symbol + marks + oxo;
    const child = group(
      growing,
      Math.max(1, Math.ceil(left * random.next())),
      atom === 'N' ? 'hetero' : atom === 'c' ? 'aromatic' : 'carbon',
    );
    left -= child.size;
    return `${symbol}${marks}${oxo}(${child.text})`;
  });
  growing.open = number - (atoms.some((atom) => atom.endsWith(SECOND)) ? 2 : 1);
  return { text: parts.join(''), size: room - left };
}

/** The place of one of the weights, by chance in their proportion. */
function drawn(random: Random, weights: readonly number[]): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [place, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return place;
  }
  return Math.max(0, weights.length - 1);
}
