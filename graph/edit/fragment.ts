import { type GraphDocument, type Group, type Note, parseDocument } from '../document';
import { GenloomError } from '../errors';
import * as z from '../zod';
import { batch, freshId } from './build';
import type { Edit } from './edit';
import { broughtInto } from './set-by';

/** A part of a graph on the clipboard: JSON text that another tab, or an e-mail, can carry. */
export interface Fragment {
  readonly format: 'genloom/fragment';
  readonly document: GraphDocument;
}

/** The selected nodes and notes with the wires between them and the groups that lie wholly inside. */
export function fragmentOf(document: GraphDocument, ids: ReadonlySet<string>): Fragment {
  const nodes = document.nodes.filter((node) => ids.has(node.id));
  const taken = new Set(nodes.map((node) => node.id));
  return {
    format: 'genloom/fragment',
    document: {
      ...document,
      nodes,
      wires: document.wires.filter((wire) => taken.has(wire.from.node) && taken.has(wire.to.node)),
      groups: document.groups.filter((group) => group.nodes.length > 0 && group.nodes.every((id) => taken.has(id))),
      notes: document.notes.filter((note) => ids.has(note.id)),
    },
  };
}

const envelope = z.object({ format: z.literal('genloom/fragment'), document: z.unknown() });

/** Reads a fragment from clipboard text. @throws GenloomError when it is something else */
export function parseFragment(text: string): Fragment {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw notAFragment();
  }
  const parsed = envelope.safeParse(input);
  if (!parsed.success) throw notAFragment();
  return { format: 'genloom/fragment', document: parseDocument(parsed.data.document) };
}

/** Pastes a fragment with its top left corner at `position`; everything gets a fresh id. */
export function pasteEdit(
  document: GraphDocument,
  { document: part }: Fragment,
  position: { readonly x: number; readonly y: number },
): { readonly edit: Edit; readonly ids: readonly string[] } {
  const corner = topLeft(part);
  const shift = (point: { readonly x: number; readonly y: number }) => ({
    x: Math.round(point.x - corner.x + position.x),
    y: Math.round(point.y - corner.y + position.y),
  });
  const ids = renamed(document.nodes, part.nodes);
  const of = (id: string) => ids.get(id) ?? id;
  const edits: Edit[] = [];
  part.nodes.forEach((node, index) => {
    edits.push({
      op: 'add-node',
      node: {
        ...broughtInto(node, part.variables ?? [], document.variables ?? []),
        ...{ id: of(node.id), position: shift(node.position) },
      },
      at: document.nodes.length + index,
    });
  });
  part.wires.forEach((wire, index) => {
    const moved = { from: { ...wire.from, node: of(wire.from.node) }, to: { ...wire.to, node: of(wire.to.node) } };
    edits.push({ op: 'add-wire', wire: moved, at: document.wires.length + index });
  });
  const groupIds = renamed(document.groups, part.groups);
  part.groups.forEach((group: Group, index) => {
    const copy = { ...group, id: groupIds.get(group.id) ?? group.id, nodes: group.nodes.map(of) };
    edits.push({ op: 'add-group', group: copy, at: document.groups.length + index });
  });
  const noteIds = renamed(document.notes, part.notes);
  part.notes.forEach((note: Note, index) => {
    const copy = { ...note, id: noteIds.get(note.id) ?? note.id, position: shift(note.position) };
    edits.push({ op: 'add-note', note: copy, at: document.notes.length + index });
  });
  return { edit: batch(edits), ids: [...ids.values(), ...noteIds.values()] };
}

/** Old id → an id that neither the document nor the pasted part has yet. */
function renamed(
  existing: readonly { readonly id: string }[],
  added: readonly { readonly id: string }[],
): Map<string, string> {
  const taken = new Set(existing.map((item) => item.id));
  const names = new Map<string, string>();
  for (const { id } of added) {
    const fresh = freshId(taken, id.replace(/-\d+$/, ''));
    taken.add(fresh);
    names.set(id, fresh);
  }
  return names;
}

function topLeft(part: GraphDocument): { x: number; y: number } {
  const points = [...part.nodes, ...part.notes].map((item) => item.position);
  return points.reduce((corner, point) => ({ x: Math.min(corner.x, point.x), y: Math.min(corner.y, point.y) }), {
    x: points[0]?.x ?? 0,
    y: points[0]?.y ?? 0,
  });
}

const notAFragment = () =>
  new GenloomError({
    code: 'clipboard.foreign',
    title: 'The clipboard holds no nodes.',
    fix: 'Copy nodes in Genloom first, then paste.',
  });
