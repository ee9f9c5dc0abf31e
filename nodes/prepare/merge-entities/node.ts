import { defineNode, port, table, triples, z } from '@/graph';

export const mergeEntities = defineNode({
  type: 'prepare.merge-entities',
  version: 1,
  phase: 'prepare',
  title: 'Merge entities',
  summary: 'Puts entities together that are one and the same under several spellings, and tells why for each.',
  keywords: ['entity resolution', 'deduplicate', 'alias', 'spelling', 'record linkage', 'canonical', 'knowledge graph'],
  inputs: { triples: port(triples, { title: 'Knowledge graph' }) },
  outputs: {
    triples: port(triples, { title: 'Merged' }),
    reasons: port(table, { title: 'What was merged, and why' }),
  },
  params: z.object({
    initials: z.boolean().default(true).meta({ label: 'Initials stand for names' }),
    letters: z.number().int().min(0).max(3).default(1).meta({ label: 'Letters apart', unit: 'letters' }),
    shortest: z
      .number()
      .int()
      .min(3)
      .max(40)
      .default(7)
      .meta({ label: 'Slips in names from', unit: 'letters', advanced: true }),
    types: z.boolean().default(true).meta({ label: 'Only of one type' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ letters, initials }) =>
    [letters > 0 ? `${letters} ${letters === 1 ? 'letter' : 'letters'} apart` : '', initials ? 'initials' : '']
      .filter(Boolean)
      .join(' · ') || 'the same but for case and signs',
  run: () => import('./run'),
});
