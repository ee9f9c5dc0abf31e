import { dataset, defineNode, molecules, port, text, z } from '@/graph';
import { notationField } from '../../common/molecule-notation';

export const moleculesToText = defineNode({
  type: 'prepare.molecules-to-text',
  version: 1,
  phase: 'prepare',
  title: 'Molecules as text',
  summary: 'Writes each molecule as a document of its own, as SMILES or SELFIES, for a language model to learn from.',
  keywords: ['smiles', 'selfies', 'chemistry', 'documents', 'encode', 'augment', 'randomise', 'language model'],
  inputs: { molecules },
  outputs: { text: port(dataset(text), { title: 'Text' }) },
  params: z.object({
    notation: notationField,
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
  subtitle: ({ notation, form }) =>
    `${notation === 'selfies' ? 'SELFIES, ' : ''}${form === 'written' ? 'as they came' : 'each in one form'}`,
  run: () => import('./run'),
});
