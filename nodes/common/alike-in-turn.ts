import type { Examples } from '@/graph';

/** As many of a kind stand in a row, at most. */
const MOST_COLUMNS = 12;

/** How many of the same caption, or else class, stand next to each other, where that is as many throughout: those were asked for together, and a row shows them. */
export function alikeInTurn({ captions, labels }: Pick<Examples, 'captions' | 'labels'>): number | undefined {
  const kinds: ArrayLike<string | number> = captions ?? labels ?? [];
  const count = kinds.length;
  const alike = Array.from(kinds).findIndex((kind) => kind !== kinds[0]);
  const isRows = Array.from(kinds).every((kind, index) => kind === kinds[index - (index % alike)]);
  return alike > 1 && alike <= MOST_COLUMNS && count % alike === 0 && isRows ? alike : undefined;
}
