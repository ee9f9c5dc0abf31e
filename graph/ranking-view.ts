import { imagesThatFit, imagesView } from './examples-view';
import type { Ranked, Ranking } from './kinds';
import { type RankingView, VIEW_LIMITS } from './view';

/** Queries that are shown, and of each what was found. */
const SMALL = { queries: 3, found: 4 };
const LARGE = { queries: 24, found: 10 };
const CHARACTERS = 200;

/** What can be seen of a ranking: so many queries from `offset` on, each with what was found, best first, as far as there is room for the pictures. */
export function rankingView({ shape, count, data, queries }: Ranking, large = false, offset = 0): RankingView {
  const most = large ? LARGE : SMALL;
  const [height = 1, width = 1] = shape;
  const room = shape.length === 3 ? imagesThatFit(shape, VIEW_LIMITS.pixels) : 0;
  /** Places of pictures in the view, by their places in the ranking. */
  const places = new Map<number, number>();
  const shown = ({ words, picture }: Ranked): RankingView['queries'][number]['asked'] => {
    const isNew = picture !== undefined && !places.has(picture);
    if (isNew && picture < count && places.size < room) places.set(picture, places.size);
    const place = picture === undefined ? undefined : places.get(picture);
    return {
      ...(words !== undefined && { words: words.slice(0, CHARACTERS) }),
      ...(place !== undefined && { picture: place }),
    };
  };
  const rows = queries.slice(offset, offset + most.queries).map(({ asked, found }) => ({
    asked: shown(asked),
    found: found.slice(0, most.found).map(({ score, right, ...one }) => ({
      ...shown(one),
      ...(score !== undefined && { score }),
      ...(right !== undefined && { right }),
    })),
  }));
  const size = data.length / Math.max(1, count);
  const pictures = new Float32Array(places.size * size);
  for (const [picture, place] of places)
    pictures.set(data.subarray(picture * size, (picture + 1) * size), place * size);
  return {
    view: 'ranking',
    count: queries.length,
    queries: rows,
    pictures:
      places.size > 0
        ? { ...imagesView({ shape, count: places.size, data: pictures }, { columns: 1 }) }
        : { view: 'images', width, height, channels: 3, count: 0, pixels: '' },
  };
}
