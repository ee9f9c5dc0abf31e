import type { z } from '@/graph';
import { sampleFields } from './sample-fields';
import { tokenTrainingDetails, tokenTrainingFields } from './token-fields';

/** A field with another default. */
function from(field: z.ZodDefault<z.ZodNumber>, value: number): z.ZodDefault<z.ZodNumber> {
  return field
    .removeDefault()
    .default(value)
    .meta({ ...field.meta() });
}

const { steps, batchSize, learningRate, evaluateEvery } = tokenTrainingFields;
const { decaySteps, warmUpSteps, minimumLearningRate, weightDecay, ...details } = tokenTrainingDetails;

/** How a model that can write already goes on learning: fewer steps than from nothing. */
export const tuningFields = (rate: number) => ({
  steps: from(steps, 500),
  batchSize,
  learningRate: from(learningRate, rate),
  evaluateEvery: from(evaluateEvery, 100),
  ...sampleFields,
});

export const tuningDetails = (rate: number, decay = 0.1) => ({
  ...details,
  decaySteps: from(decaySteps, 500),
  warmUpSteps: from(warmUpSteps, 20),
  minimumLearningRate: from(minimumLearningRate, rate / 10),
  weightDecay: from(weightDecay, decay),
});
