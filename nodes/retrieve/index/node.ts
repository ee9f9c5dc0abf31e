import { defineNode, languageModel, passages, port, searchIndex, z } from '@/graph';

export const indexPassages = defineNode({
  type: 'retrieve.index',
  version: 1,
  phase: 'train',
  title: 'Index passages',
  summary:
    'Makes passages searchable by their words and by their meaning, which it learns from the passages themselves.',
  keywords: ['rag', 'embedding', 'vector', 'bm25', 'lsa', 'search engine', 'retrieval', 'database', 'semantic'],
  inputs: { passages, model: port(languageModel, { title: 'Model', optional: true }) },
  outputs: { index: searchIndex },
  params: z.object({
    stems: z
      .enum(['english', 'none'])
      .default('english')
      .meta({ label: 'Endings of words', choices: { english: 'English, left away', none: 'as they are' } }),
    width: z.number().int().min(2).max(512).default(128).meta({ label: 'Numbers of a vector, at most', scale: 'log' }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ stems, width }) =>
    `${stems === 'english' ? 'English words' : 'words as they are'} · at most ${width} numbers`,
  run: () => import('./run'),
});
