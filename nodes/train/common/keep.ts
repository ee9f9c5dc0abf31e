import { trainNetwork } from '@/ml/train';
import type { TrainingOptions, TrainingResult } from '@/ml/training/options';
import type { TrainingState } from '@/ml/training/state';

/**
 * Trains, and keeps the state at least every `keepEvery` milliseconds, also where looks are further apart: training is interrupted, which keeps its
 * state, and goes on from there, which changes nothing (each step depends on the seed and its number alone).
 */
export async function trainKeeping<Data, Batch>(
  options: Omit<TrainingOptions<Data, Batch>, 'initial'>,
  initial: TrainingState | null,
  keepEvery: number,
): Promise<TrainingResult> {
  let start = initial;
  for (;;) {
    let keptAt = performance.now();
    const result = await trainNetwork({
      ...options,
      ...(start ? { initial: start } : {}),
      hooks: {
        ...options.hooks,
        checkpoint: async (state) => {
          await options.hooks?.checkpoint?.(state);
          keptAt = performance.now();
        },
        shouldStop: () => (performance.now() - keptAt > keepEvery ? 'cancel' : 'continue'),
      },
    });
    if (result.ended !== 'cancel') return result;
    start = result.state;
  }
}
