import type { FromLibrary, GraphBody, GraphLevel, GraphNode } from '../document';

/** A node that can be kept: it has a graph inside. */
export interface KeepableNode extends GraphNode {
  readonly body: GraphBody;
}
export const isKeepable = (node: GraphNode): node is KeepableNode => node.body !== undefined;

/** A node that came from a library. */
export interface InstanceNode extends KeepableNode {
  readonly library: FromLibrary;
}
export const isInstance = (node: GraphNode): node is InstanceNode => node.library !== undefined && isKeepable(node);

export interface Instance {
  /** Of the level that it lies on. */
  readonly path: readonly string[];
  readonly node: InstanceNode;
}

/** The number of the newest version of an item; undefined for one that the library does not have. */
export type Newest = (item: string) => number | undefined;

const found = new WeakMap<GraphLevel, readonly Instance[]>();

/**
 * All that came from a library, at every level. What lies inside such a node belongs to that item, and is not among them: it is brought up to date there, and
 * comes with its next version.
 */
export function instancesOf(level: GraphLevel): readonly Instance[] {
  const known = found.get(level) ?? instancesIn(level, []);
  found.set(level, known);
  return known;
}

function instancesIn(level: GraphLevel, path: readonly string[]): readonly Instance[] {
  return level.nodes.flatMap((node) => {
    if (isInstance(node)) return [{ path, node }];
    return node.body ? instancesIn(node.body, [...path, node.id]) : [];
  });
}

/** The number of the version that a node could be brought up to; null where it is the newest, or its item is not there. */
export function newerFor(node: GraphNode, newest: Newest): number | null {
  if (!isInstance(node)) return null;
  const number = newest(node.library.item);
  return number !== undefined && number > node.library.version ? number : null;
}

/** The same, unless the person chose to stay. */
export function wantedFor(node: GraphNode, newest: Newest): number | null {
  const number = newerFor(node, newest);
  return number !== null && number > (node.library?.stays ?? 0) ? number : null;
}

/** Those of a graph that could be brought up, and to which version. */
export const outdatedOf = (
  level: GraphLevel,
  newest: Newest,
): readonly { readonly instance: Instance; readonly to: number }[] =>
  instancesOf(level).flatMap((instance) => {
    const to = newerFor(instance.node, newest);
    return to === null ? [] : [{ instance, to }];
  });
