import { dataset, defineNode, molecules, port, text, z } from '@/graph';

export const moleculesToText = defineNode({
  type: 'prepare.molecules-to-text',
  version: 1,
  phase: 'prepare',
  title: 'Molecules as text',
  summary: 'Writes each molecule as a document of its own, as SMILES, for a language model to learn from.',
  keywords: ['smiles', 'chemistry', 'documents', 'encode', 'augment', 'randomise', 'language model'],
  inputs: { molecules },
  outputs: { text: port(dataset(text), { title: 'SMILES' }) },
  params: z.object({
    form: z
      .enum(['written', 'canonical'])
      .default('written')
      .meta({
        label: 'Written',
        control: 'segmented',
        choices: { written: 'As it came', canonical: 'In one form' },
      }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ form }) => (form === 'written' ? 'as they came' : 'each in one form'),
  run: () => import('./run'),
});
