import { entries } from '@/app/catalogue/entries';
import type { Rectangle } from '@/app/client/api';
import type { GraphDocument } from '@/graph';

/** A picture shows no more nodes than that. */
const MOST = 400;

/** The nodes as rectangles in the hue of their phase, and which of them each one feeds: the picture on the home page. */
export function thumbnailOf({ nodes, wires }: Pick<GraphDocument, 'nodes' | 'wires'>): readonly Rectangle[] {
  const shown = nodes.slice(0, MOST);
  const places = new Map(shown.map(({ id }, place) => [id, place]));
  const fed = new Map<string, Set<number>>();
  for (const { from, to } of wires) {
    const place = places.get(to.node);
    if (place !== undefined) fed.set(from.node, (fed.get(from.node) ?? new Set()).add(place));
  }
  return shown.map(({ id, position, type }) => {
    const entry = entries.get(type);
    const feeds = fed.get(id);
    return {
      ...position,
      width: 208,
      height: entry?.vertical ? 80 : 120,
      ...(entry ? { phase: entry.phase } : {}),
      ...(feeds ? { feeds: [...feeds] } : {}),
    };
  });
}
