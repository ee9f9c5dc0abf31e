import type { Found, Hits, Passage } from './kinds';
import { type HitsView, VIEW_LIMITS } from './view';

/** Hits of one query that a card shows, and the characters of each. */
const SMALL = { found: 1, hits: 3, characters: 160 };
const LARGE = { found: 20, hits: 20, characters: 1_200 };

/** What can be seen of searches: so many from `offset` on, each with what was found, bounded. */
export function hitsView({ found }: Hits, large = false, offset = 0): HitsView {
  const most = large ? LARGE : SMALL;
  let left: number = 3 * VIEW_LIMITS.characters;
  const take = (text: string, length: number) => {
    const taken = text.slice(0, Math.max(0, Math.min(length, left)));
    left -= taken.length;
    return taken;
  };
  const shown = ({ query, hits, answer, cited }: Found): HitsView['found'][number] => ({
    query: take(query, 300),
    ...(answer !== undefined && { answer: take(answer, 4_000) }),
    hits: hits.slice(0, most.hits).flatMap(({ passage, score, byWords, byMeaning, matches }, place) => {
      if (left <= 0) return [];
      const text = take(passage.text, most.characters);
      return {
        source: sourceOf(passage),
        text,
        cut: text.length < passage.text.length,
        matches: matches.filter(([, end]) => end <= text.length),
        score,
        ...(byWords !== undefined && { byWords }),
        ...(byMeaning !== undefined && { byMeaning }),
        ...(cited?.includes(place + 1) && { cited: true as const }),
      };
    }),
  });
  return { view: 'hits', count: found.length, found: found.slice(offset, offset + most.found).map(shown) };
}

/** Where a passage comes from, as people read it: `Handbook, characters 1,200 to 1,840`. */
export const sourceOf = ({ title, start, end }: Passage): string =>
  `${title}, characters ${(start + 1).toLocaleString('en')} to ${end.toLocaleString('en')}`;
