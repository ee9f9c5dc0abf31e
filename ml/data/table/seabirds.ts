import { createRandom, type Random } from '../../random';
import type { Cell, Table } from './table';

interface Species {
  readonly name: string;
  readonly share: number;
  /** Of a middling bird: bill length, bill depth and wing in mm, mass in g. */
  readonly measures: readonly [number, number, number, number];
  /** How its birds are shared out among the islands. */
  readonly islands: readonly [number, number, number];
}

/** Roughly as field guides have them. */
const SPECIES: readonly Species[] = [
  { name: 'guillemot', share: 0.45, measures: [46.5, 13.2, 202, 905], islands: [0.55, 0.3, 0.15] },
  { name: 'puffin', share: 0.35, measures: [29.5, 35.6, 161, 392], islands: [0.1, 0.3, 0.6] },
  { name: 'razorbill', share: 0.2, measures: [33.4, 21.4, 199, 622], islands: [0.35, 0.5, 0.15] },
];
const ISLANDS = ['North Skerry', 'Gull Rock', 'Long Island'] as const;
const YEARS = [2021, 2022, 2023] as const;
/** Of a measure, as a share of it: how birds of one species and sex differ. */
const SPREAD = [0.045, 0.05, 0.022, 0.075] as const;
/** How much of that is the bird’s size as a whole, which makes its measures go together. */
const SIZE = [0.5, 0.55, 0.65, 0.8] as const;
/** How much larger males are. */
const MALE = [1.06, 1.075, 1.02, 1.09] as const;

/**
 * A table of seabirds that never lived, from a seed: mixed columns that hang together as those of a field study do. The species decides the island and
 * the measures, measures grow together, males are larger, heavier birds breed; a few values are missing.
 */
export function makeSeabirds({ rows, seed }: { readonly rows: number; readonly seed: number | string }): Table {
  const random = createRandom(seed).split('seabirds');
  return {
    columns: [
      { name: 'species', kind: 'category', categories: SPECIES.map(({ name }) => name) },
      { name: 'island', kind: 'category', categories: [...ISLANDS].sort() },
      { name: 'bill_length_mm', kind: 'number' },
      { name: 'bill_depth_mm', kind: 'number' },
      { name: 'wing_length_mm', kind: 'whole' },
      { name: 'body_mass_g', kind: 'whole' },
      { name: 'sex', kind: 'category', categories: ['female', 'male'] },
      { name: 'breeding', kind: 'category', categories: ['no', 'yes'] },
      { name: 'year', kind: 'whole' },
    ],
    rows: Array.from({ length: rows }, () => seabird(random)),
  };
}

function seabird(random: Random): readonly Cell[] {
  const species = SPECIES[drawn(SPECIES, random, ({ share }) => share)];
  const island = ISLANDS[drawn(species?.islands ?? [1], random, (share) => share)] ?? null;
  const male = random.next() < 0.5;
  const size = random.normal();
  const [billLength = 0, billDepth = 0, wing = 0, mass = 0] = (species?.measures ?? []).map((middle, index) => {
    const own = random.normal();
    const whole = SIZE[index] ?? 0;
    const stray = whole * size + Math.sqrt(1 - whole ** 2) * own;
    return middle * (male ? (MALE[index] ?? 1) : 1) * (1 + (SPREAD[index] ?? 0) * stray);
  });
  const fit = mass / (species?.measures[3] ?? 1) - 1;
  const breeding = random.next() < 1 / (1 + Math.exp(-0.6 - 18 * fit));
  const year = YEARS[random.int(YEARS.length)] ?? null;
  const measured = random.next() >= 0.02;
  const sexed = random.next() >= 0.04;
  return [
    species?.name ?? null,
    island,
    measured ? Math.round(10 * billLength) / 10 : null,
    measured ? Math.round(10 * billDepth) / 10 : null,
    Math.round(wing),
    Math.round(mass / 5) * 5,
    sexed ? (male ? 'male' : 'female') : null,
    breeding ? 'yes' : 'no',
    year,
  ];
}

/** The place of one of them, each as likely as its share. */
function drawn<T>(among: readonly T[], random: Random, shareOf: (one: T) => number): number {
  let left = random.next();
  const place = among.findIndex((one) => {
    left -= shareOf(one);
    return left < 0;
  });
  return place < 0 ? among.length - 1 : place;
}
