import { dataset, defineNode, text, z } from '@/graph';

export const fillInTheMiddle = defineNode({
  type: 'prepare.fill-in-the-middle',
  version: 1,
  phase: 'prepare',
  title: 'Middles last',
  summary:
    'Cuts some documents in three and puts the middle last, so that a model that only goes on learns to fill gaps.',
  keywords: ['FIM', 'fill in the middle', 'infilling', 'prefix', 'suffix', 'PSM', 'code completion', 'gap'],
  inputs: { text: dataset(text) },
  outputs: { text: dataset(text) },
  params: z.object({
    share: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .meta({ label: 'So many of the documents', control: 'slider', step: 0.05 }),
    whole: z.boolean().default(false).meta({ label: 'Keep these whole, too' }),
    cuts: z
      .enum(['characters', 'words', 'lines'])
      .default('words')
      .meta({
        label: 'Cut',
        choices: { characters: 'between any two characters', words: 'where words end', lines: 'where lines end' },
      }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ share, whole }) => `${Math.round(100 * share)} %${whole ? ' besides' : ''}`,
  run: () => import('./run'),
});
