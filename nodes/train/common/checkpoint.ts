import { z } from '@/graph';
import type { TrainingState } from '@/ml/training/state';

const numbers = z.custom<Float32Array>((value) => value instanceof Float32Array, 'expected numbers');
const weights = z.record(z.string(), z.object({ shape: z.array(z.number()), data: numbers }));
const state = z.object({
  step: z.number().int().min(0),
  weights,
  moments: z.record(z.string(), weights),
  average: weights.optional(),
  target: weights.optional(),
  bestValidation: z.object({ step: z.number(), loss: z.number() }).nullable(),
  history: z.object({
    steps: z.array(
      z.object({
        step: z.number(),
        loss: z.number(),
        losses: z.record(z.string(), z.number()).optional(),
        gradientNorm: z.number(),
        gradientNorms: z.record(z.string(), z.number()).optional(),
        learningRate: z.number(),
        measures: z.record(z.string(), z.number()).optional(),
      }),
    ),
    evaluations: z.array(
      z.object({
        step: z.number(),
        trainingLoss: z.number(),
        validationLoss: z.number().nullable(),
        measures: z.record(z.string(), z.number()).optional(),
      }),
    ),
  }),
});

/** A training's state as it was kept, or null when it cannot be read: then training begins anew, which costs time and nothing else. */
export function readState(kept: unknown): TrainingState | null {
  const parsed = state.safeParse(kept);
  return parsed.success ? parsed.data : null;
}
