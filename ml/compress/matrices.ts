import { type Network, ownParameters, type WeightArray, type Weights } from '../network';

export interface Matrix {
  readonly key: string;
  readonly weight: WeightArray;
  /** A row is looked up, and, where a head shares it, makes one output; otherwise a linear map `[in, out]`. */
  readonly table: boolean;
}

/** The matrices of a network, which are nearly all of it: biases and norms are small and matter much. Without embeddings, linear maps alone. */
export const matricesOf = (network: Network, weights: Weights, embeddings: boolean): readonly Matrix[] =>
  ownParameters(network).flatMap(({ key, operation, spec }) => {
    const weight = weights[key];
    const table = TABLES.has(operation.layer);
    return weight && spec.shape.length === 2 && (embeddings || !table) ? [{ key, weight, table }] : [];
  });

const TABLES = new Set(['token-embedding', 'position-learned']);
