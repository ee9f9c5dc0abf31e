import { defineNode, MOLECULE_PROPERTIES, type MoleculeProperty, moleculeGoal, molecules, port, z } from '@/graph';

/** The titles of all properties, in small letters where they are no names. */
const choices: Readonly<Record<MoleculeProperty, string>> = {
  logP: 'logP',
  weight: 'weight',
  polarArea: 'polar area',
  rings: 'rings',
  donors: 'H-bond donors',
  acceptors: 'H-bond acceptors',
  rotatable: 'rotatable bonds',
  druglike: 'drug-likeness',
};

export const moleculeGoalNode = defineNode({
  type: 'align.molecule-goal',
  version: 1,
  phase: 'align',
  title: 'Wanted property',
  summary:
    'Says which property molecules shall have more of, less of, or so much of: a reward for a model that writes them.',
  keywords: ['reward', 'chemistry', 'objective', 'logp', 'qed', 'drug', 'optimise', 'reinvent', 'target'],
  inputs: { molecules: port(molecules, { title: 'Molecules' }) },
  outputs: { goal: port(moleculeGoal, { title: 'Goal' }) },
  params: z.object({
    property: z
      .enum(['logP', 'weight', 'polarArea', 'rings', 'donors', 'acceptors', 'rotatable', 'druglike'])
      .default('logP')
      .meta({ choices }),
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
  }),
  explain: () => import('./explain'),
  subtitle: ({ property, direction, target }) =>
    direction === 'near'
      ? `${MOLECULE_PROPERTIES[property].title} near ${target}`
      : `${direction} ${choices[property]}`,
  run: () => import('./run'),
});
