import { z } from '@/graph';
import { optimisationFields, stepsField } from './fields';

/** What every trainer of a generative model over examples can be told. `steps` counts as in language models, so raising it later goes on. */
export const exampleTrainingFields = {
  steps: stepsField,
  batchSize: z.number().int().min(1).max(4_096).default(128).meta({
    unit: 'examples',
    scale: 'log',
    help: 'Examples that one step learns from. More make each step surer, and slower.',
  }),
  learningRate: z.number().min(1e-6).max(1).default(1e-3).meta({
    scale: 'log',
    help: 'How far one step moves the weights. Too small learns slowly, too large makes the loss jump or become NaN.',
  }),
  evaluateEvery: z.number().int().min(1).max(100_000).default(100).meta({
    label: 'Look every',
    unit: 'steps',
    scale: 'log',
    help: 'How often the loss is measured, samples are made and the work is kept.',
  }),
  samples: z.number().int().min(0).max(1_500).default(400).meta({
    label: 'Samples at each look',
    help: 'How many are made to be looked at. Of images a few dozen are shown. 0 makes none.',
  }),
  ...optimisationFields,
  warmUpSteps: optimisationFields.warmUpSteps.default(20),
  weightDecay: optimisationFields.weightDecay.default(0),
  beta2: optimisationFields.beta2.default(0.999),
  average: z.number().min(0).max(0.99999).default(0.995).meta({
    label: 'Average of weights',
    help: 'Samples are made with a moving average of the weights, which is steadier than any single step. The share that a step leaves; 0 takes the weights as they are.',
    advanced: true,
  }),
};
