import type { Network } from '../network';
import type { LossContext, Objective } from '../objectives/objective';
import type { Random } from '../random';
import type { Tensor } from '../tf';
import { readScalars } from './scalars';

/** What an estimate of a loss needs. */
export interface EstimateOptions<Data, Batch> {
  readonly network: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly objective: Objective<Data, Batch>;
  readonly data: Data;
  readonly batchSize: number;
  readonly evaluateBatches: number;
  readonly random: Random;
  /** What the loss is told: no step, as it is only measured. */
  readonly context: Pick<LossContext, 'constants' | 'target'>;
  readonly breath: () => Promise<void>;
}

/** A loss as it was measured, and what its objective tells besides. */
export interface Estimate {
  readonly loss: number;
  readonly measures: Readonly<Record<string, number>>;
}

/** The mean loss over random batches, without dropout, and the means of its measures. The same `random` draws the same batches each time. */
export async function estimateLoss<Data, Batch>(options: EstimateOptions<Data, Batch>): Promise<Estimate> {
  const { network, weights, objective, data, batchSize, evaluateBatches, random, context, breath } = options;
  let loss = 0;
  const measures: Record<string, number> = {};
  for (let index = 0; index < evaluateBatches; index++) {
    const batch = objective.draw(data, batchSize, random);
    const found = await readScalars(() => ({ loss: objective.loss(network, weights, batch, context) }));
    loss += (found.loss ?? Number.NaN) / evaluateBatches;
    const told = await readScalars(() => objective.measures?.(weights, batch, context) ?? {});
    for (const [name, value] of Object.entries(told)) measures[name] = (measures[name] ?? 0) + value / evaluateBatches;
    await breath();
  }
  return { loss, measures };
}
