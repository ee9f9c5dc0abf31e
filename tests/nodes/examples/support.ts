import type { Examples, Network } from '@/graph';
import type { Weights } from '@/ml/network';
import { initialiseWeights } from '@/ml/weights';
import { concreteNetwork } from '@/nodes/common/network';
import { sourcePoints } from '@/nodes/source/points/node';
import { run as runPoints } from '@/nodes/source/points/run';
import { noiseValues } from '../../ml/helpers/tensors';
import { testContext } from '../support';

export { type Mlp, network, said } from './wiring';

/** Points as the node makes them. */
export async function points(params: object, seed = 1): Promise<Examples> {
  const { examples } = await runPoints({}, sourcePoints.params.parse(params), testContext({ seed }));
  return examples;
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
