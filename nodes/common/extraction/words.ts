/** A word or a sign of a text, from its first code unit to behind its last. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+(?:[-.](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*|['’]s(?![\p{L}\p{N}])|\S/gu;

/** The words and signs of a text. Hyphens and dots within a word are part of it; the ’s of a possessive is not. */
export const wordsOf = (text: string): Word[] =>
  Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ text: word, start: index, end: index + word.length }));

/** Some words in a row that name an entity, from the first to behind the last. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  readonly type: string;
}

/** What a text says where a mention stands, with the spaces as they are. */
export const mentioned = (text: string, words: readonly Word[], { from, to }: Mention): string =>
  text.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0);

/** A name to look for. */
export interface Name {
  readonly name: string;
  readonly type: string;
}

/** Finds where known names stand, the longest first where they overlap, from left to right (maximal munch). */
export function nameFinder(
  names: readonly Name[],
): (words: readonly Word[]) => (Mention & { readonly name: number })[] {
  const byFirst = new Map<string, { readonly words: readonly string[]; readonly place: number }[]>();
  for (const [place, { name }] of names.entries()) {
    const words = wordsOf(name).map(({ text }) => text);
    const first = words[0];
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), { words, place }]);
  }
  for (const some of byFirst.values()) some.sort((a, b) => b.words.length - a.words.length);
  return (words) => {
    const found: (Mention & { readonly name: number })[] = [];
    for (let at = 0; at < words.length; at++) {
      const one = byFirst
        .get(words[at]?.text ?? '')
        ?.find((name) => name.words.every((word, index) => words[at + index]?.text === word));
      if (!one) continue;
      found.push({ from: at, to: at + one.words.length, type: names[one.place]?.type ?? '', name: one.place });
      at += one.words.length - 1;
    }
    return found;
  };
}
