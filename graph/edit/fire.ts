// Loaded with what fires: `graph/index.ts` leaves it out, so that no page has it from the beginning.
import type { GraphDocument } from '../document';
import { GenloomError } from '../errors';
import { reach } from '../reach';
import { flatten, INSIDE } from '../subgraph';
import { TRIGGER, triggersOf } from '../triggers';
import { batch } from './build';
import type { Edit } from './edit';
import { setParamsInsideEdit } from './expose';

/**
 * Fires a trigger: the moment and the count become settings of it, and so part of its key. Whatever stands behind it is computed anew, and nothing else.
 * @param time ISO 8601
 * @returns an edit of the whole graph
 * @throws GenloomError `trigger.none` where the path leads to none
 */
export function fireEdit(document: GraphDocument, path: string, time: string): Edit {
  const node = flatten(document).nodes.get(path);
  if (node?.type !== TRIGGER)
    throw new GenloomError({ code: 'trigger.none', title: 'There is no trigger here any more.' });
  const { count } = node.params;
  const parts = path.split(INSIDE);
  return setParamsInsideEdit(document, parts.slice(0, -1), parts.at(-1) ?? '', {
    firedAt: time,
    count: (typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : 0) + 1,
  });
}

/** Fires all triggers of a graph at one moment. */
export const fireAllEdit = (document: GraphDocument, time: string): Edit =>
  batch(triggersOf(document).map(([path]) => fireEdit(document, path, time)));

/** What a firing runs: the last nodes behind a trigger, or itself where it leads nowhere; of one in a node that runs its own graph, that node stands for it. */
export function behindTrigger(document: GraphDocument, path: string): readonly string[] {
  const { document: flat } = flatten(document);
  const runner = flat.nodes.find(({ id }) => id === path || path.startsWith(id + INSIDE));
  if (!runner) return [];
  const behind = reach(flat.wires, [runner.id], 'forwards');
  const last = [...behind].filter((id) => !flat.wires.some(({ from }) => from.node === id));
  return last.length > 0 ? last : [runner.id];
}
