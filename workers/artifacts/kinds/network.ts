import { countFlops, countParameters, formatShape, type Network, type Operation, type View } from '@/graph';
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
      parameters: parametersInWords([operation]),
      flops: operation.flops,
    })),
    parameters: parametersInWords(value.operations),
    flopsPerToken: countFlops(value.operations),
  };
}

/** `824,576`, or `65,536 + 128·V` while the vocabulary is not known. */
function parametersInWords(operations: readonly Operation[]): string {
  const { known, perSymbol } = countParameters(operations);
  const open = Object.entries(perSymbol).map(
    ([symbol, count]) => `${count.toLocaleString('en')}·${symbol.split(':')[0]}`,
  );
  return [...(known > 0 || open.length === 0 ? [known.toLocaleString('en')] : []), ...open].join(' + ');
}

const nameOf = ({ layer }: Operation): string => layer.charAt(0).toUpperCase() + layer.slice(1).replaceAll('-', ' ');
