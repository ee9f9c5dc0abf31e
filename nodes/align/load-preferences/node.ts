import { defineNode, fileRef, port, preferences, z } from '@/graph';

export const loadPreferences = defineNode({
  type: 'align.load-preferences',
  version: 1,
  phase: 'align',
  title: 'Load preferences',
  summary: 'Reads pairs of answers of which people preferred one, from a file in one of the usual formats.',
  keywords: ['dpo', 'hh-rlhf', 'chosen', 'rejected', 'ultrafeedback', 'jsonl', 'feedback', 'file', 'upload'],
  inputs: {},
  outputs: { preferences: port(preferences, { title: 'Preferences' }) },
  params: z.object({
    file: fileRef.nullable().default(null).meta({
      label: 'File',
      control: 'file',
      accept: '.jsonl,.ndjson,.json,.gz',
    }),
    lenient: z.boolean().default(false).meta({
      label: 'Leave out broken pairs',
      advanced: true,
    }),
    most: z.number().int().min(1).max(1_000_000).default(100_000).meta({
      label: 'At most',
      unit: 'pairs',
      scale: 'log',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ file }) => file?.name ?? 'no file yet',
  advise: (_inputs, { file }) =>
    file ? [] : [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }],
  run: () => import('./run'),
});
