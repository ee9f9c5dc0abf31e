import { tellProblem } from '@/app/ui/tell-problem';
import { flatten, type GraphDocument, type RunEvent } from '@/graph';
import { useEditor } from '../state/editor-store';
import { runtime } from '../state/runtime';
import { rememberersOf, scopeOf } from './needs-memory';

/**
 * A graph as it is run: with what its agents remember, where they do.
 * @param isUnderWay whether a node, by its path, waits or has kept work to go on with
 */
export async function toBeRun(document: GraphDocument, isUnderWay: (path: string) => boolean): Promise<GraphDocument> {
  const who = rememberersOf(document);
  if (who.length === 0) return document;
  // All of it is looked up before anything is waited for: another project may be opened meanwhile.
  const { projectId } = useEditor.getState();
  const goesOn = who.some(([path]) => isUnderWay(path));
  const { takeMemory } = await import('./taking');
  return takeMemory(document, projectId, goesOn);
}

/** A graph as it was run last: its results have those keys. */
export async function asRun(document: GraphDocument): Promise<GraphDocument> {
  if (rememberersOf(document).length === 0) return document;
  const { projectId } = useEditor.getState();
  const { withMemory } = await import('./taking');
  return withMemory(document, projectId);
}

/** Keeps what agents remember when they are done; also what comes from the cache, for computed anew it would be the same. */
export function rememberFrom(document: GraphDocument, events: readonly RunEvent[]): void {
  if (rememberersOf(document).length === 0) return;
  const { nodes } = flatten(document);
  const { projectId } = useEditor.getState();
  for (const event of events) {
    const node = event.type === 'finished' ? nodes.get(event.nodeId) : undefined;
    const scope = node && scopeOf(node);
    if (event.type !== 'finished' || !scope) continue;
    Promise.all([import('./taking'), runtime()])
      .then(([{ keepRemembered }, ready]) => keepRemembered(ready, event.key, { projectId, path: event.nodeId }, scope))
      .catch(tellProblem);
  }
}
