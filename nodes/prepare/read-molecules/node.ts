import { dataset, defineNode, molecules, port, text, z } from '@/graph';

export const readMolecules = defineNode({
  type: 'prepare.read-molecules',
  version: 1,
  phase: 'prepare',
  title: 'Read molecules',
  summary:
    'Reads SMILES that stand in documents, such as a model has written, and says of each that is impossible which atom is wrong.',
  keywords: ['smiles', 'chemistry', 'valid', 'parse', 'decode', 'check', 'valence'],
  inputs: { text: port(dataset(text), { title: 'SMILES' }) },
  outputs: { molecules },
  params: z.object({}),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
