import { dataset, defineNode, hits, port, searchIndex, text, z } from '@/graph';
import { modeField, queryField, topField } from '../fields';

export const searchDocuments = defineNode({
  type: 'retrieve.search',
  version: 1,
  phase: 'generate',
  title: 'Search documents',
  summary:
    'Finds the passages that answer a question best, by their words and by their meaning, and tells where they stand.',
  keywords: ['rag', 'retrieval', 'query', 'find', 'bm25', 'semantic search', 'hybrid', 'nearest neighbour', 'citation'],
  inputs: { index: searchIndex, queries: port(dataset(text), { title: 'Queries', optional: true }) },
  outputs: { hits },
  params: z.object({
    query: queryField,
    mode: modeField,
    top: topField,
    k1: z
      .number()
      .min(0)
      .max(5)
      .default(1.2)
      .meta({ label: 'BM25: k1', control: 'slider', step: 0.05, advanced: true }),
    b: z.number().min(0).max(1).default(0.75).meta({ label: 'BM25: b', control: 'slider', step: 0.05, advanced: true }),
    fusion: z.number().min(0).max(100).default(1).meta({ label: 'Joining: constant', scale: 'log', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ mode, top }) => `${mode === 'both' ? 'words and meaning' : `by ${mode}`} · best ${top}`,
  run: () => import('./run'),
});
