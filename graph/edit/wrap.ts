import { type Catalogue, titleOf } from '../catalogue';
import type { ExposedParam, GraphBody, GraphDocument, GraphNode, Wire, WireEnd } from '../document';
import { GenloomError } from '../errors';
import { portOf } from '../node';
import { reach } from '../reach';
import {
  contractOf,
  flatten,
  INPUT,
  isBoundary,
  isOutput,
  isSubgraph,
  OUTPUT,
  prefixOf,
  SUBGRAPH,
  VALUE,
} from '../subgraph';
import { batch, freshId, removeEdit } from './build';
import { applyEdit, type Edit } from './edit';

type Point = GraphNode['position'];

/** How far the ports of a subgraph stand from what lies inside. */
const ASIDE = 280;
const BELOW = 90;

/**
 * Folds nodes into one: what comes into them from outside becomes its inputs, one for each value, and what leads out of them its outputs. Groups that lie
 * wholly inside and chosen notes go with them. It computes the same, under the same keys.
 * @param around what is set from outside this graph: of the nodes that go inside it is exposed there
 * @returns the edit, one step to undo, the id of the subgraph, and what of `around` went inside
 * @throws GenloomError `subgraph.empty`, or `subgraph.between` where a node that stays outside lies on a way from one of them to another
 */
export function wrapEdit(
  document: GraphDocument,
  catalogue: Catalogue,
  chosen: ReadonlySet<string>,
  around: readonly ExposedParam[] = [],
): { readonly edit: Edit; readonly id: string; readonly exposed: readonly ExposedParam[] } {
  const inside = document.nodes.filter((node) => chosen.has(node.id) && !isBoundary(node));
  const ids = new Set(inside.map(({ id }) => id));
  if (inside.length === 0)
    throw new GenloomError({
      code: 'subgraph.empty',
      title: 'There is nothing to fold.',
      fix: 'Select the nodes that are to become one, then try again.',
    });
  refuseBetween(document, catalogue, ids);
  const groups = document.groups.filter(({ nodes }) => nodes.length > 0 && nodes.every((id) => ids.has(id)));
  const notes = document.notes.filter(({ id }) => chosen.has(id));
  const wires = document.wires.filter(({ from, to }) => ids.has(from.node) && ids.has(to.node));
  const incoming = document.wires.filter(({ from, to }) => !ids.has(from.node) && ids.has(to.node));
  const outgoing = document.wires.filter(({ from, to }) => ids.has(from.node) && !ids.has(to.node));
  const id = freshId(new Set(document.nodes.map((node) => node.id)), 'subgraph');
  const taken = new Set(ids);
  const frame = frameOf(inside);
  const port = (type: string, end: WireEnd, side: 'inputs' | 'outputs', place: number): GraphNode => {
    const name = freshId(taken, end.port);
    taken.add(name);
    const node = document.nodes.find((one) => one.id === end.node);
    const declared = node && contractOf(node, catalogue)?.[side][end.port];
    const x = type === INPUT ? frame.left - ASIDE : frame.right + ASIDE;
    const title = (declared && portOf(declared).title) ?? named(end.port);
    return {
      id: name,
      type,
      version: catalogue.get(type)?.version ?? 1,
      params: {},
      position: { x, y: frame.top + place * BELOW },
      title,
    };
  };
  const sources = distinct(incoming.map(({ from }) => from));
  const inputs = sources.map((source, place) => {
    const ends = incoming.filter(({ from }) => sameEnd(from, source)).map(({ to }) => to);
    const [first = source] = ends;
    return { source, ends, node: port(INPUT, first, 'inputs', place) };
  });
  const outputs = distinct(outgoing.map(({ from }) => from)).map((source, place) => ({
    source,
    ends: outgoing.filter(({ from }) => sameEnd(from, source)).map(({ to }) => to),
    node: port(OUTPUT, source, 'outputs', place),
  }));
  const body: GraphBody = {
    nodes: [...inputs.map(({ node }) => node), ...inside, ...outputs.map(({ node }) => node)],
    wires: [
      ...inputs.flatMap(({ node, ends }) => ends.map((to): Wire => ({ from: { node: node.id, port: VALUE }, to }))),
      ...wires,
      ...outputs.map(({ node, source }): Wire => ({ from: source, to: { node: node.id, port: VALUE } })),
    ],
    groups,
    notes,
    exposed: around.filter((one) => ids.has(one.node)),
  };
  // A group that is folded as a whole has a name already.
  const whole = groups.find(({ nodes, title }) => nodes.length === inside.length && title !== '');
  const node: GraphNode = {
    id,
    type: SUBGRAPH,
    version: catalogue.get(SUBGRAPH)?.version ?? 1,
    params: {},
    position: cornerOf(body),
    ...(whole && { title: whole.title }),
    body,
  };
  const removed = removeEdit(document, {
    nodes: [...ids],
    groups: groups.map((group) => group.id),
    notes: notes.map((note) => note.id),
  });
  const left = applyEdit(document, removed);
  const joined: Wire[] = [
    ...inputs.map(({ node: { id: name }, source }) => ({ from: source, to: { node: id, port: name } })),
    ...outputs.flatMap(({ node: { id: name }, ends }) => ends.map((to) => ({ from: { node: id, port: name }, to }))),
  ];
  return {
    id,
    exposed: body.exposed,
    edit: batch([
      removed,
      { op: 'add-node', node, at: left.nodes.length },
      ...joined.map((wire, place): Edit => ({ op: 'add-wire', wire, at: left.wires.length + place })),
    ]),
  };
}

/**
 * Takes a subgraph apart: its nodes stand where it stood, wired as it was, with what was set from outside.
 * @returns the edit, one step to undo, the ids of the nodes, which keep theirs where these are free, and these by what they were inside
 * @throws GenloomError `subgraph.none` for any other node
 */
export function unwrapEdit(
  document: GraphDocument,
  id: string,
): { readonly edit: Edit; readonly ids: readonly string[]; readonly names: ReadonlyMap<string, string> } {
  const subgraph = document.nodes.find((node) => node.id === id);
  const body = subgraph?.body;
  if (!body || !isSubgraph(subgraph))
    throw new GenloomError({
      code: 'subgraph.none',
      title: 'This node is no subgraph.',
      fix: 'Select a subgraph to take it apart.',
    });
  // The graph of this one node alone tells what is set from outside, and leads through the walls.
  const alone = flatten({
    ...{ ...document, nodes: [{ ...subgraph, muted: false }], wires: [], groups: [], notes: [] },
    // What is set by a variable stays so, and keeps its own value.
    variables: undefined,
  });
  const removed = removeEdit(document, { nodes: [id] });
  const left = applyEdit(document, removed);
  const taken = new Set(left.nodes.map((node) => node.id));
  const names = new Map<string, string>();
  const corner = cornerOf(body);
  const shift = (point: Point): Point => ({
    x: point.x - corner.x + subgraph.position.x,
    y: point.y - corner.y + subgraph.position.y,
  });
  const nodes = body.nodes
    .filter((node) => !isBoundary(node))
    .map((declared): GraphNode => {
      const name = freshId(taken, declared.id);
      taken.add(name);
      names.set(declared.id, name);
      const { id: _, ...node } = alone.nodes.get(prefixOf([id]) + declared.id) ?? declared;
      return { ...node, id: name, position: shift(node.position), ...(subgraph.muted && { muted: true }) };
    });
  const around = document.wires.filter(({ from, to }) => from.node === id || to.node === id);
  const joined = joinedWires(id, body, around).map(({ from, to }) => ({
    from: from.outside ? from.end : { ...from.end, node: names.get(from.end.node) ?? from.end.node },
    to: to.outside ? to.end : { ...to.end, node: names.get(to.end.node) ?? to.end.node },
  }));
  const namer = (list: readonly { readonly id: string }[]) => {
    const used = new Set(list.map((item) => item.id));
    return (wanted: string): string => {
      const name = freshId(used, wanted);
      used.add(name);
      return name;
    };
  };
  const [groupName, noteName] = [namer(left.groups), namer(left.notes)];
  return {
    ids: nodes.map((node) => node.id),
    names,
    edit: batch([
      removed,
      ...nodes.map((node, place): Edit => ({ op: 'add-node', node, at: left.nodes.length + place })),
      ...joined.map((wire, place): Edit => ({ op: 'add-wire', wire, at: left.wires.length + place })),
      ...body.groups.map((group, place): Edit => {
        const members = group.nodes.flatMap((node) => names.get(node) ?? []);
        return {
          op: 'add-group',
          group: { ...group, id: groupName(group.id), nodes: members },
          at: left.groups.length + place,
        };
      }),
      ...body.notes.map(
        (note, place): Edit => ({
          op: 'add-note',
          note: { ...note, id: noteName(note.id), position: shift(note.position) },
          at: left.notes.length + place,
        }),
      ),
    ]),
  };
}

interface Located {
  readonly end: WireEnd;
  readonly outside: boolean;
}

/** The wires of a subgraph that is taken apart, led past its ports. */
function joinedWires(
  id: string,
  body: GraphBody,
  around: readonly Wire[],
): { readonly from: Located; readonly to: Located }[] {
  const ports = new Map(body.nodes.filter(isBoundary).map((node) => [node.id, node]));
  /** What gives the value at an end inside; null where nothing comes in. */
  const sourceOf = (end: WireEnd): Located | null => {
    const port = ports.get(end.node);
    if (!port) return { end, outside: false };
    if (isOutput(port)) return null;
    const wire = around.find(({ to }) => to.node === id && to.port === port.id);
    return wire && wire.from.node !== id ? { end: wire.from, outside: true } : null;
  };
  const inner = body.wires.flatMap(({ from, to }) => {
    const source = ports.has(to.node) ? null : sourceOf(from);
    return source ? [{ from: source, to: { end: to, outside: false } }] : [];
  });
  const outer = around.flatMap(({ from, to }) => {
    if (from.node !== id || to.node === id) return [];
    const wire = body.wires.find((one) => one.to.node === from.port);
    const source = wire ? sourceOf(wire.from) : null;
    return source ? [{ from: source, to: { end: to, outside: true } }] : [];
  });
  return [...inner, ...outer];
}

/** A value that leaves a subgraph and comes back into it would make it feed itself. */
function refuseBetween(document: GraphDocument, catalogue: Catalogue, ids: ReadonlySet<string>): void {
  const after = reach(document.wires, ids, 'forwards');
  const before = reach(document.wires, ids, 'backwards');
  const between = document.nodes.find(({ id }) => !ids.has(id) && after.has(id) && before.has(id));
  if (between)
    throw new GenloomError({
      code: 'subgraph.between',
      title: `“${titleOf(between, catalogue)}” lies between the nodes that you selected.`,
      detail: 'What leads out of a subgraph cannot lead back into it.',
      fix: 'Select it too, or fold the nodes before and behind it apart.',
    });
}

const sameEnd = (a: WireEnd, b: WireEnd): boolean => a.node === b.node && a.port === b.port;
const distinct = (ends: readonly WireEnd[]): readonly WireEnd[] =>
  ends.filter((end, index) => ends.findIndex((other) => sameEnd(end, other)) === index);

function frameOf(nodes: readonly GraphNode[]) {
  const xs = nodes.map(({ position }) => position.x);
  const ys = nodes.map(({ position }) => position.y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Where a subgraph stands for what lies inside: in the middle of it. */
function cornerOf({ nodes }: GraphBody): Point {
  const inside = nodes.filter((node) => !isBoundary(node));
  if (inside.length === 0) return { x: 0, y: 0 };
  const { left, right, top, bottom } = frameOf(inside);
  // No minus zero: JSON has none.
  return { x: Math.round((left + right) / 2) + 0, y: Math.round((top + bottom) / 2) + 0 };
}

const named = (port: string): string => port.charAt(0).toUpperCase() + port.slice(1);
