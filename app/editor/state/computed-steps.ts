import { catalogue } from '@/app/catalogue';
import type { GraphNode } from '@/graph';
import { nodeById } from './node-by-id';

/** The steps of a run that compute something: blocks only describe a network, and nothing of them is computed or kept. */
export const computedSteps = (ids: readonly string[], nodes: readonly GraphNode[]): readonly string[] =>
  ids.filter((id) => catalogue.get(nodeById(nodes, id)?.type ?? '')?.run);
