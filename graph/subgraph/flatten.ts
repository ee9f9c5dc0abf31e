import type { GraphBody, GraphDocument, GraphLevel, GraphNode, Wire, WireEnd } from '../document';
import type { JsonObject } from '../json';
import { type SetBy, withVariables } from '../variables';
import { INSIDE, isBoundary, isInput, isOutput, isSubgraph, VALUE } from './types';

/** A graph without walls. What lies inside a subgraph has its path as its id, `writer/train`. Nodes that run the graph inside them themselves stay whole. */
export interface FlatGraph {
  /** What is checked, planned and run: no subgraph is in it but muted ones, and no “Input” or “Output”. */
  readonly document: GraphDocument;
  /** Every node of every level by its path, as it stands in the document. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Where the value really comes from that a subgraph gives at an output; null where nothing leads there. */
  sourceOf(end: WireEnd): WireEnd | null;
  /** Of an input inside that is wired to an “Input” into which nothing leads: the port in which that wire is missing. */
  openingOf(end: WireEnd): WireEnd | null;
  /** Wires that lead into or out of a subgraph where it has no port. */
  readonly loose: readonly WireEnd[];
}

const flats = new WeakMap<GraphDocument, FlatGraph>();

/**
 * Takes all walls out of a graph, and the values of variables and settings from outside to where they belong. A key is hashed from what a node is and what comes in, so nothing inside
 * is another for having a wall around it. What did not change stays the same object, so that a checker that remembers has little to do.
 */
export function flatten(document: GraphDocument): FlatGraph {
  const known = flats.get(document) ?? build(withVariables(document));
  flats.set(document, known);
  return known;
}

const keyOf = ({ node, port }: WireEnd) => `${node}\n${port}`;

interface RawWire {
  readonly wire: Wire;
  readonly from: WireEnd;
  readonly to: WireEnd;
}

function build(document: GraphDocument): FlatGraph {
  const nodes = new Map<string, GraphNode>();
  const plain: GraphNode[] = [];
  const raw: RawWire[] = [];
  const loose: WireEnd[] = [];
  gather(document, '', { nodes, plain, raw, loose });
  /** What leads into each “Input” and “Output”. */
  const into = new Map<string, WireEnd>();
  const isPort = (id: string) => {
    const node = nodes.get(id);
    return node !== undefined && isBoundary(node);
  };
  for (const { from, to } of raw) if (isPort(to.node)) into.set(to.node, from);

  /** Follows an end back through walls: to what gives the value, or to the port into which nothing leads. */
  function follow(end: WireEnd): { readonly source: WireEnd } | { readonly open: string } {
    let source = end;
    const seen = new Set<string>();
    while (isPort(source.node)) {
      const before = into.get(source.node);
      if (!before || seen.has(source.node)) return { open: source.node };
      seen.add(source.node);
      source = before;
    }
    return { source };
  }

  const openings = new Map<string, WireEnd>();
  const wires: Wire[] = [];
  for (const { wire, from, to } of raw) {
    if (isPort(to.node)) continue;
    const found = follow(from);
    if ('source' in found) wires.push(sameWire(wire, found.source, to));
    else openings.set(keyOf(to), portOutside(found.open));
  }
  const changed = plain.length !== document.nodes.length || plain.some((node, index) => node !== document.nodes[index]);
  return {
    document: changed ? { ...document, nodes: plain, wires } : document,
    nodes,
    loose,
    sourceOf({ node, port }) {
      const inner = nodes.get(node);
      if (!inner || !isSubgraph(inner) || inner.muted) return { node, port };
      const found = nodes.has(node + INSIDE + port) ? follow({ node: node + INSIDE + port, port: VALUE }) : null;
      return found && 'source' in found ? found.source : null;
    },
    openingOf: (end) => openings.get(keyOf(end)) ?? null,
  };
}

interface Gathered {
  readonly nodes: Map<string, GraphNode>;
  readonly plain: GraphNode[];
  readonly raw: RawWire[];
  readonly loose: WireEnd[];
}

function gather(level: GraphLevel, prefix: string, all: Gathered, settings?: Settings): void {
  const open = new Map<string, GraphBody>();
  for (const declared of level.nodes) {
    const id = prefix + declared.id;
    const node = withSettings(declared, settings);
    all.nodes.set(id, node);
    if (isBoundary(node)) continue;
    if (node.body && isSubgraph(node) && !node.muted) {
      open.set(node.id, node.body);
      gather(node.body, id + INSIDE, all, { body: node.body, params: node.params, setBy: node.setBy });
    } else {
      all.plain.push(prefix === '' ? node : named(node, id));
      if (node.body) note(node.body, id + INSIDE, all.nodes, { ...node, body: node.body });
    }
  }
  for (const wire of level.wires) {
    const through = (end: WireEnd, isPort: typeof isInput): WireEnd | null => {
      const body = open.get(end.node);
      if (!body) return { node: prefix + end.node, port: end.port };
      if (body.nodes.some((node) => node.id === end.port && isPort(node)))
        return { node: prefix + end.node + INSIDE + end.port, port: VALUE };
      all.loose.push({ node: prefix + end.node, port: end.port });
      return null;
    };
    const [from, to] = [through(wire.from, isOutput), through(wire.to, isInput)];
    if (from && to && all.nodes.has(from.node) && all.nodes.has(to.node)) all.raw.push({ wire, from, to });
  }
}

/** What lies in a muted subgraph, or a node that runs it itself, is part of the document still: it has contracts, versions and a title. */
function note(body: GraphBody, prefix: string, nodes: Map<string, GraphNode>, settings: Settings): void {
  for (const declared of body.nodes) {
    const node = withSettings(declared, settings);
    nodes.set(prefix + node.id, node);
    if (node.body) note(node.body, prefix + node.id + INSIDE, nodes, { ...node, body: node.body });
  }
}

/** What is set outside of the settings that a graph inside a node exposes, and by which variables. */
export interface Settings {
  readonly body: GraphBody;
  readonly params: JsonObject;
  readonly setBy?: SetBy | undefined;
}

/** A node of a graph inside another, as it is with what is set outside of that. */
export function withSettings(node: GraphNode, settings: Settings | undefined): GraphNode {
  if (!settings) return node;
  const { params, setBy = NONE, body } = settings;
  const set = body.exposed.filter(
    ({ node: id, name }) => id === node.id && (Object.hasOwn(params, name) || Object.hasOwn(setBy, name)),
  );
  if (set.length === 0) return node;
  const known = setNodes.get(node);
  if (known?.params === params && known.setBy === setBy && known.exposed === body.exposed) return known.node;
  const changed = set.flatMap(({ name, param }) =>
    Object.hasOwn(params, name) ? [[param, params[name] ?? null] as const] : [],
  );
  const here = new Set(set.map(({ param }) => param));
  const by = [
    ...Object.entries(node.setBy ?? NONE).filter(([param]) => !here.has(param)),
    ...set.flatMap(({ name, param }) => (setBy[name] === undefined ? [] : [[param, setBy[name]] as const])),
  ];
  const { setBy: _, ...rest } = node;
  const made = {
    ...rest,
    params: { ...node.params, ...Object.fromEntries(changed) },
    ...(by.length > 0 && { setBy: Object.fromEntries(by) }),
  };
  setNodes.set(node, { params, setBy, exposed: body.exposed, node: made });
  return made;
}

const NONE: SetBy = {};
const setNodes = new WeakMap<
  GraphNode,
  {
    readonly params: JsonObject;
    readonly setBy: SetBy;
    readonly exposed: GraphBody['exposed'];
    readonly node: GraphNode;
  }
>();

const namedNodes = new WeakMap<GraphNode, GraphNode>();
function named(node: GraphNode, id: string): GraphNode {
  const known = namedNodes.get(node);
  if (known?.id === id) return known;
  const fresh = { ...node, id };
  namedNodes.set(node, fresh);
  return fresh;
}

const pathWires = new WeakMap<Wire, Wire>();
function sameWire(wire: Wire, from: WireEnd, to: WireEnd): Wire {
  const fits = (one: Wire | undefined): one is Wire =>
    one !== undefined && keyOf(one.from) === keyOf(from) && keyOf(one.to) === keyOf(to);
  if (fits(wire)) return wire;
  const known = pathWires.get(wire);
  if (fits(known)) return known;
  const fresh = { from, to };
  pathWires.set(wire, fresh);
  return fresh;
}

/** The port of a subgraph that an “Input” inside it is; of one in no subgraph, that node itself. */
function portOutside(id: string): WireEnd {
  const at = id.lastIndexOf(INSIDE);
  return at < 0 ? { node: id, port: VALUE } : { node: id.slice(0, at), port: id.slice(at + 1) };
}
