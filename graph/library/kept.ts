import {
  DocumentError,
  type DocumentProblem,
  emptyDocument,
  type GraphBody,
  type GraphDocument,
  type GraphLevel,
  type Wire,
} from '../document';
import { broughtInto } from '../edit/set-by';
import { GenloomError } from '../errors';
import { hash } from '../hash';
import { canonicalJson } from '../json';
import type { Variable } from '../variables';
import { type InstanceNode, isKeepable, type KeepableNode } from './instances';

/** The most that a library holds, and that one of its versions may take as JSON text. */
export const LIBRARY_LIMITS = { items: 1_000, versions: 1_000, words: 2_000, bytes: 2 * 1024 * 1024 } as const;

/**
 * What a library keeps of a node: a graph of this one node, so that what reads graphs reads it too. Where it stood and came from stays behind; what is set of it
 * from outside goes with it, and what variables set has the value that it has now: they belong to the graph that it was in.
 * @param name the item's
 * @param variables of that graph
 * @throws GenloomError `library.too-large`
 */
export function keptDocument(node: KeepableNode, name: string, variables: readonly Variable[] = []): GraphDocument {
  const { title: _title, muted: _muted, library: _library, ...rest } = broughtInto(node, variables, []);
  const kept = { ...emptyDocument('kept', name), nodes: [{ ...rest, id: 'kept', position: { x: 0, y: 0 } }] };
  if (new TextEncoder().encode(JSON.stringify(kept)).length > LIBRARY_LIMITS.bytes)
    throw new GenloomError({
      code: 'library.too-large',
      title: 'This is too large to be kept.',
      detail: `A version in the library takes at most ${LIBRARY_LIMITS.bytes / 1024 / 1024} MB.`,
      fix: 'Give texts and files to it from outside, at its inputs.',
    });
  return kept;
}

/** The node that a version of an item is. @throws DocumentError where it is not a graph of one node with a graph inside */
export function keptNode({ nodes, wires }: GraphDocument): KeepableNode {
  const [node, ...more] = nodes;
  if (node && isKeepable(node) && more.length === 0 && wires.length === 0) return node;
  const problems: readonly DocumentProblem[] = [
    { path: 'nodes', message: 'a library keeps one node that has a graph inside' },
  ];
  throw new DocumentError(problems, 'This cannot be kept in the library.');
}

const hashes = new WeakMap<GraphBody, string>();

/**
 * The hash (SHA-256) of a graph inside a node as a person made it: nodes, settings, wires, places, titles, groups, notes, and what is set from outside. Lists
 * count in any order. Left out are versions of nodes, which Genloom brings forward by itself, and what nodes inside remember of the library.
 */
export function bodyHash(body: GraphBody): string {
  const known = hashes.get(body) ?? hash(canonicalJson(withoutTraces(body)));
  hashes.set(body, known);
  return known;
}

function withoutTraces({ nodes, wires, groups, notes, exposed }: GraphBody): unknown {
  return {
    nodes: byId(nodes).map(({ version: _version, library: _library, body, ...node }) => ({
      ...node,
      ...(body && { body: withoutTraces(body) }),
    })),
    wires: wires.map(wireName).sort(),
    groups: byId(groups).map((group) => ({ ...group, nodes: [...group.nodes].sort() })),
    notes: byId(notes),
    exposed,
  };
}

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
const wireName = ({ from, to }: Wire): string => `${from.node} ${from.port} ${to.node} ${to.port}`;

/**
 * Whether what lies in a node was changed by hand since it came from the library.
 * @param asKept the graph inside as its version has it, brought forward as the document was: then what only Genloom brought forward is no change
 */
export const isChanged = ({ body, library }: InstanceNode, asKept?: GraphBody): boolean =>
  bodyHash(body) !== library.hash && (asKept === undefined || bodyHash(body) !== bodyHash(asKept));

/** How deep graphs lie in each other: 0 where no node has one inside. */
export const depthOf = ({ nodes }: GraphLevel): number =>
  nodes.reduce((most, { body }) => Math.max(most, body ? 1 + depthOf(body) : 0), 0);
