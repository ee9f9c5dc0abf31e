import { toast } from '@/app/ui/toast';
import { type GraphDocument, type GraphNode, INSIDE, isSubgraph, z } from '@/graph';
import type { Runtime } from '@/workers/client';
import { addFacts, mayRemember, type Rememberer, type Scope, type Taken, taken, writtenFacts } from './facts';
import { rememberersOf } from './needs-memory';

/**
 * The graph with what its agents remember: what a run begins with.
 * @param goesOn whether one of them is in the middle of something: then all have what they had when it began, for with anything else it would begin anew
 */
export function takeMemory(document: GraphDocument, projectId: string, goesOn: boolean): GraphDocument {
  if (rememberersOf(document).some(([path, scope]) => !mayRemember({ projectId, path }, scope)))
    toast.info('An agent would remember things beyond this run', {
      id: 'memory',
      description: 'It may not yet: allow it in its settings, at “Remembers them for”.',
    });
  const before = goesOn ? taken.read(projectId) : undefined;
  const now = before ?? { project: writtenFacts('project', projectId), user: writtenFacts('user', projectId) };
  taken.remember(projectId, now);
  return given(document, projectId, now);
}

/** The graph with what its last run took: its results are found by that. */
export function withMemory(document: GraphDocument, projectId: string): GraphDocument {
  const last = taken.read(projectId);
  return last ? given(document, projectId, last) : document;
}

const known = new WeakMap<GraphDocument, { readonly name: string; readonly document: GraphDocument }>();

/** The same graph for the same memory: who compares two of them sees that nothing changed. Who may not remember is given none. */
function given(document: GraphDocument, projectId: string, memory: Taken): GraphDocument {
  const allowed = new Map(rememberersOf(document).filter(([path, scope]) => mayRemember({ projectId, path }, scope)));
  if (allowed.size === 0) return document;
  const name = JSON.stringify([...allowed, memory]);
  const before = known.get(document);
  if (before?.name === name) return before.document;
  const nodeGiven = (node: GraphNode, around: string): GraphNode => {
    const path = around + node.id;
    const scope = allowed.get(path);
    if (scope) return { ...node, params: { ...node.params, taken: memory[scope] } };
    if (!isSubgraph(node) || !node.body) return node;
    const nodes = node.body.nodes.map((one) => nodeGiven(one, path + INSIDE));
    return { ...node, body: { ...node.body, nodes } };
  };
  const next = { ...document, nodes: document.nodes.map((node) => nodeGiven(node, '')) };
  known.set(document, { name, document: next });
  return next;
}

const trace = z.object({ remembers: z.record(z.string(), z.string()).optional() });

/** Keeps what an agent remembered in a run. */
export async function keepRemembered(runtime: Runtime, key: string, who: Rememberer, scope: Scope): Promise<void> {
  if (!mayRemember(who, scope)) return;
  const { bytes } = await runtime.exportValue(key, 'trace');
  const { remembers } = trace.parse(JSON.parse(new TextDecoder().decode(bytes)));
  if (remembers) addFacts(scope, who.projectId, remembers);
}
