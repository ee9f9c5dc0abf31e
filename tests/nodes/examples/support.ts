import { type Examples, extendNode, type Facts, type Network } from '@/graph';
import type { Weights } from '@/ml/network';
import { initialiseWeights } from '@/ml/weights';
import { catalogue } from '@/nodes';
import { concreteNetwork } from '@/nodes/common/network';
import { sourcePoints } from '@/nodes/source/points/node';
import { run as runPoints } from '@/nodes/source/points/run';
import { noiseValues } from '../../ml/helpers/tensors';
import { testContext } from '../support';

/** Points as the node makes them. */
export async function points(params: object, seed = 1): Promise<Examples> {
  const { examples } = await runPoints({}, sourcePoints.params.parse(params), testContext({ seed }));
  return examples;
}

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

/** Weights that are not those of a beginning, at which a flow is the identity. */
export function movedWeights(network: Network): Weights {
  const weights = initialiseWeights(concreteNetwork(network), 1);
  return Object.fromEntries(
    Object.entries(weights).map(([key, { shape, data }], index) => {
      const by = noiseValues(index + 1, data.length, 0.05);
      return [key, { shape, data: data.map((value, place) => value + (by[place] ?? 0)) }];
    }),
  );
}
