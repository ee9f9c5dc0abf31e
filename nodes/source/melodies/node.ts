import { defineNode, fileRef, melodies, z } from '@/graph';

/** What the file dialog offers; a zip may hold the others. */
const ACCEPTED_TUNES = '.abc,.mid,.midi,.zip';

export const sourceMelodies = defineNode({
  type: 'source.melodies',
  version: 1,
  phase: 'prepare',
  title: 'Melodies',
  summary:
    'Melodies of one voice that a model can learn to go on with: made on your device, or from MIDI and ABC files.',
  keywords: ['music', 'midi', 'abc', 'notes', 'song', 'tune', 'folk', 'symbolic', 'piano', 'score', 'data', 'upload'],
  inputs: {},
  outputs: { melodies },
  params: z.object({
    origin: z
      .enum(['generated', 'file'])
      .default('generated')
      .meta({ label: 'From', control: 'segmented', choices: { generated: 'Built in', file: 'File' } }),
    file: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'File',
        control: 'file',
        accept: ACCEPTED_TUNES,
        when: { param: 'origin', is: ['file'] },
      }),
    count: z
      .number()
      .int()
      .min(1)
      .max(50_000)
      .default(3_000)
      .meta({ label: 'How many', unit: 'melodies', scale: 'log', when: { param: 'origin', is: ['generated'] } }),
    transpose: z.boolean().default(false).meta({ label: 'All in C', advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ origin, file, count }) =>
    origin === 'file' ? (file?.name ?? 'no file yet') : `built in · ${count.toLocaleString('en')}`,
  advise: (_inputs, { origin, file }) =>
    origin === 'file' && !file
      ? [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }]
      : [],
  run: () => import('./run'),
});
