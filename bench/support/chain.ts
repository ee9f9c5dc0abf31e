import { extendNode, type Facts, type Network } from '@/graph';
import { catalogue } from '@/nodes';

/** A network from its first block to its last, as wires would make it. */
export function chain(
  blocks: readonly (readonly [type: string, params: object, inputs?: Record<string, Facts>])[],
): Network {
  let facts: Facts | undefined;
  for (const [type, params, inputs = {}] of blocks) {
    const contract = catalogue.get(type);
    if (!contract) throw new Error(`there is no ${type}`);
    const wired = facts ? { ...inputs, network: facts } : inputs;
    const extended = extendNode(contract, wired, contract.params.parse(params), { nodeId: type });
    if (!extended.ok) throw new Error(extended.error.title);
    facts = extended.facts.network;
  }
  if (!facts?.network) throw new Error('no network');
  return facts.network;
}
