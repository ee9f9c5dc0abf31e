import type { Catalogue } from '../catalogue';
import type { GraphDocument, GraphNode, Wire, WireEnd } from '../document';
import { GenloomError } from '../errors';
import type { JsonObject } from '../json';
import { defaultParams } from '../params';
import { SUBGRAPH } from '../subgraph';
import { type Edit, sameWire } from './edit';

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Adds a node of a type with its default parameters.
 * @returns the edit and the id that the new node will have
 * @throws GenloomError `node.unknown-type`
 */
export function addNodeEdit(
  document: GraphDocument,
  catalogue: Catalogue,
  type: string,
  position: Point,
): { readonly edit: Edit; readonly id: string } {
  const contract = catalogue.get(type);
  if (!contract)
    throw new GenloomError({ code: 'node.unknown-type', title: `There is no node of the type “${type}”.` });
  const id = freshId(new Set(document.nodes.map((node) => node.id)), type.split('.').at(-1) ?? 'node');
  const node: GraphNode = {
    id,
    type,
    version: contract.version,
    params: defaultParams(contract),
    position: rounded(position),
    ...(contract.seeded ? { seed: 1337 } : {}),
    ...(type === SUBGRAPH ? { body: { nodes: [], wires: [], groups: [], notes: [], exposed: [] } } : {}),
    ...(contract.wraps ? { body: contract.wraps.starts } : {}),
  };
  return { edit: { op: 'add-node', node, at: document.nodes.length }, id };
}

/**
 * Joins two ports; a wire that already leads into the same input makes room. With a catalogue, a node whose ports are numbered has one more once its last is
 * used. Null when the wire is there already.
 */
export function connectEdit(document: GraphDocument, from: WireEnd, to: WireEnd, catalogue?: Catalogue): Edit | null {
  const wire: Wire = { from, to };
  if (document.wires.some((other) => sameWire(other, wire))) return null;
  const edits: Edit[] = [];
  const replaced = document.wires.findIndex((other) => other.to.node === to.node && other.to.port === to.port);
  const old = document.wires[replaced];
  if (old) edits.push({ op: 'remove-wire', wire: old, at: replaced });
  edits.push({ op: 'add-wire', wire, at: document.wires.length - edits.length });
  const grown = catalogue && growEdit(document, to, catalogue);
  if (grown) edits.push(grown);
  return batch(edits);
}

/** Room for one more, where a wire goes to the last of a node's numbered ports. */
function growEdit(document: GraphDocument, to: WireEnd, catalogue: Catalogue): Edit | null {
  const node = document.nodes.find(({ id }) => id === to.node);
  const contract = node && catalogue.get(node.type);
  if (!node || !contract?.grows) return null;
  const { port, param, most } = contract.grows;
  const count = Number({ ...defaultParams(contract), ...node.params }[param]);
  return to.port === `${port}${count}` && count < most
    ? setParamsEdit(document, node.id, { [param]: count + 1 })
    : null;
}

/** What may be removed at once: by id, and wires as they stand. */
export interface Removal {
  readonly nodes?: readonly string[];
  readonly notes?: readonly string[];
  readonly groups?: readonly string[];
  readonly wires?: readonly Wire[];
}

/** Removes things and what hangs on them: the wires of removed nodes, and their places in groups (an empty group goes too). */
export function removeEdit(
  document: GraphDocument,
  { nodes = [], notes = [], groups = [], wires = [] }: Removal,
): Edit {
  const gone = new Set(nodes);
  const goneGroups = new Set(groups);
  const edits: Edit[] = [];
  // From the last to the first, so that each remembered index is right when the removal is undone.
  for (const [at, wire] of backwards(document.wires))
    if (gone.has(wire.from.node) || gone.has(wire.to.node) || wires.some((other) => sameWire(other, wire)))
      edits.push({ op: 'remove-wire', wire, at });
  for (const [at, group] of backwards(document.groups)) {
    const left = group.nodes.filter((id) => !gone.has(id));
    if (goneGroups.has(group.id) || (left.length === 0 && group.nodes.length > 0))
      edits.push({ op: 'remove-group', group, at });
    else if (left.length < group.nodes.length)
      edits.push({
        op: 'set-group',
        group: group.id,
        before: { title: group.title, nodes: group.nodes },
        after: { title: group.title, nodes: left },
      });
  }
  for (const [at, node] of backwards(document.nodes))
    if (gone.has(node.id)) edits.push({ op: 'remove-node', node, at });
  for (const [at, note] of backwards(document.notes))
    if (notes.includes(note.id)) edits.push({ op: 'remove-note', note, at });
  return batch(edits);
}

/** Moves nodes to new positions. */
export function moveEdit(document: GraphDocument, to: ReadonlyMap<string, Point>): Edit {
  return {
    op: 'move',
    moves: document.nodes.flatMap((node) => {
      const after = to.get(node.id);
      return after ? [{ id: node.id, before: node.position, after: rounded(after) }] : [];
    }),
  };
}

/** Changes some parameters of a node, which then are its own, whatever variable set them. @throws GenloomError `node.missing` */
export function setParamsEdit(document: GraphDocument, nodeId: string, changed: JsonObject): Edit {
  const node = nodeOf(document, nodeId);
  const edit: Edit = { op: 'set-params', node: nodeId, before: node.params, after: { ...node.params, ...changed } };
  const ended = node.setBy && Object.keys(changed).some((param) => Object.hasOwn(node.setBy ?? {}, param));
  return ended ? batch([edit, endSetByEdit(node, changed)]) : edit;
}

function endSetByEdit({ id, setBy = {} }: GraphNode, changed: JsonObject): Edit {
  const after = Object.fromEntries(Object.entries(setBy).filter(([param]) => !Object.hasOwn(changed, param)));
  return { op: 'set-by', node: id, before: setBy, after };
}

/** Changes title, mute or seed of a node. @throws GenloomError `node.missing` */
export function setNodeEdit(
  document: GraphDocument,
  nodeId: string,
  changed: Partial<Pick<GraphNode, 'title' | 'muted' | 'seed'>>,
): Edit {
  const { title, muted, seed } = nodeOf(document, nodeId);
  const before = { title, muted, seed };
  return { op: 'set-node', node: nodeId, before, after: { ...before, ...changed } };
}

/** Puts nodes into a new group. */
export function groupEdit(document: GraphDocument, nodes: readonly string[], title: string): Edit {
  const id = freshId(new Set(document.groups.map((group) => group.id)), 'group');
  return { op: 'add-group', group: { id, title, nodes }, at: document.groups.length };
}

/** Adds a note. */
export function addNoteEdit(document: GraphDocument, text: string, position: Point): Edit {
  const id = freshId(new Set(document.notes.map((note) => note.id)), 'note');
  const note = { id, text, position: rounded(position), size: { width: 240, height: 120 } };
  return { op: 'add-note', note, at: document.notes.length };
}

/** One edit of several; a single one stays as it is. */
export function batch(edits: readonly Edit[]): Edit {
  const [only, ...more] = edits;
  return only && more.length === 0 ? only : { op: 'batch', edits };
}

/** `learn-bpe`, `learn-bpe-2`, …: ids that people can read in an exported file. */
export function freshId(taken: ReadonlySet<string>, name: string): string {
  if (!taken.has(name)) return name;
  for (let count = 2; ; count++) if (!taken.has(`${name}-${count}`)) return `${name}-${count}`;
}

function nodeOf(document: GraphDocument, nodeId: string): GraphNode {
  const node = document.nodes.find((one) => one.id === nodeId);
  if (!node) throw new GenloomError({ code: 'node.missing', title: `There is no node “${nodeId}”.` });
  return node;
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

function backwards<Item>(list: readonly Item[]): [number, Item][] {
  return list.map((item, index): [number, Item] => [index, item]).reverse();
}
