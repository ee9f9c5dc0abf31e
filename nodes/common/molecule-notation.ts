import { z } from '@/graph';

/** How a molecule stands in a text. */
export const notationField = z
  .enum(['smiles', 'selfies'])
  .default('smiles')
  .meta({ control: 'segmented', choices: { smiles: 'SMILES', selfies: 'SELFIES' } });

export type Notation = z.infer<typeof notationField>;

export const notationHelp =
  'In SELFIES any symbols in any order stand for a possible molecule (Krenn et al. 2020); in SMILES brackets and ring numbers have to match.';
