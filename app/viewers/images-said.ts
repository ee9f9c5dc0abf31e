import type { ImagesView } from '@/graph';

/** How words begin that say one caption for each row. */
export const ROWS = 'Row by row: ';

/** What stands under images, in words: each in turn, or, where all of a row are of one kind, one for each row. */
export function imagesSaid({
  captions,
  columns = 1,
  count,
}: Pick<ImagesView, 'captions' | 'columns' | 'count'>): string {
  const all = captions?.slice(0, count) ?? [];
  const isRow = columns > 1 && all.every((caption, index) => caption === all[index - (index % columns)]);
  if (!isRow || all.length <= columns) return all.join(', ');
  return `${ROWS}${all.filter((_, index) => index % columns === 0).join('; ')}`;
}

/** Captions of several words, a line for each row of images: so one finds whose they are. Null where one line says it better. */
export function captionLines(
  { captions, count }: Pick<ImagesView, 'captions' | 'count'>,
  columns: number,
): readonly string[] | null {
  const all = captions?.slice(0, count) ?? [];
  if (all.length <= columns || !all.some((caption) => /\s/.test(caption.trim()))) return null;
  return Array.from({ length: Math.ceil(all.length / columns) }, (_, row) =>
    all.slice(row * columns, (row + 1) * columns).join(' · '),
  );
}
