import { type Dim, formatDim, GenloomError, type Network } from '@/graph';
import { withSizes } from '@/ml/described';
import type { Network as ConcreteNetwork } from '@/ml/network';
import { withRole } from '@/ml/roles';

/**
 * A network whose sizes are all known, as `ml/` takes it.
 * @throws GenloomError `network.unresolved` when a size is still a symbol, `network.empty` when there is nothing in it
 */
export function concreteNetwork(network: Network): ConcreteNetwork {
  if (network.operations.length === 0)
    throw new GenloomError({
      code: 'network.empty',
      title: 'This network has no layers.',
      fix: 'Begin with a “Token embedding”, or with an “Example input”.',
    });
  return withSizes(network, (dim: Dim): number => {
    if (typeof dim === 'number') return dim;
    throw new GenloomError({
      code: 'network.unresolved',
      title: `The size “${formatDim(dim)}” of this network is not known.`,
      fix: 'Connect a tokenizer to the token embedding.',
    });
  });
}

/** Networks by their role, as the objective of a family takes them. */
export const rolesOf = <Role extends string>(
  networks: Readonly<Record<Role, Network>>,
): Record<Role, ConcreteNetwork> => {
  const roles: Partial<Record<Role, ConcreteNetwork>> = {};
  for (const role in networks) roles[role] = withRole(concreteNetwork(networks[role]), role);
  return roles as Record<Role, ConcreteNetwork>;
};

/** A model's network by its role. */
export function roleOf(roles: Readonly<Record<string, ConcreteNetwork>>, role: string): ConcreteNetwork {
  const network = roles[role];
  if (!network) throw damaged();
  return network;
}

/** What is said of a model that lacks a network or a setting. */
export const damaged = () =>
  new GenloomError({
    code: 'generate.damaged-model',
    title: 'This model lacks something that it needs.',
    fix: 'Train it again.',
  });
