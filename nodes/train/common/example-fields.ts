import { z } from '@/graph';
import { optimisationFields, stepsField } from './fields';

/** What every trainer of a generative model over examples can be told. `steps` counts as in language models, so raising it later goes on. */
export const exampleTrainingFields = {
  steps: stepsField,
  batchSize: z.number().int().min(1).max(4_096).default(128).meta({
    unit: 'examples',
    scale: 'log',
  }),
  learningRate: z.number().min(1e-6).max(1).default(1e-3).meta({
    scale: 'log',
  }),
  evaluateEvery: z.number().int().min(1).max(100_000).default(100).meta({
    label: 'Look every',
    unit: 'steps',
    scale: 'log',
  }),
  samples: z.number().int().min(0).max(1_500).default(400).meta({
    label: 'Samples at each look',
  }),
  ...optimisationFields,
  warmUpSteps: optimisationFields.warmUpSteps.default(20),
  weightDecay: optimisationFields.weightDecay.default(0),
  beta2: optimisationFields.beta2.default(0.999),
  average: z.number().min(0).max(0.99999).default(0.995).meta({
    label: 'Average of weights',
    advanced: true,
  }),
};
