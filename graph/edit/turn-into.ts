import type { Catalogue } from '../catalogue';
import type { GraphDocument, GraphNode, Wire } from '../document';
import { GenloomError } from '../errors';
import { matchKinds } from '../kinds';
import { type AnyContract, type Ports, portOf } from '../node';
import { defaultParams } from '../params';
import { contractOf } from '../subgraph';
import { batch } from './build';
import { withCallersPorts } from './complete-ports';
import type { Edit } from './edit';

/**
 * Makes a node that has a graph inside one of another type, which does something else with that graph: a subgraph becomes a tool, or runs for each item. The
 * graph inside, its settings, the title and the place stay, and so do the wires whose ports are still there and fit. One that is to be called gets ports for
 * its caller where it has none.
 * @returns one edit to undo
 * @throws GenloomError `turn-into.nothing` where there is no graph inside, `node.unknown-type`
 */
export function turnIntoEdit(
  document: GraphDocument,
  catalogue: Catalogue,
  id: string,
  type: string,
  changed: GraphNode['params'] = {},
): Edit {
  const at = document.nodes.findIndex((node) => node.id === id);
  const node = document.nodes[at];
  const contract = catalogue.get(type);
  if (!contract)
    throw new GenloomError({ code: 'node.unknown-type', title: `There is no node of the type “${type}”.` });
  if (!node?.body)
    throw new GenloomError({
      code: 'turn-into.nothing',
      title: 'There is no graph inside this node.',
      fix: 'Fold some nodes into one, then try again.',
    });
  const { position, title, muted, library } = node;
  const wired = new Set(document.wires.filter(({ to }) => to.node === id).map(({ to }) => to.port));
  const body = contract.wraps?.called ? withCallersPorts(node.body, catalogue, wired) : node.body;
  const exposed = new Set(body.exposed.map(({ name }) => name));
  const settings = Object.fromEntries(Object.entries(node.params).filter(([name]) => exposed.has(name)));
  const setBy = Object.entries(node.setBy ?? {}).filter(([name]) => exposed.has(name));
  const made: GraphNode = {
    id,
    type,
    version: contract.version,
    params: { ...settings, ...defaultParams(contract), ...changed },
    position,
    body,
    ...(title !== undefined && { title }),
    ...(muted !== undefined && { muted }),
    ...(contract.seeded && { seed: node.seed ?? 1337 }),
    ...(library && { library }),
    ...(setBy.length > 0 && { setBy: Object.fromEntries(setBy) }),
  };
  return replaceNodeEdit(document, catalogue, made).edit;
}

/**
 * Puts a node in the place of the one that has its id. Wires stay whose ports are still there and fit; those whose other end nobody knows stay where the port is.
 * @returns one edit to undo, and the wires that it removes
 * @throws GenloomError `node.missing`
 */
export function replaceNodeEdit(
  document: GraphDocument,
  catalogue: Catalogue,
  made: GraphNode,
): { readonly edit: Edit; readonly lost: readonly Wire[] } {
  const at = document.nodes.findIndex(({ id }) => id === made.id);
  const node = document.nodes[at];
  if (!node) throw new GenloomError({ code: 'node.missing', title: `There is no node “${made.id}”.` });
  const after = contractOf(made, catalogue);
  const lost = document.wires.flatMap((wire, place): { readonly wire: Wire; readonly at: number }[] => {
    const side = wire.from.node === made.id ? 'outputs' : wire.to.node === made.id ? 'inputs' : null;
    return !side || !after || fits(document, catalogue, wire, side, after) ? [] : [{ wire, at: place }];
  });
  // From the last to the first, so that each place is right when that is undone.
  const removals = lost.map((one): Edit => ({ op: 'remove-wire', ...one })).reverse();
  return {
    edit: batch([...removals, { op: 'remove-node', node, at }, { op: 'add-node', node: made, at }]),
    lost: lost.map(({ wire }) => wire),
  };
}

function fits(
  document: GraphDocument,
  catalogue: Catalogue,
  { from, to }: Wire,
  side: 'inputs' | 'outputs',
  after: AnyContract,
): boolean {
  const other = document.nodes.find((node) => node.id === (side === 'inputs' ? from : to).node);
  const beyond = other && contractOf(other, catalogue);
  const output = declared(side === 'inputs' ? beyond?.outputs : after.outputs, from.port);
  const input = declared(side === 'inputs' ? after.inputs : beyond?.inputs, to.port);
  if (other && !beyond) return (side === 'inputs' ? input : output) !== undefined;
  return output !== undefined && input !== undefined && matchKinds(portOf(output).kind, portOf(input).kind).fits;
}

const declared = (ports: Ports | undefined, port: string) =>
  ports && Object.hasOwn(ports, port) ? ports[port] : undefined;
