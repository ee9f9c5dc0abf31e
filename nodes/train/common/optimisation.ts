import type { z } from '@/graph';
import type { OptimiserChoice } from '@/ml/optimisers';
import type { Schedule } from '@/ml/schedules';
import type { optimisationFields } from './fields';

type Optimisation = z.infer<z.ZodObject<typeof optimisationFields>>;

/** The optimiser as `ml/` takes it. */
export function optimiserOf({ optimiser, beta1, beta2, weightDecay, momentum }: Optimisation): OptimiserChoice {
  if (optimiser === 'adamw') return { kind: optimiser, beta1, beta2, weightDecay };
  return optimiser === 'adam' ? { kind: optimiser, beta1, beta2 } : { kind: optimiser, momentum, weightDecay };
}

/** The learning rate over the steps as `ml/` takes it. */
export const scheduleOf = ({
  schedule,
  learningRate,
  minimumLearningRate,
  warmUpSteps,
  decaySteps,
}: Optimisation & { readonly learningRate: number }): Schedule => ({
  kind: schedule,
  learningRate,
  minimumLearningRate: Math.min(minimumLearningRate, learningRate),
  warmupSteps: warmUpSteps,
  decaySteps: Math.max(decaySteps, warmUpSteps + 1),
});
