import { defineNode, fileRef, molecules, z } from '@/graph';

export const sourceMolecules = defineNode({
  type: 'source.molecules',
  version: 1,
  phase: 'prepare',
  title: 'Molecules',
  summary:
    'Small molecules: built by a grammar that knows how many bonds each atom has, pasted, or from a file of yours.',
  keywords: ['smiles', 'sdf', 'chemistry', 'drug', 'compound', 'chem', 'structure', 'qm9', 'zinc'],
  inputs: {},
  outputs: { molecules },
  params: z.object({
    origin: z
      .enum(['built-in', 'paste', 'file'])
      .default('built-in')
      .meta({
        label: 'From',
        control: 'segmented',
        choices: { 'built-in': 'Built in', paste: 'Paste', file: 'File' },
      }),
    count: z
      .number()
      .int()
      .min(1)
      .max(50_000)
      .default(12_000)
      .meta({ label: 'How many', scale: 'log', when: { param: 'origin', is: ['built-in'] } }),
    least: z
      .number()
      .int()
      .min(1)
      .max(40)
      .default(6)
      .meta({ label: 'Smallest', unit: 'atoms', when: { param: 'origin', is: ['built-in'] } }),
    most: z
      .number()
      .int()
      .min(1)
      .max(40)
      .default(14)
      .meta({ label: 'Largest', unit: 'atoms', when: { param: 'origin', is: ['built-in'] } }),
    rings: z
      .number()
      .int()
      .min(0)
      .max(5)
      .default(2)
      .meta({ label: 'Rings, at most', when: { param: 'origin', is: ['built-in'] } }),
    charges: z
      .boolean()
      .default(false)
      .meta({ label: 'Charged groups', when: { param: 'origin', is: ['built-in'] } }),
    text: z
      .string()
      .max(1_000_000)
      .default('')
      .meta({
        label: 'SMILES',
        control: 'textarea',
        placeholder: 'CCO alcohol\nc1ccccc1 benzene',
        when: { param: 'origin', is: ['paste'] },
      }),
    file: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'File',
        control: 'file',
        accept: '.smi,.smiles,.txt,.sdf,.mol,.csv,.tsv',
        when: { param: 'origin', is: ['file'] },
      }),
    column: z
      .string()
      .max(200)
      .default('smiles')
      .meta({ label: 'Column of a table', when: { param: 'origin', is: ['file'] } }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ origin, file, count, least, most }) =>
    ({
      'built-in': `${count.toLocaleString('en')} of ${least} to ${most} atoms`,
      paste: 'pasted',
      file: file?.name ?? 'no file yet',
    })[origin],
  advise: (_inputs, { origin, file, text, least, most }) => {
    if (origin === 'file' && !file)
      return [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }];
    if (origin === 'paste' && text.trim() === '')
      return [
        {
          code: 'source.nothing-pasted',
          title: 'No molecules have been pasted yet.',
          fix: 'Paste SMILES strings in the inspector, one a line.',
        },
      ];
    if (origin === 'built-in' && least > most)
      return [
        {
          code: 'molecules.sizes',
          title: `The smallest molecule has ${least} atoms and the largest ${most}.`,
          fix: `Let the largest have ${least}.`,
          set: { param: 'most', value: least },
        },
      ];
    return [];
  },
  run: () => import('./run'),
});
