import { z } from '@/graph';

/** How far a training goes. */
export const stepsField = z.number().int().min(1).max(1_000_000).default(2_000).meta({
  unit: 'steps',
  scale: 'log',
});

/** How the weights are moved, the same for every trainer. */
export const optimisationFields = {
  schedule: z
    .enum(['cosine', 'linear', 'constant'])
    .default('cosine')
    .meta({
      label: 'Learning rate goes',
      choices: { cosine: 'down along a cosine', linear: 'down along a line', constant: 'on as it is' },
      advanced: true,
    }),
  warmUpSteps: z.number().int().min(0).max(100_000).default(100).meta({
    label: 'Warm-up',
    unit: 'steps',
    advanced: true,
  }),
  decaySteps: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(2_000)
    .meta({
      label: 'Lowest at',
      unit: 'steps',
      scale: 'log',
      when: { param: 'schedule', is: ['cosine', 'linear'] },
      advanced: true,
    }),
  minimumLearningRate: z
    .number()
    .min(0)
    .max(1)
    .default(1e-4)
    .meta({
      label: 'Lowest learning rate',
      when: { param: 'schedule', is: ['cosine', 'linear'] },
      advanced: true,
    }),
  optimiser: z
    .enum(['adamw', 'adam', 'sgd'])
    .default('adamw')
    .meta({
      choices: { adamw: 'AdamW', adam: 'Adam', sgd: 'SGD' },
      advanced: true,
    }),
  weightDecay: z
    .number()
    .min(0)
    .max(10)
    .default(0.1)
    .meta({
      when: { param: 'optimiser', is: ['adamw', 'sgd'] },
      advanced: true,
    }),
  beta1: z
    .number()
    .min(0)
    .max(0.9999)
    .default(0.9)
    .meta({
      label: 'Beta 1',
      when: { param: 'optimiser', is: ['adamw', 'adam'] },
      advanced: true,
    }),
  beta2: z
    .number()
    .min(0)
    .max(0.99999)
    .default(0.99)
    .meta({
      label: 'Beta 2',
      when: { param: 'optimiser', is: ['adamw', 'adam'] },
      advanced: true,
    }),
  momentum: z
    .number()
    .min(0)
    .max(0.999)
    .default(0.9)
    .meta({
      when: { param: 'optimiser', is: ['sgd'] },
      advanced: true,
    }),
  clip: z.number().min(0).max(1_000).default(1).meta({
    label: 'Clip gradients at',
    advanced: true,
  }),
};
