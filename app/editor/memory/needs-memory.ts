import { flatten, type GraphDocument, type GraphNode } from '@/graph';
import type { Scope } from './facts';

/** The memory that outlives a task which an agent uses; null where it uses none, or is no agent. */
export function scopeOf({ type, params: { memory, keeps } }: Pick<GraphNode, 'type' | 'params'>): Scope | null {
  if (type !== 'agent.run' || memory !== true) return null;
  return keeps === 'project' || keeps === 'user' ? keeps : null;
}

/** The agents of a graph that remember beyond their task, by their paths. What that takes is loaded only where there are some. */
export const rememberersOf = (document: GraphDocument): readonly (readonly [string, Scope])[] =>
  [...flatten(document).nodes].flatMap(([path, node]) => {
    const scope = scopeOf(node);
    return scope ? [[path, scope] as const] : [];
  });
