import type { Catalogue } from '../catalogue';
import { countNodes, type FromLibrary, type GraphDocument, type GraphNode, LIMITS, type Wire } from '../document';
import { applyEdit, batch, type Edit, freshId, replaceNodeEdit } from '../edit';
import { GenloomError } from '../errors';
import { contractOf, editInside, levelThere } from '../subgraph';
import * as z from '../zod';
import { type Instance, type InstanceNode, isInstance, type KeepableNode } from './instances';
import { bodyHash, depthOf } from './kept';

/** A version of an item, as it goes into a graph. */
export interface KeptVersion {
  readonly item: string;
  readonly name: string;
  readonly version: number;
  readonly node: KeepableNode;
}

const cameFrom = ({ item, version, node }: Omit<KeptVersion, 'name'>): FromLibrary => ({
  item,
  version,
  hash: bodyHash(node.body),
});

/**
 * Puts an item of the library on the level at a path, titled as it is called.
 * @returns an edit of the whole graph, and the id of the new node
 * @throws GenloomError `subgraph.none`, `library.too-much` where the graph has no room for it
 */
export function insertKeptEdit(
  root: GraphDocument,
  path: readonly string[],
  kept: KeptVersion,
  { x, y }: GraphNode['position'],
): { readonly edit: Edit; readonly id: string } {
  const level = levelThere(root, path);
  const id = freshId(new Set(level.nodes.map((node) => node.id)), idOf(kept.name));
  const node: GraphNode = {
    ...kept.node,
    id,
    title: kept.name,
    position: { x: Math.round(x), y: Math.round(y) },
    library: cameFrom(kept),
  };
  const edit = editInside(path, { op: 'add-node', node, at: level.nodes.length });
  refuseTooMuch(applyEdit(root, edit));
  return { edit, id };
}

/** What did not outlive an update. */
export interface Lost {
  readonly wires: readonly Wire[];
  /** Names of what was set from outside and no longer can be, or not to that. */
  readonly settings: readonly string[];
}

/**
 * Brings a node up to a version of the item that it came from: the graph inside is that of the version. Its id, title, place and use stay, and so do the
 * settings and wires that the new ports and parameters take.
 * @returns an edit of the whole graph, one step to undo, and what was lost
 * @throws GenloomError `node.missing`, `subgraph.none`, `library.too-much`
 */
export function updateEdit(
  root: GraphDocument,
  instance: Instance,
  kept: KeptVersion,
  catalogue: Catalogue,
): { readonly edit: Edit; readonly lost: Lost } {
  const { path } = instance;
  const { setBy, ...node } = asItIs(root, instance);
  const made: GraphNode = { ...node, body: kept.node.body, library: cameFrom(kept) };
  const [before, now] = [node, made].map(({ body }) => new Set(body?.exposed.map(({ name }) => name)));
  const shape = contractOf(made, catalogue)?.params.shape;
  // What is not set from outside of the graph inside is a setting of the node itself, and none of the version's business.
  const stays = ([name, value]: [string, unknown]): boolean => {
    const schema: unknown = shape?.[name];
    return (
      !before?.has(name) ||
      (now?.has(name) === true && (!(schema instanceof z.ZodType) || schema.safeParse(value).success))
    );
  };
  const own = Object.entries(node.params).filter(stays);
  const fresh = Object.entries(kept.node.params).filter(([name]) => now?.has(name) && !before?.has(name));
  const params = Object.fromEntries([...fresh, ...own]);
  const byVariable = Object.entries(setBy ?? {}).filter(([name]) => !before?.has(name) || now?.has(name) === true);
  const left = new Set([...own, ...byVariable].map(([name]) => name));
  const settings = [...new Set([...Object.keys(node.params), ...Object.keys(setBy ?? {})])].filter(
    (name) => !left.has(name),
  );
  const replaced = replaceNodeEdit(levelThere(root, path), catalogue, {
    ...made,
    params,
    ...(byVariable.length > 0 && { setBy: Object.fromEntries(byVariable) }),
  });
  const edit = editInside(path, replaced.edit);
  refuseTooMuch(applyEdit(root, edit));
  return { edit, lost: { wires: replaced.lost, settings } };
}

/** Brings several nodes up at once, in one step to undo. @throws as `updateEdit` */
export function updateAllEdit(
  root: GraphDocument,
  updates: readonly { readonly instance: Instance; readonly kept: KeptVersion }[],
  catalogue: Catalogue,
): { readonly edit: Edit; readonly lost: readonly Lost[] } {
  const edits: Edit[] = [];
  const lost: Lost[] = [];
  let document = root;
  for (const { instance, kept } of updates) {
    const update = updateEdit(document, instance, kept, catalogue);
    document = applyEdit(document, update.edit);
    edits.push(update.edit);
    lost.push(update.lost);
  }
  return { edit: batch(edits), lost };
}

/** Remembers that a person does not want a newer version; one that is newer still is told of again. @throws GenloomError `node.missing`, `subgraph.none` */
export function stayEdit(root: GraphDocument, instance: Instance, stays: number): Edit {
  const node = asItIs(root, instance);
  return rememberEdit(root, instance.path, node, { ...node.library, stays });
}

/** A node may have been moved, set or brought up since somebody looked at it. @throws GenloomError `node.missing` */
function asItIs(root: GraphDocument, { path, node: { id } }: Instance): InstanceNode {
  const node = levelThere(root, path).nodes.find((one) => one.id === id);
  if (node && isInstance(node)) return node;
  throw new GenloomError({ code: 'node.missing', title: `There is no node “${id}” of the library any more.` });
}

/** Remembers what a node was kept as, or with null forgets it. @throws GenloomError `node.missing`, `subgraph.none` */
export function rememberEdit(
  root: GraphDocument,
  path: readonly string[],
  node: GraphNode,
  library: FromLibrary | null,
): Edit {
  const { nodes } = levelThere(root, path);
  const at = nodes.findIndex(({ id }) => id === node.id);
  const before = nodes[at];
  if (!before) throw new GenloomError({ code: 'node.missing', title: `There is no node “${node.id}”.` });
  const { library: _, ...rest } = before;
  const after = library ? { ...rest, library } : rest;
  return editInside(
    path,
    batch([
      { op: 'remove-node', node: before, at },
      { op: 'add-node', node: after, at },
    ]),
  );
}

function refuseTooMuch(document: GraphDocument): void {
  if (countNodes(document) <= LIMITS.nodes && depthOf(document) <= LIMITS.depth) return;
  throw new GenloomError({
    code: 'library.too-much',
    title: 'The graph has no room for this.',
    detail: `It may have ${LIMITS.nodes.toLocaleString('en')} nodes with those inside others, ${LIMITS.depth} graphs deep.`,
    fix: 'Begin another graph with it.',
  });
}

/** An id that people can read in an exported file. */
function idOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return words.slice(0, 40) || 'subgraph';
}
