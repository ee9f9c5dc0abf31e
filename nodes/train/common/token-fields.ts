import { z } from '@/graph';
import { optimisationFields, stepsField } from './fields';

/** What every trainer over blocks of tokens can be told first. */
export const tokenTrainingFields = {
  steps: stepsField,
  batchSize: z.number().int().min(1).max(512).default(12).meta({
    unit: 'blocks',
    scale: 'log',
  }),
  learningRate: z.number().min(1e-6).max(1).default(1e-3).meta({
    scale: 'log',
  }),
  evaluateEvery: z.number().int().min(1).max(100_000).default(200).meta({
    label: 'Look every',
    unit: 'steps',
    scale: 'log',
  }),
};

/** And what stands below the settings of its own. */
export const tokenTrainingDetails = {
  earlyStopAfter: z.number().int().min(0).max(1_000).default(0).meta({
    label: 'Stop when no better for',
    unit: 'looks',
  }),
  ...optimisationFields,
  accumulate: z.number().int().min(1).max(128).default(1).meta({
    label: 'Batches per step',
    unit: 'batches',
    advanced: true,
  }),
  evaluateBatches: z.number().int().min(1).max(1_000).default(20).meta({
    label: 'Batches per look',
    unit: 'batches',
    advanced: true,
  }),
};
