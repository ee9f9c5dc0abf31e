import { type GraphDocument, type GraphNode, isSubgraph } from '@/graph';

/** Whether an agent of this graph remembers beyond its task: what that takes is loaded only then. */
export const needsMemory = ({ nodes }: Pick<GraphDocument, 'nodes'>): boolean =>
  nodes.some(
    (node) => remembersBeyond(node) || (isSubgraph(node) && node.body !== undefined && needsMemory(node.body)),
  );

export const remembersBeyond = ({ type, params }: GraphNode): boolean =>
  type === 'agent.run' && params.memory === true && (params.keeps === 'project' || params.keeps === 'user');
