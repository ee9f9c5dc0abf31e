import type { Constants } from '../layers/constants';
import type { Network } from '../network';
import type { Objective } from '../objectives/objective';
import type { Random } from '../random';
import { keep, type Scalar, type Tensor, tidy } from '../tf';

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

/** A loss as it was measured, and what its objective tells besides. */
export interface Estimate {
  readonly loss: number;
  readonly measures: Readonly<Record<string, number>>;
}

/** The mean loss over random batches, without dropout, and the means of its measures. The same `random` draws the same batches each time. */
export async function estimateLoss<Data, Batch>(options: EstimateOptions<Data, Batch>): Promise<Estimate> {
  const { network, weights, objective, data, batchSize, evaluateBatches, random, constants, breath } = options;
  const totals: Record<string, number> = {};
  for (let index = 0; index < evaluateBatches; index++) {
    const batch = objective.draw(data, batchSize, random);
    const found: [string, Scalar][] = [];
    try {
      tidy(() => {
        found.push([LOSS, keep(objective.loss(network, weights, batch, { constants }))]);
        const measures = Object.entries(objective.measures?.(weights, batch, { constants }) ?? {});
        for (const [name, value] of measures) found.push([name, keep(value)]);
      });
      for (const [name, value] of found) {
        const [number = Number.NaN] = await value.data();
        totals[name] = (totals[name] ?? 0) + number / evaluateBatches;
      }
    } finally {
      for (const [, value] of found) value.dispose();
    }
    await breath();
  }
  const { [LOSS]: loss = 0, ...measures } = totals;
  return { loss, measures };
}

/** No measure has this name. */
const LOSS = '';
