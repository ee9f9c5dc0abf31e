import { type Catalogue, titleOf } from '../catalogue';
import type { CheckResult, NodeFacts, Problem } from '../check';
import type { GraphBody, GraphDocument, GraphLevel, GraphNode, WireEnd } from '../document';
import type { Edit } from '../edit';
import { GenloomError } from '../errors';
import { portOf } from '../node';
import { OWN } from '../variables';
import { contractOf } from './contract';
import { flatten } from './flatten';
import { INSIDE, isSubgraph, prefixOf } from './types';

/** The graph in the subgraph at a path; null where there is none any more. */
export function bodyAt(document: GraphDocument, path: readonly string[]): GraphBody | null {
  let level: GraphLevel = document;
  let body: GraphBody | null = null;
  for (const id of path) {
    body = level.nodes.find((node) => node.id === id)?.body ?? null;
    if (!body) return null;
    level = body;
  }
  return body;
}

/** The same where it has to be there. @throws GenloomError `subgraph.none` */
export function bodyThere(document: GraphDocument, path: readonly string[]): GraphBody {
  const body = bodyAt(document, path);
  if (!body) throw noSubgraph();
  return body;
}

/** The graph at a path of subgraphs, as a document of its own with the name and the variables of the whole; null where there is none any more. */
export function levelAt(document: GraphDocument, path: readonly string[]): GraphDocument | null {
  if (path.length === 0) return document;
  const body = bodyAt(document, path);
  return body && asDocument(document, body);
}

/** The same where it has to be there. @throws GenloomError `subgraph.none` */
export function levelThere(document: GraphDocument, path: readonly string[]): GraphDocument {
  const level = levelAt(document, path);
  if (!level) throw noSubgraph();
  return level;
}

const noSubgraph = () => new GenloomError({ code: 'subgraph.none', title: 'There is no subgraph here.' });

const documents = new WeakMap<GraphBody, GraphDocument>();
function asDocument(
  { format, version, id, name, description, variables }: GraphDocument,
  body: GraphBody,
): GraphDocument {
  const known = documents.get(body);
  if (known?.id === id && known.name === name && known.description === description && known.variables === variables)
    return known;
  const { nodes, wires, groups, notes } = body;
  const fresh = {
    ...{ format, version, id, name, description, nodes, wires, groups, notes },
    ...(variables && { variables }),
  };
  documents.set(body, fresh);
  return fresh;
}

/** An edit of the graph at a path, as an edit of the whole. */
export const editInside = (path: readonly string[], edit: Edit): Edit =>
  path.reduceRight<Edit>((inner, node) => ({ op: 'inside', node, edit: inner }), edit);

/** What people call a node at any level, with the subgraphs that it lies in, those from the outermost `beyond` on: `Writer › Train`. */
export function pathTitle(
  document: GraphDocument,
  id: string,
  known: ReadonlyMap<string, { readonly title: string }>,
  beyond = 0,
): string {
  const { nodes } = flatten(document);
  if (id === OWN) return 'Variables';
  const parts = id.split(INSIDE);
  return parts
    .map((part, index) => {
      const node = nodes.get(parts.slice(0, index + 1).join(INSIDE));
      return node ? titleOf(node, known) : part;
    })
    .slice(beyond)
    .join(' › ');
}

/** The node of a level that something happens in: itself, or the subgraph that it lies inside of; null for what lies elsewhere. */
export function nodeAtLevel(path: readonly string[], id: string): string | null {
  const prefix = prefixOf(path);
  return id.startsWith(prefix) ? (id.slice(prefix.length).split(INSIDE)[0] ?? null) : null;
}

/** What a check of the whole graph says of one level: what lies deeper is told of the subgraph that it lies in, and what is missing outside is told outside. */
export function checkAtLevel(
  whole: CheckResult,
  document: GraphDocument,
  path: readonly string[],
  catalogue: Catalogue,
): CheckResult {
  const flat = flatten(document);
  const level = levelAt(document, path);
  if (!level || (path.length === 0 && flat.document === document)) return whole;
  const prefix = prefixOf(path);
  const facts = new Map<string, NodeFacts>();
  const params = new Map<string, { readonly [key: string]: unknown }>();
  const blocked = new Set<string>();
  for (const id of whole.blocked) {
    const here = nodeAtLevel(path, id);
    if (here !== null) blocked.add(here);
  }
  for (const node of level.nodes) {
    const id = prefix + node.id;
    const own = whole.facts.get(id);
    facts.set(node.id, own ?? factsOfSubgraph(node, id, whole, flat, catalogue));
    const parsed = whole.params.get(id);
    if (parsed) params.set(node.id, parsed);
  }
  const problems = whole.problems.flatMap((problem): Problem[] => {
    const here = nodeAtLevel(path, problem.nodeId);
    if (here === null) return [];
    if (prefix + here === problem.nodeId) return [{ ...problem, nodeId: here }];
    return [
      {
        nodeId: here,
        level: problem.level,
        code: 'subgraph.inside',
        title: problem.title,
        detail: [`In “${pathTitle(document, problem.nodeId, catalogue)}”.`, problem.detail].filter(Boolean).join(' '),
        ...(problem.fix !== undefined && { fix: problem.fix }),
        inside: problem.nodeId,
      },
    ];
  });
  return { problems, facts, params, blocked };
}

function factsOfSubgraph(
  node: GraphNode,
  id: string,
  whole: CheckResult,
  { sourceOf }: ReturnType<typeof flatten>,
  catalogue: Catalogue,
): NodeFacts {
  if (!isSubgraph(node)) return {};
  return Object.fromEntries(
    Object.keys(contractOf(node, catalogue)?.outputs ?? {}).flatMap((port) => {
      const source = sourceOf({ node: id, port });
      const known = source && whole.facts.get(source.node)?.[source.port];
      return known ? [[port, known]] : [];
    }),
  );
}

/** What people call an input of a node at any level; one that is not there keeps its name. */
export function portTitled(document: GraphDocument, end: WireEnd, catalogue: Catalogue): string {
  const node = flatten(document).nodes.get(end.node);
  const declared = node && contractOf(node, catalogue)?.inputs[end.port];
  return (declared && portOf(declared).title) ?? end.port;
}
