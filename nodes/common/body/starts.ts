import { type GraphBody, type GraphNode, INPUT, OUTPUT, VALUE, type Wire } from '@/graph';

const COLUMN = 560;
const ROW = 110;

/** What is inside a new node that runs a graph: inputs on the left and outputs on the right, wired as `from → to`, with room between them for what is to happen. */
export function startsWith(
  inputs: Readonly<Record<string, string>>,
  outputs: Readonly<Record<string, string>>,
  wires: readonly (readonly [from: string, to: string])[] = [],
): GraphBody {
  const ports = (type: string, titles: Readonly<Record<string, string>>, x: number): GraphNode[] =>
    Object.entries(titles).map(([id, title], row) => ({
      id,
      type,
      version: 1,
      params: {},
      position: { x, y: row * ROW },
      title,
    }));
  return {
    nodes: [...ports(INPUT, inputs, 0), ...ports(OUTPUT, outputs, COLUMN)],
    wires: wires.map(([from, to]): Wire => ({ from: { node: from, port: VALUE }, to: { node: to, port: VALUE } })),
    groups: [],
    notes: [],
    exposed: [],
  };
}
