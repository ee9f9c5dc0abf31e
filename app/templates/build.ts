import {
  emptyDocument,
  type GraphDocument,
  type GraphNode,
  type Group,
  type JsonObject,
  type Note,
  type Wire,
} from '@/graph';

/** A node of a template: its place, and what differs from the defaults. */
export function node(
  id: string,
  type: string,
  x: number,
  y: number,
  params: JsonObject = {},
  rest: Pick<GraphNode, 'title' | 'seed'> = {},
): GraphNode {
  return { id, type, version: 1, params, position: { x, y }, ...rest };
}

/** `'source.text → learn.text'`: a wire from port to port. */
export function wire(path: string): Wire {
  const [from = '', to = ''] = path.split(' → ');
  return { from: end(from), to: end(to) };
}

function end(path: string) {
  const dot = path.lastIndexOf('.');
  return { node: path.slice(0, dot), port: path.slice(dot + 1) };
}

/** A note: what to look at. */
export function note(id: string, x: number, y: number, width: number, height: number, text: string): Note {
  return { id, text, position: { x, y }, size: { width, height } };
}

export function template(
  id: string,
  name: string,
  description: string,
  parts: {
    readonly nodes: readonly GraphNode[];
    readonly wires: readonly Wire[];
    readonly groups?: readonly Group[];
    readonly notes?: readonly Note[];
  },
): GraphDocument {
  return { ...emptyDocument(id, name), description, groups: [], notes: [], ...parts };
}
