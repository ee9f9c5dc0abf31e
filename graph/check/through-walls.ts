import type { Catalogue } from '../catalogue';
import type { GraphDocument } from '../document';
import { flatten, portTitled } from '../subgraph';
import type { Problem } from './problem';

/** A wire that is missing outside of a subgraph is told there, and one that leads nowhere too. */
export function throughWalls(
  problems: readonly Problem[],
  document: GraphDocument,
  catalogue: Catalogue,
): readonly Problem[] {
  const { document: flat, openingOf, loose, nodes } = flatten(document);
  if (flat === document) return problems;
  const told = problems.map((problem) => {
    const opening =
      problem.code === 'wire.missing' && problem.port !== undefined
        ? openingOf({ node: problem.nodeId, port: problem.port })
        : null;
    if (!opening) return problem;
    if (!nodes.get(opening.node)?.body) return nothingAround(opening.node);
    return {
      ...problem,
      nodeId: opening.node,
      port: opening.port,
      title: `“${portTitled(document, opening, catalogue)}” is not connected.`,
    };
  });
  const once = new Map(
    told.map((problem) => [
      `${problem.nodeId}\n${problem.port}\n${problem.code}\n${problem.param}\n${problem.title}`,
      problem,
    ]),
  );
  return [...once.values(), ...loose.map(({ node, port }) => ({ ...loosePort(port), nodeId: node, port }))];
}

const nothingAround = (nodeId: string): Problem => ({
  nodeId,
  level: 'error',
  code: 'subgraph.nothing-around',
  title: 'Nothing comes in here.',
  detail: 'An input is a port of the graph around it, and around this one there is none.',
  fix: 'Select it with what it leads to and make a subgraph, or connect something else.',
});

const loosePort = (port: string) =>
  ({
    level: 'error',
    code: 'wire.unknown-port',
    title: 'A wire leads to a port that is not there.',
    detail: `The graph inside has no input or output “${port}”.`,
    fix: 'Remove the wire and draw it anew.',
  }) as const;
