import type { Catalogue } from '../catalogue';
import type { ExposedParam, GraphBody } from '../document';
import { kindName } from '../kinds';
import { type BodyPort, portOf } from '../node';
import { fieldsOf } from '../params';
import { bodyPorts, contractOf, isBoundary } from '../subgraph';

/** How two versions of a graph inside a node differ to those who only see it from outside. */
export interface OutsideChanges {
  /** In the titles of ports. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly renamed: readonly string[];
  /** Ports that take or give another kind, or became needed. */
  readonly altered: readonly string[];
  readonly settingsAdded: readonly string[];
  readonly settingsRemoved: readonly string[];
}

/** Compares ports by their ids, which wires go by, and settings by their names. */
export function outsideChanges(before: GraphBody, after: GraphBody, catalogue: Catalogue): OutsideChanges {
  const [old, now] = [before, after].map((body) => {
    const { inputs, outputs } = bodyPorts(body, catalogue);
    return new Map(
      [...inputs.map((port) => ['input', port] as const), ...outputs.map((port) => ['output', port] as const)].map(
        ([side, port]) => [`${side} ${port.id}`, { words: `${side} “${port.title}”`, port }],
      ),
    );
  });
  const only = (these?: Ports, those?: Ports) =>
    [...(these ?? [])].flatMap(([id, { words }]) => (those?.has(id) ? [] : [words]));
  const names = (body: GraphBody, other: GraphBody) =>
    body.exposed
      .filter(({ name }) => !other.exposed.some((one) => one.name === name))
      .map((one) => `“${labelOf(one, body, catalogue)}”`);
  return {
    added: only(now, old),
    removed: only(old, now),
    altered: [...(now ?? [])].flatMap(([id, { words, port }]) => {
      const earlier = old?.get(id)?.port;
      return earlier && says(earlier) !== says(port) ? [words] : [];
    }),
    renamed: [...(now ?? [])].flatMap(([id, { port }]) => {
      const earlier = old?.get(id);
      return earlier && earlier.port.title !== port.title ? [`${earlier.words} to “${port.title}”`] : [];
    }),
    settingsAdded: names(after, before),
    settingsRemoved: names(before, after),
  };
}

function labelOf({ title, node, param }: ExposedParam, { nodes }: GraphBody, catalogue: Catalogue): string {
  const inner = nodes.find(({ id }) => id === node);
  const contract = inner && contractOf(inner, catalogue);
  return title ?? (contract && fieldsOf(contract).find(({ name }) => name === param)?.label) ?? param;
}

type Ports = ReadonlyMap<string, { readonly words: string; readonly port: BodyPort }>;
const says = (port: BodyPort): string => {
  const { kind, optional = false } = portOf(port);
  return `${kindName(kind)} ${optional}`;
};

/** A graph inside a node without its ports, of which `outsideChanges` tells. */
export function withoutPorts(body: GraphBody): GraphBody {
  const ports = new Set(body.nodes.filter(isBoundary).map(({ id }) => id));
  return {
    ...body,
    nodes: body.nodes.filter(({ id }) => !ports.has(id)),
    wires: body.wires.filter(({ from, to }) => !ports.has(from.node) && !ports.has(to.node)),
  };
}
