import { type Episodes, VIEW_LIMITS } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** Recorded episodes as JSON. */
export const episodes: Codec<Episodes> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: ({ world, episodes: all }, { large }) => ({
    view: 'episodes',
    world,
    // Inside a node one is enough; with room all are shown, each from its beginning, as far as a view may be large.
    episodes: (large ? all : all.slice(0, 1)).map((one) => ({
      ...one,
      moments: one.moments.slice(0, VIEW_LIMITS.moments),
    })),
  }),
};
