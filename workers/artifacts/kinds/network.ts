import { countFlops, formatParameters, formatShape, type Network, type Operation, type View } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** A network description as JSON. */
export const network: Codec<Network> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: lookAtNetwork,
  facts: (value) => ({ network: value, vocabularySize: value.vocabularySize }),
};

/** The layers of a network as a paper's figure shows them. */
export function lookAtNetwork(value: Network): View {
  return {
    view: 'network',
    layers: value.operations.map((operation) => ({
      name: nameOf(operation),
      shape: formatShape(operation.shape),
      parameters: formatParameters([operation]),
      flops: operation.flops,
    })),
    parameters: formatParameters(value.operations),
    flopsPerToken: countFlops(value.operations),
    ...(value.examples && { per: 'example' as const }),
  };
}

const nameOf = ({ layer }: Operation): string => layer.charAt(0).toUpperCase() + layer.slice(1).replaceAll('-', ' ');
