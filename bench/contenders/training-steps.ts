import type { Network, Weights } from '@/ml/network';
import type { Objective } from '@/ml/objectives/objective';
import { trainNetwork } from '@/ml/train';
import { initialState, type TrainingState } from '@/ml/training/state';
import type { Work } from '../support/contender';

/** What is trained, on the backend that has been started. */
export interface Training<Data, Batch> {
  readonly network: Network;
  readonly weights: Weights;
  readonly data: Data;
  readonly objective: Objective<Data, Batch>;
  readonly batchSize: number;
}

export const SEED = 1;
export const LEARNING_RATE = 1e-3;

/** Steps of the one training loop with Adam. A run is one step; its value is the loss before its update. */
export function trainingSteps<Data, Batch>({ weights, data, ...given }: Training<Data, Batch>): Work {
  let state: TrainingState = initialState(weights);
  return {
    async round(runs, warm) {
      const times: number[] = [];
      const values: number[] = [];
      let last = performance.now();
      const result = await trainNetwork({
        ...given,
        initial: state,
        data: { training: data },
        optimiser: { kind: 'adam' },
        schedule: { kind: 'constant', learningRate: LEARNING_RATE },
        steps: state.step + warm + runs,
        evaluateEvery: 1_000_000,
        evaluateBatches: 1,
        seed: SEED,
        hooks: {
          onEvaluate: () => {
            last = performance.now();
          },
          onStep: ({ loss }) => {
            times.push(performance.now() - last);
            values.push(loss);
            last = performance.now();
          },
        },
      });
      state = { ...result.state, history: { steps: [], evaluations: [] } };
      return { times: times.slice(warm), values };
    },
    dispose: () => undefined,
  };
}
