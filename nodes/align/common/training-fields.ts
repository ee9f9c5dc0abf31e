import { z } from '@/graph';
import { optimisationFields, stepsField } from '../../train/common/fields';

/** What trainers that go on from a model can be told: steps are smaller than in the training before, so that it is not undone. */
export const alignmentFields = {
  steps: stepsField.default(300),
  batchSize: z.number().int().min(1).max(512).default(16).meta({
    unit: 'pairs',
    scale: 'log',
  }),
  learningRate: z.number().min(1e-7).max(1).default(1e-4).meta({
    scale: 'log',
  }),
  evaluateEvery: z.number().int().min(1).max(100_000).default(50).meta({
    label: 'Look every',
    unit: 'steps',
    scale: 'log',
  }),
};

/** And what stands below the settings of its own. */
export const alignmentDetails = {
  ...optimisationFields,
  schedule: optimisationFields.schedule.default('constant'),
  warmUpSteps: optimisationFields.warmUpSteps.default(10),
  minimumLearningRate: optimisationFields.minimumLearningRate.default(0),
  weightDecay: optimisationFields.weightDecay.default(0),
  beta2: optimisationFields.beta2.default(0.999),
  evaluateBatches: z.number().int().min(1).max(1_000).default(4).meta({
    label: 'Batches per look',
    unit: 'batches',
    advanced: true,
  }),
};

/** How pairs are taken, the same for all who learn from them. */
export const pairFields = {
  heldOut: z.number().min(0).max(0.9).default(0.1).meta({
    label: 'Put aside',
    control: 'slider',
    step: 0.05,
  }),
  endAnswers: z.boolean().default(true).meta({
    label: 'Answers end',
    advanced: true,
  }),
};
