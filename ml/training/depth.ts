import { type Network, ownParameters } from '../network';

/** Layers that a transformer is counted in. */
const COUNTED: ReadonlySet<string> = new Set(['transformer-block', 'attention', 'feed-forward']);
const EMBEDDINGS: ReadonlySet<string> = new Set(['token-embedding', 'position-learned']);

/** How many layers a network has between its embeddings and its head. */
export const layerCount = ({ operations }: Network): number =>
  operations.filter(({ layer }) => COUNTED.has(layer)).length;

/** The layer that each parameter belongs to: 0 for embeddings, then 1, 2 …, and one more for what stands after the last layer. */
export function depths(network: Network): ReadonlyMap<string, number> {
  let depth = 0;
  const found = new Map<string, number>();
  const last = layerCount(network);
  for (const { id, layer } of network.operations) {
    const first = COUNTED.has(layer) && depth < last;
    if (first) depth += 1;
    else if (depth === last && last > 0) depth = last + 1;
    for (const { key, operation } of ownParameters(network)) if (operation.id === id) found.set(key, depth);
  }
  return found;
}

/** The parameters of embeddings; of a tied head too, as they are the same. */
export const embeddingKeys = (network: Network): readonly string[] =>
  ownParameters(network).flatMap(({ key, operation }) => (EMBEDDINGS.has(operation.layer) ? [key] : []));

/** The parameters of all that stands before the last so many layers. */
export function keysBelow(network: Network, lastLayers: number): readonly string[] {
  const first = layerCount(network) - lastLayers + 1;
  return [...depths(network)].flatMap(([key, depth]) => (depth < first ? [key] : []));
}

/** Each layer's rate is `decay` times that of the layer above it (Howard & Ruder 2018; Clark et al. 2020). */
export function layerRates(network: Network, decay: number): (parameter: string) => number {
  const known = depths(network);
  const top = layerCount(network) + 1;
  return (parameter) => decay ** (top - (known.get(parameter) ?? top));
}
