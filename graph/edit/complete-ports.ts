import type { Catalogue } from '../catalogue';
import type { GraphBody, GraphNode, Wire } from '../document';
import { data, dataset, type Kind, kindName, matchKinds, text } from '../kinds';
import { type Ports, portOf } from '../node';
import { bodyPorts, contractOf, INPUT, isBoundary, OUTPUT, VALUE } from '../subgraph';
import { freshId } from './build';

/** How far new ports stand from what lies inside, and below one another. */
const [ASIDE, BELOW] = [280, 90];
/** Ports that are made at most on a side: more would be no help. */
const MOST = 6;

const WRITTEN = [text, data, dataset(text)].map(kindName);
/** What somebody who only writes can give. */
const isWritten = (kind: Kind): boolean => WRITTEN.includes(kindName(kind));
/** What somebody who only reads, or looks at pictures, can be told. */
const isTold = (kind: Kind): boolean => matchKinds(kind, data).fits || kind.name === 'examples';

/**
 * A graph that is to be called, with ports for whoever calls it: where it has no input or setting that can be written in words, each text or data that
 * nothing leads to inside becomes an input, and where it has no output, what leads nowhere becomes one. A graph that has both stays as it is.
 * @param wired the inputs that something leads to from outside: the caller gives nothing there
 */
export function withCallersPorts(body: GraphBody, catalogue: Catalogue, wired: ReadonlySet<string>): GraphBody {
  const ports = bodyPorts(body, catalogue);
  const asks = body.exposed.length > 0 || ports.inputs.some(({ id, kind }) => !wired.has(id) && isWritten(kind));
  const inputs = asks ? [] : loose(body, catalogue, 'inputs', isWritten);
  const outputs = ports.outputs.length > 0 ? [] : loose(body, catalogue, 'outputs', isTold);
  if (inputs.length + outputs.length === 0) return body;
  const taken = new Set(body.nodes.map(({ id }) => id));
  const made = (type: string, { port, title }: Loose, place: number): GraphNode => {
    const id = freshId(taken, port);
    taken.add(id);
    return { id, type, version: 1, params: {}, position: besides(body, type, place), title };
  };
  const added = [
    ...inputs.map((end, place) => ({ end, node: made(INPUT, end, place) })),
    ...outputs.map((end, place) => ({ end, node: made(OUTPUT, end, place) })),
  ];
  return {
    ...body,
    nodes: [...body.nodes, ...added.map(({ node }) => node)],
    wires: [
      ...body.wires,
      ...added.map(({ end, node }): Wire => {
        const [inner, boundary] = [
          { node: end.node, port: end.port },
          { node: node.id, port: VALUE },
        ];
        return node.type === INPUT ? { from: boundary, to: inner } : { from: inner, to: boundary };
      }),
    ],
  };
}

interface Loose {
  readonly node: string;
  readonly port: string;
  readonly title: string;
}

/** Ports inside that no wire ends at, in the order of the graph; outputs only of nodes from which nothing leads on. */
function loose(
  body: GraphBody,
  catalogue: Catalogue,
  side: 'inputs' | 'outputs',
  fits: (kind: Kind) => boolean,
): readonly Loose[] {
  return body.nodes
    .filter((node) => !isBoundary(node) && !node.muted)
    .filter(({ id }) => side === 'inputs' || !body.wires.some(({ from }) => from.node === id))
    .flatMap((node) => {
      const ports: Ports = contractOf(node, catalogue)?.[side] ?? {};
      return Object.entries(ports).flatMap(([name, declared]) => {
        const { kind, title = named(name) } = portOf(declared);
        const isWired = body.wires.some(({ to }) => side === 'inputs' && to.node === node.id && to.port === name);
        return fits(kind) && !isWired ? [{ node: node.id, port: name, title }] : [];
      });
    })
    .slice(0, MOST);
}

/** Beside all that lies inside, below the ports that are there. */
function besides({ nodes }: GraphBody, type: string, place: number): GraphNode['position'] {
  const same = nodes.filter((node) => node.type === type);
  const others = nodes.filter((node) => !isBoundary(node)).map(({ position }) => position);
  const edge = (side: (...all: number[]) => number) => side(0, ...others.map(({ x }) => x));
  const x = same[0]?.position.x ?? (type === INPUT ? edge(Math.min) - ASIDE : edge(Math.max) + ASIDE);
  const top = same.length > 0 ? Math.max(...same.map(({ position }) => position.y)) + BELOW : (others[0]?.y ?? 0);
  return { x, y: top + place * BELOW };
}

const named = (port: string): string => port.charAt(0).toUpperCase() + port.slice(1);
