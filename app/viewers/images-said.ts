import type { ImagesView } from '@/graph';

/** What stands under images, in words: each in turn, or, where all of a row are of one kind, one for each row. */
export function imagesSaid({
  captions,
  columns = 1,
  count,
}: Pick<ImagesView, 'captions' | 'columns' | 'count'>): string {
  const all = captions?.slice(0, count) ?? [];
  const isRow = columns > 1 && all.every((caption, index) => caption === all[index - (index % columns)]);
  if (!isRow || all.length <= columns) return all.join(', ');
  return `Row by row: ${all.filter((_, index) => index % columns === 0).join('; ')}`;
}
