import type { Entity, Triples } from '@/graph';
import { editDistance } from '@/ml/metrics/text/edit-distance';

export interface MatchOptions {
  readonly initials: boolean;
  readonly letters: number;
  readonly shortest: number;
  readonly types: boolean;
}

/** Two entities that are likely one. */
export interface Match {
  readonly a: number;
  readonly b: number;
  readonly reason: string;
  /** Letters apart; the less, the surer. */
  readonly distance: number;
}

/** What is left of a name without case, accents and signs. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Pairs of entities that one of the rules takes for one, the surest first. Only names that begin or end alike are compared. */
export function matchesOf({ entities, triples }: Triples, options: MatchOptions): Match[] {
  const names = entities.map(({ name }) => plainName(name));
  const joined = new Set(triples.flatMap(({ subject, object }) => [`${subject} ${object}`, `${object} ${subject}`]));
  const found = new Map<string, Match>();
  const compare = (first: number, second: number) => {
    const [a, b] = first < second ? [first, second] : [second, first];
    const key = `${a} ${b}`;
    if (a === b || found.has(key) || joined.has(key) || !mayBeOne(entities[a], entities[b], options)) return;
    const match = compared(names[a] ?? '', names[b] ?? '', options);
    if (match) found.set(key, { a, b, ...match });
  };
  for (const block of blocksOf(names))
    for (const [at, a] of block.entries()) for (const b of block.slice(at + 1)) compare(a, b);
  // An initial that could stand for two stands for neither.
  const owners = new Map<number, Set<string>>();
  const all = [...found.values()];
  for (const { a, b, reason } of all)
    if (reason.startsWith(INITIAL)) {
      const [short, whole] = isShort(names[a] ?? '') ? [a, b] : [b, a];
      owners.set(short, (owners.get(short) ?? new Set()).add(names[whole] ?? ''));
    }
  return all
    .filter(
      ({ a, b, reason }) =>
        !reason.startsWith(INITIAL) || Math.max(owners.get(a)?.size ?? 0, owners.get(b)?.size ?? 0) < 2,
    )
    .sort((one, other) => one.distance - other.distance);
}

const INITIAL = 'an initial';

function mayBeOne(a: Entity | undefined, b: Entity | undefined, { types }: MatchOptions): boolean {
  if (!a || !b || a.type === 'value' || b.type === 'value') return false;
  return !types || a.type === undefined || b.type === undefined || a.type === b.type;
}

/** Entities that share the first letters or the last word of their names. */
function blocksOf(names: readonly string[]): number[][] {
  const blocks = new Map<string, number[]>();
  const add = (key: string, place: number) => blocks.set(key, [...(blocks.get(key) ?? []), place]);
  for (const [place, name] of names.entries()) {
    add(`begins ${name.slice(0, 2)}`, place);
    add(`ends ${name.split(' ').at(-1)}`, place);
  }
  return [...blocks.values()];
}

function compared(a: string, b: string, { initials, letters, shortest }: MatchOptions) {
  if (a === b) return { reason: 'the same but for case and signs', distance: 0 };
  if (initials && isInitialOf(a, b)) return { reason: `${INITIAL} stands for the name`, distance: 0.5 };
  if (letters === 0 || Math.min(a.length, b.length) < shortest || Math.abs(a.length - b.length) > letters) return null;
  const distance = editDistance([...a], [...b]);
  return distance > letters ? null : { reason: `${distance} ${distance === 1 ? 'letter' : 'letters'} apart`, distance };
}

const isShort = (name: string): boolean => name.split(' ')[0]?.length === 1;

/** Whether one is the other with its first word as an initial. */
function isInitialOf(a: string, b: string): boolean {
  const [first, second] = [a.split(' '), b.split(' ')];
  if (first.length !== second.length || first.length < 2 || isShort(a) === isShort(b)) return false;
  return first.slice(1).join(' ') === second.slice(1).join(' ') && a.charAt(0) === b.charAt(0);
}
