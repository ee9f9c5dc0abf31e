import type { GraphDocument, GraphNode } from './document';
import { flatten } from './subgraph';

export const TRIGGER = 'flow.trigger';

/** The triggers of a graph, at every level, by their paths; those that are muted fire nothing. */
export const triggersOf = (document: GraphDocument): readonly (readonly [string, GraphNode])[] =>
  [...flatten(document).nodes].filter(([, { type, muted }]) => type === TRIGGER && !muted);
