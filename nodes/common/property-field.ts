import { MOLECULE_PROPERTIES, type MoleculeProperty, type UserFacingError, z } from '@/graph';

/** The titles of all properties, in small letters where they are no names. */
export const PROPERTY_CHOICES: Readonly<Record<MoleculeProperty, string>> = {
  logP: 'logP',
  weight: 'weight',
  polarArea: 'polar area',
  rings: 'rings',
  donors: 'H-bond donors',
  acceptors: 'H-bond acceptors',
  rotatable: 'rotatable bonds',
  druglike: 'drug-likeness',
};

/** Which property of molecules is meant. */
export const propertyField = z
  .enum(['logP', 'weight', 'polarArea', 'rings', 'donors', 'acceptors', 'rotatable', 'druglike'])
  .default('logP')
  .meta({ choices: PROPERTY_CHOICES });

/** What is said where molecules do not differ in a property, by its title. */
export const allAlike = (title: string): UserFacingError => ({
  code: 'goal.all-alike',
  title: `All of these molecules have the same ${title}, so there is no measure of more and less.`,
  fix: 'Give molecules that differ, or choose another property.',
});

/** What is said where a predictor is of another property than the one that is wanted. */
export const otherProperty = (foretold: MoleculeProperty, wanted: MoleculeProperty): UserFacingError => ({
  code: 'goal.other-property',
  title: `This predictor foretells ${PROPERTY_CHOICES[foretold]}, and ${PROPERTY_CHOICES[wanted]} is wanted.`,
  fix: `Choose “${MOLECULE_PROPERTIES[wanted].title}” in the predictor’s training, or “${MOLECULE_PROPERTIES[foretold].title}” here.`,
});
