import type { Mention, Word } from './words';

const BEGINS = ' begins';
const GOES_ON = ' goes on';
const OUTSIDE = 'no name';

/** The classes of words: outside of names, and for each type where a name of it begins and goes on (BIO; Ramshaw & Marcus 1995). */
export const tagClasses = (types: readonly string[]): string[] => [
  OUTSIDE,
  ...types.flatMap((type) => [type + BEGINS, type + GOES_ON]),
];

/** The class of each word. @throws RangeError for a mention whose type is no class */
export function tagsOf(words: readonly Word[], mentions: readonly Mention[], classes: readonly string[]): number[] {
  const tags = words.map(() => 0);
  for (const { from, to, type } of mentions)
    for (let at = from; at < to; at++) {
      const tag = classes.indexOf(type + (at === from ? BEGINS : GOES_ON));
      if (tag < 0) throw new RangeError(`“${type}” is none of the types`);
      tags[at] = tag;
    }
  return tags;
}

/** The mentions that tags tell. A name that goes on where none has begun begins there; its type is that of most of its words, the first counting for ties. */
export function mentionsOf(tags: readonly number[], classes: readonly string[]): Mention[] {
  const found: { from: number; to: number; types: string[] }[] = [];
  let open: { from: number; to: number; types: string[] } | undefined;
  for (const [at, tag] of tags.entries()) {
    const told = classes[tag] ?? OUTSIDE;
    const begins = told.endsWith(BEGINS);
    if (!begins && !told.endsWith(GOES_ON)) {
      open = undefined;
      continue;
    }
    const type = told.slice(0, -(begins ? BEGINS : GOES_ON).length);
    if (begins || !open) {
      open = { from: at, to: at + 1, types: [type] };
      found.push(open);
    } else {
      open.to = at + 1;
      open.types.push(type);
    }
  }
  return found.map(({ from, to, types }) => ({ from, to, type: commonest(types) }));
}

function commonest(types: readonly string[]): string {
  const count = (type: string) => types.filter((one) => one === type).length;
  return types.reduce((best, type) => (count(type) > count(best) ? type : best), types[0] ?? '');
}

const TURNED = ', turned';

/** The classes of pairs of names: nothing, and each relation from the first to the second and, turned, from the second to the first. */
export const pairClasses = (relations: readonly string[]): string[] => [
  'nothing',
  ...relations.flatMap((relation) => [relation, relation + TURNED]),
];

/** The class of a relation between the first and the second of a pair. */
export const pairClass = (relation: string, turned: boolean): string => relation + (turned ? TURNED : '');

/** The relation that a class stands for, and whether it goes from the second to the first; nothing for the first class. */
export const relationOf = (
  told: string,
  place: number,
): { readonly relation: string; readonly turned: boolean } | null =>
  place === 0
    ? null
    : told.endsWith(TURNED)
      ? { relation: told.slice(0, -TURNED.length), turned: true }
      : { relation: told, turned: false };
