import { extendNode, type Facts, type Network } from '@/graph';
import { catalogue } from '@/nodes';

/** What a node says of its output. */
export function said(type: string, params: object, inputs: Record<string, Facts>): Facts {
  const contract = catalogue.get(type);
  if (!contract) throw new Error(`there is no ${type}`);
  const extended = extendNode(contract, inputs, contract.params.parse(params), { nodeId: type });
  if (!extended.ok) throw new Error(extended.error.title);
  return Object.values(extended.facts)[0] ?? {};
}

export interface Mlp {
  readonly from: 'example' | 'noise';
  readonly input?: object;
  readonly mlp?: object;
  readonly output?: object;
}

/** An MLP from its input node to its output node. */
export function network(given: Facts, { from, input = {}, mlp = {}, output = {} }: Mlp): Network {
  const begun =
    from === 'example'
      ? said('network.example-input', input, { examples: given })
      : said('network.noise-input', input, { examples: given });
  const middle = said('network.mlp', mlp, { network: begun });
  const { network } = said('network.example-output', output, { network: middle, examples: given });
  if (!network) throw new Error('no network');
  return network;
}
