import { z } from '@/graph';
import { optimisationFields, stepsField } from './fields';

/** What every trainer over blocks of tokens can be told first. */
export const tokenTrainingFields = {
  steps: stepsField,
  batchSize: z.number().int().min(1).max(512).default(12).meta({
    unit: 'blocks',
    scale: 'log',
    help: 'Blocks of text that one step learns from. More make each step surer, and slower.',
  }),
  learningRate: z.number().min(1e-6).max(1).default(1e-3).meta({
    scale: 'log',
    help: 'How far one step moves the weights. Too small learns slowly, too large makes the loss jump or become NaN.',
  }),
  evaluateEvery: z.number().int().min(1).max(100_000).default(200).meta({
    label: 'Look every',
    unit: 'steps',
    scale: 'log',
    help: 'How often the losses are measured, a sample is written and the work is kept.',
  }),
};

/** And what stands below the settings of its own. */
export const tokenTrainingDetails = {
  earlyStopAfter: z.number().int().min(0).max(1_000).default(0).meta({
    label: 'Stop when no better for',
    unit: 'looks',
    help: 'Ends when the validation loss has not improved for so many looks. 0: never.',
  }),
  ...optimisationFields,
  accumulate: z.number().int().min(1).max(128).default(1).meta({
    label: 'Batches per step',
    unit: 'batches',
    help: 'Gradients of several batches make one step: a larger batch where memory is short.',
    advanced: true,
  }),
  evaluateBatches: z.number().int().min(1).max(1_000).default(20).meta({
    label: 'Batches per look',
    unit: 'batches',
    help: 'More make the measured losses smoother, and each look slower.',
    advanced: true,
  }),
};
