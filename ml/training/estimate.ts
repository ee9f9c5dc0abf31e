import type { Constants } from '../layers/constants';
import type { Network } from '../network';
import type { Objective } from '../objectives/objective';
import type { Random } from '../random';
import { keep, type Tensor, tidy } from '../tf';

/** What an estimate of a loss needs. */
export interface EstimateOptions<Data, Batch> {
  readonly network: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly objective: Objective<Data, Batch>;
  readonly data: Data;
  readonly batchSize: number;
  readonly evaluateBatches: number;
  readonly random: Random;
  readonly constants: Constants;
  readonly breath: () => Promise<void>;
}

/** The mean loss over random batches, without dropout. The same `random` draws the same batches each time. */
export async function estimateLoss<Data, Batch>(options: EstimateOptions<Data, Batch>): Promise<number> {
  const { network, weights, objective, data, batchSize, evaluateBatches, random, constants, breath } = options;
  let total = 0;
  for (let index = 0; index < evaluateBatches; index++) {
    const batch = objective.draw(data, batchSize, random);
    const loss = tidy(() => keep(objective.loss(network, weights, batch, { constants })));
    try {
      const [value = Number.NaN] = await loss.data();
      total += value;
    } finally {
      loss.dispose();
    }
    await breath();
  }
  return total / evaluateBatches;
}
