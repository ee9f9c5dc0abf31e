import { defineNode, metrics, policy, port, world, z } from '@/graph';
import { alignmentDetails, alignmentFields } from '../../align/common/training-fields';

const { steps: _counted, evaluateEvery: _looks, batchSize: _pairs, ...fields } = alignmentFields;
const {
  evaluateBatches: _none,
  schedule: _same,
  decaySteps: _never,
  minimumLearningRate: _least,
  ...details
} = alignmentDetails;

export const worldTrainPolicy = defineNode({
  type: 'world.train-policy',
  version: 1,
  phase: 'train',
  title: 'Train a policy',
  summary:
    'Lets a small network act in a world, episode after episode, and makes likelier what earned more than usual.',
  keywords: ['reinforcement learning', 'policy gradient', 'reinforce', 'ppo', 'agent', 'episode', 'return', 'mask'],
  inputs: { world: port(world, { title: 'World' }) },
  outputs: { policy: port(policy, { title: 'Policy' }), metrics },
  params: z.object({
    rounds: z.number().int().min(1).max(100_000).default(60).meta({ unit: 'rounds', scale: 'log' }),
    episodes: z
      .number()
      .int()
      .min(4)
      .max(1_024)
      .default(48)
      .meta({ label: 'Episodes a round', unit: 'episodes', scale: 'log' }),
    group: z.number().int().min(2).max(64).default(6).meta({ label: 'Plays of one episode', unit: 'plays' }),
    updates: z.number().int().min(1).max(100).default(8).meta({ label: 'Updates a round' }),
    batchSize: z.number().int().min(1).max(8_192).default(256).meta({ unit: 'decisions', scale: 'log' }),
    ...fields,
    learningRate: fields.learningRate.default(0.002),
    lookEvery: z.number().int().min(1).max(10_000).default(10).meta({ label: 'Look every', unit: 'rounds' }),
    looks: z
      .number()
      .int()
      .min(1)
      .max(256)
      .default(24)
      .meta({ label: 'Episodes put aside', unit: 'episodes', advanced: true }),
    width: z.number().int().min(4).max(1_024).default(64).meta({ unit: 'numbers', scale: 'log', advanced: true }),
    layers: z.number().int().min(1).max(8).default(2).meta({ advanced: true }),
    clipRange: z.number().min(0.01).max(1).default(0.2).meta({ label: 'Clip range', advanced: true }),
    entropyWeight: z.number().min(0).max(1).default(0.003).meta({ label: 'Variety counts', advanced: true }),
    ...details,
  }),
  seeded: true,
  continues: 'rounds',
  explain: () => import('./explain'),
  subtitle: ({ rounds, episodes }) => `${rounds} rounds of ${episodes} episodes`,
  run: () => import('./run'),
});
