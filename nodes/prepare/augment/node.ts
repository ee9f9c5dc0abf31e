import { dataset, defineNode, text, z } from '@/graph';

const share = z.number().min(0).max(0.5);

export const augment = defineNode({
  type: 'prepare.augment',
  version: 1,
  phase: 'prepare',
  title: 'Augment',
  summary: 'Writes slightly changed copies of your documents, to make little text go further.',
  keywords: ['data augmentation', 'eda', 'synonym', 'swap', 'delete', 'noise'],
  inputs: { text: dataset(text) },
  outputs: { text: dataset(text) },
  params: z.object({
    copies: z.number().int().min(1).max(20).default(1).meta({
      label: 'Copies of each document',
      unit: 'copies',
    }),
    keepOriginals: z.boolean().default(true),
    swaps: share.default(0.05).meta({
      label: 'Swap words',
      control: 'slider',
      step: 0.01,
    }),
    deletions: share.default(0.05).meta({
      label: 'Leave words out',
      control: 'slider',
      step: 0.01,
    }),
    replacements: z.number().min(0).max(1).default(0.3).meta({
      label: 'Use synonyms',
      control: 'slider',
      step: 0.01,
    }),
    synonyms: z.string().max(200_000).default('').meta({
      label: 'Synonyms',
      control: 'textarea',
      placeholder: 'big: large, great\nhouse: home',
    }),
  }),
  explain: () => import('./explain'),
  seeded: true,
  subtitle: ({ copies }) => `× ${copies}`,
  run: () => import('./run'),
});
