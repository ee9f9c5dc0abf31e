import { tellProblem } from '@/app/ui/tell-problem';
import { flatten, type GraphDocument, type RunEvent } from '@/graph';
import { useEditor } from '../state/editor-store';
import { runtime } from '../state/runtime';
import { needsMemory, remembersBeyond } from './needs-memory';

/** A graph as it is run: with what its agents remember, where they do. */
export async function toBeRun(document: GraphDocument): Promise<GraphDocument> {
  if (!needsMemory(document)) return document;
  const { takeMemory } = await import('./taking');
  return takeMemory(document, useEditor.getState().projectId);
}

/** A graph as it was run last: its results have those keys. */
export async function asRun(document: GraphDocument): Promise<GraphDocument> {
  if (!needsMemory(document)) return document;
  const { withMemory } = await import('./taking');
  return withMemory(document, useEditor.getState().projectId);
}

/** Keeps what agents remember when they are done; also what comes from the cache, for computed anew it would be the same. */
export function rememberFrom(document: GraphDocument, events: readonly RunEvent[]): void {
  if (!needsMemory(document)) return;
  const { nodes } = flatten(document);
  const { projectId } = useEditor.getState();
  for (const event of events) {
    const node = event.type === 'finished' ? nodes.get(event.nodeId) : undefined;
    if (event.type !== 'finished' || !node || !remembersBeyond(node)) continue;
    const scope = node.params.keeps === 'user' ? 'user' : 'project';
    Promise.all([import('./taking'), runtime()])
      .then(([{ keepRemembered }, ready]) => keepRemembered(ready, event.key, scope, projectId))
      .catch(tellProblem);
  }
}
