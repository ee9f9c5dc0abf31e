import { defineNode, MOLECULE_PROPERTIES, metrics, molecules, port, propertyPredictor, z } from '@/graph';
import { propertyField } from '../../common/property-field';
import { exampleTrainingFields } from '../common/example-fields';

const { samples: _none, ...fields } = exampleTrainingFields;

export const trainPropertyPredictor = defineNode({
  type: 'train.property-predictor',
  version: 1,
  phase: 'train',
  title: 'Train property predictor',
  summary:
    'Teaches a network to foretell a property of molecules from their atoms and bonds. Wired to “Wanted property”, what it says is the reward.',
  keywords: ['chemistry', 'graph network', 'gnn', 'mpnn', 'message passing', 'qsar', 'regression', 'surrogate', 'logp'],
  inputs: { molecules },
  outputs: { predictor: port(propertyPredictor, { title: 'Predictor' }), metrics },
  params: z.object({
    property: propertyField,
    rounds: z.number().int().min(1).max(8).default(3).meta({ label: 'Rounds of messages' }),
    width: z.number().int().min(4).max(512).default(48).meta({ unit: 'numbers', scale: 'log' }),
    atoms: z.number().int().min(4).max(64).default(24).meta({ label: 'Room for', unit: 'atoms' }),
    heldOut: z.number().min(0.02).max(0.5).default(0.1).meta({ label: 'Put aside', control: 'slider', step: 0.01 }),
    ...fields,
    steps: fields.steps.default(1_000),
    batchSize: fields.batchSize.default(64),
    learningRate: fields.learningRate.default(3e-3),
    decaySteps: fields.decaySteps.default(1_000),
    minimumLearningRate: fields.minimumLearningRate.default(1e-4),
    average: fields.average.default(0.99),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ property, steps }) => `${MOLECULE_PROPERTIES[property].title} · ${steps.toLocaleString('en')} steps`,
  extend: (_inputs, { property }) => ({ predictor: { property } }),
  run: () => import('./run'),
});
