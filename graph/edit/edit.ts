import type { ExposedParam, GraphApp, GraphBody, GraphDocument, GraphNode, Group, Note, Wire } from '../document';
import type { JsonObject } from '../json';
import type { SetBy, Variable } from '../variables';

interface Point {
  readonly x: number;
  readonly y: number;
}
export type NodeAppearance = Pick<GraphNode, 'title' | 'muted' | 'seed'>;
export type GroupContent = Pick<Group, 'title' | 'nodes'>;
export type NoteContent = Pick<Note, 'text' | 'position' | 'size'>;

/**
 * Every change to a document. Each carries what it needs to be undone, so an edit and its inverse cancel, and a list of edits is a history that can
 * be stored, sent and replayed. `at` is the index in its list, so that undoing a removal puts a thing back where it was.
 */
export type Edit =
  | { readonly op: 'batch'; readonly edits: readonly Edit[] }
  | { readonly op: 'add-node' | 'remove-node'; readonly node: GraphNode; readonly at: number }
  | {
      readonly op: 'move';
      readonly moves: readonly { readonly id: string; readonly before: Point; readonly after: Point }[];
    }
  | { readonly op: 'set-params'; readonly node: string; readonly before: JsonObject; readonly after: JsonObject }
  | { readonly op: 'set-node'; readonly node: string; readonly before: NodeAppearance; readonly after: NodeAppearance }
  | { readonly op: 'add-wire' | 'remove-wire'; readonly wire: Wire; readonly at: number }
  | { readonly op: 'add-group' | 'remove-group'; readonly group: Group; readonly at: number }
  | { readonly op: 'set-group'; readonly group: string; readonly before: GroupContent; readonly after: GroupContent }
  | { readonly op: 'add-note' | 'remove-note'; readonly note: Note; readonly at: number }
  | { readonly op: 'set-note'; readonly note: string; readonly before: NoteContent; readonly after: NoteContent }
  /** An edit of the graph that a node stands for. */
  | { readonly op: 'inside'; readonly node: string; readonly edit: Edit }
  | {
      readonly op: 'set-exposed';
      readonly node: string;
      readonly before: readonly ExposedParam[];
      readonly after: readonly ExposedParam[];
    }
  /** Which settings of a node are set by variables. */
  | { readonly op: 'set-by'; readonly node: string; readonly before: SetBy; readonly after: SetBy }
  /** Of the whole graph. */
  | { readonly op: 'set-variables'; readonly before: readonly Variable[]; readonly after: readonly Variable[] }
  /** Of the whole graph; null where there is no app. */
  | { readonly op: 'set-app'; readonly before: GraphApp | null; readonly after: GraphApp | null }
  | {
      readonly op: 'set-document';
      readonly before: Pick<GraphDocument, 'name' | 'description'>;
      readonly after: Pick<GraphDocument, 'name' | 'description'>;
    };

/** The edit that takes this one back. */
export function invertEdit(edit: Edit): Edit {
  switch (edit.op) {
    case 'batch':
      return { op: 'batch', edits: edit.edits.map(invertEdit).reverse() };
    case 'add-node':
      return { ...edit, op: 'remove-node' };
    case 'remove-node':
      return { ...edit, op: 'add-node' };
    case 'add-wire':
      return { ...edit, op: 'remove-wire' };
    case 'remove-wire':
      return { ...edit, op: 'add-wire' };
    case 'add-group':
      return { ...edit, op: 'remove-group' };
    case 'remove-group':
      return { ...edit, op: 'add-group' };
    case 'add-note':
      return { ...edit, op: 'remove-note' };
    case 'remove-note':
      return { ...edit, op: 'add-note' };
    case 'move':
      return { op: 'move', moves: edit.moves.map(({ id, before, after }) => ({ id, before: after, after: before })) };
    case 'set-params':
      return { ...edit, before: edit.after, after: edit.before };
    case 'set-node':
      return { ...edit, before: edit.after, after: edit.before };
    case 'set-group':
      return { ...edit, before: edit.after, after: edit.before };
    case 'set-note':
      return { ...edit, before: edit.after, after: edit.before };
    case 'set-document':
      return { ...edit, before: edit.after, after: edit.before };
    case 'set-exposed':
      return { ...edit, before: edit.after, after: edit.before };
    case 'set-by':
      return { ...edit, before: edit.after, after: edit.before };
    case 'set-variables':
      return { ...edit, before: edit.after, after: edit.before };
    case 'set-app':
      return { ...edit, before: edit.after, after: edit.before };
    case 'inside':
      return { ...edit, edit: invertEdit(edit.edit) };
  }
}

/**
 * A document with the edit made. What an edit names and the document no longer has is left alone, and so is an input that has a wire already, so late edits
 * do no harm.
 */
export function applyEdit(document: GraphDocument, edit: Edit): GraphDocument {
  switch (edit.op) {
    case 'batch':
      return edit.edits.reduce(applyEdit, document);
    case 'add-node':
      return { ...document, nodes: insert(document.nodes, edit.node, edit.at) };
    case 'remove-node':
      return { ...document, nodes: document.nodes.filter((node) => node.id !== edit.node.id) };
    case 'move': {
      const to = new Map(edit.moves.map((move) => [move.id, move.after]));
      return { ...document, nodes: document.nodes.map((node) => withPosition(node, to.get(node.id))) };
    }
    case 'set-params':
      return {
        ...document,
        nodes: document.nodes.map((node) => (node.id === edit.node ? { ...node, params: edit.after } : node)),
      };
    case 'set-node':
      return {
        ...document,
        nodes: document.nodes.map((node) => (node.id === edit.node ? withAppearance(node, edit.after) : node)),
      };
    case 'add-wire':
      return isTaken(document, edit.wire)
        ? document
        : { ...document, wires: insert(document.wires, edit.wire, edit.at) };
    case 'remove-wire':
      return { ...document, wires: document.wires.filter((wire) => !sameWire(wire, edit.wire)) };
    case 'add-group':
      return { ...document, groups: insert(document.groups, edit.group, edit.at) };
    case 'remove-group':
      return { ...document, groups: document.groups.filter((group) => group.id !== edit.group.id) };
    case 'set-group':
      return {
        ...document,
        groups: document.groups.map((group) => (group.id === edit.group ? { ...group, ...edit.after } : group)),
      };
    case 'add-note':
      return { ...document, notes: insert(document.notes, edit.note, edit.at) };
    case 'remove-note':
      return { ...document, notes: document.notes.filter((note) => note.id !== edit.note.id) };
    case 'set-note':
      return {
        ...document,
        notes: document.notes.map((note) => (note.id === edit.note ? { ...note, ...edit.after } : note)),
      };
    case 'set-document':
      return { ...document, ...edit.after };
    case 'set-app': {
      const { app: _, ...rest } = document;
      return edit.after === null ? rest : { ...rest, app: edit.after };
    }
    case 'set-variables': {
      const { variables: _, ...rest } = document;
      return edit.after.length === 0 ? rest : { ...rest, variables: edit.after };
    }
    case 'set-by':
      return {
        ...document,
        nodes: document.nodes.map((node) => (node.id === edit.node ? withSetBy(node, edit.after) : node)),
      };
    case 'set-exposed':
      return withBody(document, edit.node, (body) => ({ ...body, exposed: edit.after }));
    case 'inside':
      return withBody(document, edit.node, (body) => {
        const { nodes, wires, groups, notes } = applyEdit({ ...document, ...body }, edit.edit);
        return { nodes, wires, groups, notes, exposed: body.exposed };
      });
  }
}

function withBody(document: GraphDocument, id: string, change: (body: GraphBody) => GraphBody): GraphDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.id === id && node.body ? { ...node, body: change(node.body) } : node)),
  };
}

/** Whether a wire leads already where this one leads: an input has room for one. */
const isTaken = ({ wires }: GraphDocument, { to }: Wire): boolean =>
  wires.some((other) => other.to.node === to.node && other.to.port === to.port);

/** Whether two wires join the same ports. */
export function sameWire(a: Wire, b: Wire): boolean {
  return (
    a.from.node === b.from.node && a.from.port === b.from.port && a.to.node === b.to.node && a.to.port === b.to.port
  );
}

function insert<Item>(list: readonly Item[], item: Item, at: number): readonly Item[] {
  return [...list.slice(0, at), item, ...list.slice(at)];
}

function withPosition(node: GraphNode, position: Point | undefined): GraphNode {
  return position === undefined ? node : { ...node, position };
}

/** A node whose settings no variable sets says nothing of them, as in a fresh document. */
function withSetBy({ setBy: _, ...node }: GraphNode, setBy: SetBy): GraphNode {
  return Object.keys(setBy).length === 0 ? node : { ...node, setBy };
}

/** Sets title, mute and seed; what is undefined is absent, as it would be in a fresh document. */
function withAppearance(node: GraphNode, { title, muted, seed }: NodeAppearance): GraphNode {
  const { title: _title, muted: _muted, seed: _seed, ...rest } = node;
  return {
    ...rest,
    ...(title === undefined ? {} : { title }),
    ...(muted === undefined ? {} : { muted }),
    ...(seed === undefined ? {} : { seed }),
  };
}
