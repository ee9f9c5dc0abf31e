import { dataset, defineNode, molecules, port, text, z } from '@/graph';
import { notationField } from '../../common/molecule-notation';

export const readMolecules = defineNode({
  type: 'prepare.read-molecules',
  version: 1,
  phase: 'prepare',
  title: 'Read molecules',
  summary:
    'Reads SMILES or SELFIES that stand in documents, such as a model has written, and says of each that is impossible which atom is wrong.',
  keywords: ['smiles', 'selfies', 'chemistry', 'valid', 'parse', 'decode', 'check', 'valence'],
  inputs: { text: port(dataset(text), { title: 'Text' }) },
  outputs: { molecules },
  params: z.object({ notation: notationField }),
  explain: () => import('./explain'),
  subtitle: ({ notation }) => (notation === 'selfies' ? 'SELFIES' : 'SMILES'),
  run: () => import('./run'),
});
