import { defineNode, MOLECULE_PROPERTIES, moleculeGoal, molecules, port, propertyPredictor, z } from '@/graph';
import { notationField } from '../../common/molecule-notation';
import { otherProperty, PROPERTY_CHOICES, propertyField } from '../../common/property-field';

export const moleculeGoalNode = defineNode({
  type: 'align.molecule-goal',
  version: 1,
  phase: 'align',
  title: 'Wanted property',
  summary:
    'Says which property molecules shall have more of, less of, or so much of: a reward for a model that writes them.',
  keywords: ['reward', 'chemistry', 'objective', 'logp', 'qed', 'drug', 'optimise', 'reinvent', 'target'],
  inputs: {
    molecules: port(molecules, { title: 'Molecules' }),
    predictor: port(propertyPredictor, { title: 'Predictor', optional: true }),
  },
  outputs: { goal: port(moleculeGoal, { title: 'Goal' }) },
  params: z.object({
    property: propertyField,
    direction: z
      .enum(['more', 'less', 'near'])
      .default('more')
      .meta({ label: 'Wanted', control: 'segmented', choices: { more: 'More', less: 'Less', near: 'So much' } }),
    target: z
      .number()
      .min(-1_000)
      .max(10_000)
      .default(3)
      .meta({ label: 'So much', when: { param: 'direction', is: ['near'] } }),
    most: z.number().min(0.5).max(20).default(4).meta({ label: 'Enough at', unit: 'deviations', advanced: true }),
    impossible: z.number().min(0).max(20).default(3).meta({ label: 'Impossible ones lose' }),
    repeated: z.number().min(0).max(20).default(2).meta({ label: 'Repeated ones lose' }),
    atoms: z.number().int().min(1).max(200).default(16).meta({ label: 'Largest', unit: 'atoms' }),
    notation: notationField,
  }),
  explain: () => import('./explain'),
  subtitle: ({ property, direction, target }) =>
    direction === 'near'
      ? `${MOLECULE_PROPERTIES[property].title} near ${target}`
      : `${direction} ${PROPERTY_CHOICES[property]}`,
  extend: ({ predictor }, { property }, { refuse }) => {
    if (predictor?.property !== undefined && predictor.property !== property)
      refuse('predictor', otherProperty(predictor.property, property));
    return {};
  },
  run: () => import('./run'),
});
