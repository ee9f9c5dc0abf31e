import { crossEntropy } from '../functions/cross-entropy';
import { embedding } from '../functions/embedding';
import { asked, type Fact, type Scorer, scored } from '../knowledge/scorers';
import type { Network } from '../network';
import { add, mul, reshape, type Scalar, type Tensor, type Tensor2D, tensor1d } from '../tf';
import type { Objective } from './objective';

/** The names of the two tables of vectors. */
export const ENTITY_VECTORS = 'entities.weight';
export const RELATION_VECTORS = 'relations.weight';

/** A vector for each entity and each relation, and nothing else: what scores facts. */
export function vectorNetwork(entities: number, relations: number, width: number): Network {
  const table = (id: string, vocabulary: number) => ({
    id,
    layer: 'token-embedding',
    params: { vocabulary, width },
    inputs: ['input'],
    shape: ['B', 'T', width],
    parameters: [{ name: 'weight', shape: [vocabulary, width] }],
  });
  return {
    operations: [table('entities', entities), table('relations', relations)],
    output: 'relations',
    vocabularySize: entities,
  };
}

/**
 * Foretell of a fact its object from subject and relation, and its subject from object and relation: the cross-entropy over all entities, both ways, in nats
 * (Lacroix, Usunier & Obozinski 2018, section 2: the multi-class log-loss).
 */
export const linkPrediction = (scorer: Scorer): Objective<readonly Fact[], readonly Fact[]> => ({
  draw: (facts, batchSize, random) =>
    Array.from({ length: batchSize }, () => facts[random.int(facts.length)]).filter((one) => one !== undefined),
  size: (batch) => batch.length,
  loss(_network, weights, batch): Scalar {
    const ids = (part: 0 | 1 | 2) =>
      tensor1d(
        Int32Array.from(batch, (fact) => fact[part]),
        'int32',
      );
    const [subjects, relations, objects] = [ids(0), ids(1), ids(2)];
    const entities = matrix(weights, ENTITY_VECTORS);
    const rows = (of: Tensor, which: Tensor): Tensor2D => reshape(embedding(of, which), [batch.length, -1]);
    const relation = rows(matrix(weights, RELATION_VECTORS), relations);
    const wayOut = scored(scorer, asked(scorer, rows(entities, subjects), relation, false), entities);
    const wayBack = scored(scorer, asked(scorer, rows(entities, objects), relation, true), entities);
    return mul(add(crossEntropy(wayOut, objects), crossEntropy(wayBack, subjects)), 0.5).asScalar();
  },
});

function matrix(weights: Readonly<Record<string, Tensor>>, name: string): Tensor2D {
  const found = weights[name];
  if (!found) throw new RangeError(`the weights lack ${name}`);
  const [rows = 0, width = 0] = found.shape;
  return reshape(found, [rows, width]);
}
