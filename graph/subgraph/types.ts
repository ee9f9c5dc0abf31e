import type { GraphNode } from '../document';

/** The node that stands for a graph, and those that are its ports inside. */
export const SUBGRAPH = 'graph.subgraph';
export const INPUT = 'graph.input';
export const OUTPUT = 'graph.output';
/** What stands for an “Input” where the graph around it is another program’s business: it gives what it is given. It is in no document. */
export const GIVEN = 'graph.given';
/** The one port of an “Input” or an “Output”. */
export const VALUE = 'value';

/** Whether a node stands for the graph inside it, and nothing else: its walls are taken out before anything is checked or run. Others run theirs themselves. */
export const isSubgraph = (node: Pick<GraphNode, 'type' | 'body'>): boolean =>
  node.type === SUBGRAPH && node.body !== undefined;
export const isInput = ({ type }: Pick<GraphNode, 'type'>): boolean => type === INPUT;
export const isOutput = ({ type }: Pick<GraphNode, 'type'>): boolean => type === OUTPUT;
/** Whether a node is a port of the graph around it. */
export const isBoundary = (node: Pick<GraphNode, 'type'>): boolean => isInput(node) || isOutput(node);

/** Between the ids of a node and what lies inside it: `writer/train`. No id of a document has it. */
export const INSIDE = '/';
/** The path to a level as the beginning of the ids of all that lies in it. */
export const prefixOf = (path: readonly string[]): string => path.map((id) => id + INSIDE).join('');
