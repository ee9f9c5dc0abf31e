import type { Dim, Network, ParameterSpec } from '@/graph';

/**
 * A network over tokens with a row more in its embedding and a score more in its head, for the mask that stands in gaps:
 * tokenizers have none. What the network is over stays the vocabulary; the mask is the id after its last.
 */
export function withMaskRow(network: Network, symbol: (name: string) => string): Network {
  const { vocabularySize = 0 } = network;
  const wider = typeof vocabularySize === 'number' ? vocabularySize + 1 : symbol('(V+1)');
  const operations = network.operations.map((operation) => {
    const { layer, params, shape, parameters } = operation;
    if (layer !== 'token-embedding' && layer !== 'language-head') return operation;
    return {
      ...operation,
      params: { ...params, vocabulary: wider },
      shape: layer === 'language-head' ? [...shape.slice(0, -1), wider] : shape,
      parameters: parameters.map((spec) => (spec.name === 'weight' ? widened(spec, layer, wider) : spec)),
    };
  });
  const shape = operations.find(({ id }) => id === network.output)?.shape ?? network.shape;
  return { ...network, operations, shape };
}

/** A table has a row for each token; a head of its own, which shares none, a column. */
function widened(spec: ParameterSpec, layer: string, wider: Dim): ParameterSpec {
  const [rows = 0, columns = 0] = spec.shape;
  const byRow = layer === 'token-embedding' || spec.tiedTo !== undefined;
  return { ...spec, shape: byRow ? [wider, columns] : [rows, wider] };
}
