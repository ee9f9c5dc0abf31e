import type { GraphNode } from '../document';

/** The node that stands for a graph, and those that are its ports inside. */
export const SUBGRAPH = 'graph.subgraph';
export const INPUT = 'graph.input';
export const OUTPUT = 'graph.output';
/** The one port of an “Input” or an “Output”. */
export const VALUE = 'value';

export const isInput = ({ type }: Pick<GraphNode, 'type'>): boolean => type === INPUT;
export const isOutput = ({ type }: Pick<GraphNode, 'type'>): boolean => type === OUTPUT;
/** Whether a node is a port of the graph around it. */
export const isBoundary = (node: Pick<GraphNode, 'type'>): boolean => isInput(node) || isOutput(node);

/** Between the ids of a node and what lies inside it: `writer/train`. No id of a document has it. */
export const INSIDE = '/';
/** The path to a level as the beginning of the ids of all that lies in it. */
export const prefixOf = (path: readonly string[]): string => path.map((id) => id + INSIDE).join('');
