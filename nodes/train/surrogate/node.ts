import { defineNode, metrics, port, surrogate, trajectories, z } from '@/graph';
import { exampleTrainingFields } from '../common/example-fields';

const { samples: _none, ...fields } = exampleTrainingFields;

const METHODS = {
  'next-state': 'The change to the next state',
  'neural-ode': 'The rate of change (neural ODE)',
} as const;

const NETWORKS = {
  whole: 'The state as a whole (MLP)',
  graph: 'Bodies and what joins them (graph network)',
} as const;

export const trainSurrogate = defineNode({
  type: 'train.surrogate',
  version: 1,
  phase: 'train',
  title: 'Train surrogate',
  summary:
    'Teaches a network to foretell the next state of a system from runs of it, so that it can stand in for the simulator.',
  keywords: [
    'emulator',
    'dynamics',
    'neural ODE',
    'next state',
    'world model',
    'graph network',
    'GNN',
    'interaction network',
    'message passing',
    'roll-out',
    'simulator',
    'regression',
    'time series',
    'forecasting',
  ],
  inputs: {
    trajectories: port(trajectories, { title: 'Runs' }),
    validation: port(trajectories, { title: 'Validation', optional: true }),
  },
  outputs: { surrogate, metrics },
  params: z.object({
    method: z.enum(['next-state', 'neural-ode']).default('next-state').meta({ label: 'It learns', choices: METHODS }),
    network: z.enum(['whole', 'graph']).default('whole').meta({ label: 'It sees', choices: NETWORKS }),
    ahead: z
      .number()
      .int()
      .min(1)
      .max(64)
      .default(4)
      .meta({ label: 'Foretells in training', unit: 'steps', scale: 'log' }),
    width: z.number().int().min(4).max(512).default(48).meta({ unit: 'numbers', scale: 'log', advanced: true }),
    layers: z
      .number()
      .int()
      .min(1)
      .max(8)
      .default(2)
      .meta({ when: { param: 'network', is: ['whole'] }, advanced: true }),
    rounds: z
      .number()
      .int()
      .min(1)
      .max(8)
      .default(2)
      .meta({ label: 'Rounds of messages', when: { param: 'network', is: ['graph'] }, advanced: true }),
    ...fields,
    steps: fields.steps.default(1_000),
    batchSize: fields.batchSize.default(256),
    learningRate: fields.learningRate.default(0.01),
    minimumLearningRate: fields.minimumLearningRate.default(1e-6),
    decaySteps: fields.decaySteps.default(1_000),
    average: fields.average.default(0.99),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ method, network, steps, ahead }) =>
    `${network === 'graph' ? 'graph network · ' : ''}${method === 'neural-ode' ? 'neural ODE' : 'next state'} · ${steps.toLocaleString('en')} steps · ${ahead} ahead`,
  run: () => import('./run'),
});
