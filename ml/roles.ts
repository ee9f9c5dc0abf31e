import type { Network, Operation } from './network';

/** What goes into a network has no role. */
const GIVEN: ReadonlySet<string> = new Set(['input', 'time', 'label', 'caption', 'prefix']);

/** A network whose operations, and so its weights, are named by its role: `encoder/mlp-1234`. Models of several networks keep all their weights in one record. */
export function withRole(network: Network, role: string): Network {
  const named = (id: string) => (GIVEN.has(id) ? id : `${role}/${id}`);
  return {
    ...network,
    output: named(network.output),
    operations: network.operations.map(
      (operation): Operation => ({
        ...operation,
        id: named(operation.id),
        inputs: operation.inputs.map(named),
        parameters: operation.parameters.map(({ tiedTo, ...spec }) =>
          tiedTo === undefined ? spec : { ...spec, tiedTo: named(tiedTo) },
        ),
      }),
    ),
  };
}

/** All networks of a model as one, for what only asks for parameters: first weights, updates, counts. It cannot be run. */
export function joined(networks: readonly Network[]): Network {
  return {
    operations: networks.flatMap(({ operations }) => operations),
    output: networks.at(-1)?.output ?? 'input',
  };
}
