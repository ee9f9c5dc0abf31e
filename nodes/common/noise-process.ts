import type { Generator } from '@/graph';
import type { NoiseProcess } from '@/ml/diffusion/process';
import { noiseSchedule } from '@/ml/diffusion/schedules';

/** The noise that a model was trained with; null where its settings do not say. */
export function processOf({ method, noise, timesteps, predicts }: Generator['settings']): NoiseProcess | null {
  if (method === 'flow-matching') return { method };
  if (
    method === 'diffusion' &&
    (noise === 'cosine' || noise === 'linear' || noise === 'sigmoid') &&
    (predicts === 'epsilon' || predicts === 'x0' || predicts === 'v') &&
    typeof timesteps === 'number'
  )
    return { method, schedule: noiseSchedule(noise, timesteps), prediction: predicts };
  return null;
}
