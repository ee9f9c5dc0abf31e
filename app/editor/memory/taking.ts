import { toast } from '@/app/ui/toast';
import { type GraphDocument, isSubgraph, z } from '@/graph';
import type { Runtime } from '@/workers/client';
import { addFacts, mayRemember, type Scope, type Taken, taken, writtenFacts } from './facts';
import { remembersBeyond } from './needs-memory';

/** The graph with what its agents remember, as it is now: what a run begins with. */
export function takeMemory(document: GraphDocument, projectId: string): GraphDocument {
  if (!mayRemember(projectId)) {
    toast.info('An agent would remember things beyond this run', {
      id: 'memory',
      description: 'It may not yet: allow it in its settings, at “Remembers them for”.',
    });
    return document;
  }
  const now: Taken = { project: writtenFacts('project', projectId), user: writtenFacts('user', projectId) };
  taken.remember(projectId, now);
  return given(document, now);
}

/** The graph with what its last run took: its results are found by that. */
export function withMemory(document: GraphDocument, projectId: string): GraphDocument {
  const last = mayRemember(projectId) ? taken.read(projectId) : undefined;
  return last ? given(document, last) : document;
}

const known = new WeakMap<GraphDocument, { readonly name: string; readonly document: GraphDocument }>();

/** The same graph for the same memory: who compares two of them sees that nothing changed. */
function given(document: GraphDocument, memory: Taken): GraphDocument {
  const name = `${memory.project}\n${memory.user}`;
  const before = known.get(document);
  if (before?.name === name) return before.document;
  const next = { ...document, nodes: document.nodes.map((node) => nodeGiven(node, memory)) };
  known.set(document, { name, document: next });
  return next;
}

function nodeGiven(node: GraphDocument['nodes'][number], memory: Taken): GraphDocument['nodes'][number] {
  if (remembersBeyond(node))
    return { ...node, params: { ...node.params, taken: memory[node.params.keeps === 'user' ? 'user' : 'project'] } };
  if (!isSubgraph(node) || !node.body) return node;
  return { ...node, body: { ...node.body, nodes: node.body.nodes.map((one) => nodeGiven(one, memory)) } };
}

const trace = z.object({ remembers: z.record(z.string(), z.string()).optional() });

/** Keeps what an agent remembered in a run. */
export async function keepRemembered(runtime: Runtime, key: string, scope: Scope, projectId: string): Promise<void> {
  if (!mayRemember(projectId)) return;
  const { bytes } = await runtime.exportValue(key, 'trace');
  const { remembers } = trace.parse(JSON.parse(new TextDecoder().decode(bytes)));
  if (remembers) addFacts(scope, projectId, remembers);
}
