import { defineNode, fileRef, metrics, port, table, triples, z } from '@/graph';

const ofFile = { param: 'origin', is: ['file'] } as const;
const column = (label: string, placeholder: string) =>
  z.string().max(200).default('').meta({ label, placeholder, when: ofFile });

export const sourceEventLog = defineNode({
  type: 'source.event-log',
  version: 1,
  phase: 'prepare',
  title: 'Process map',
  summary: 'Draws how work really goes from a log of events: what follows upon what, how often, and after how long.',
  keywords: [
    'process mining',
    'event log',
    'directly-follows graph',
    'workflow',
    'xes',
    'csv',
    'case',
    'activity',
    'bpm',
  ],
  inputs: {},
  outputs: {
    map: port(triples, { title: 'Map' }),
    ways: port(table, { title: 'Ways through' }),
    metrics,
  },
  params: z.object({
    origin: z
      .enum(['built-in', 'file'])
      .default('built-in')
      .meta({ label: 'From', control: 'segmented', choices: { 'built-in': 'Built in', file: 'File' } }),
    file: fileRef.nullable().default(null).meta({ label: 'File', control: 'file', accept: '.csv,.tsv', when: ofFile }),
    caseColumn: column('Column of cases', 'case'),
    activityColumn: column('Column of activities', 'activity'),
    timeColumn: column('Column of times', 'time'),
    cases: z
      .number()
      .int()
      .min(1)
      .max(20_000)
      .default(300)
      .meta({ scale: 'log', when: { param: 'origin', is: ['built-in'] } }),
    least: z.number().min(0).max(0.5).default(0.02).meta({
      label: 'Leave out what is rarer than',
      control: 'slider',
      step: 0.01,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ origin, file, cases }) =>
    origin === 'file' ? (file?.name ?? 'no file yet') : `orders · ${cases.toLocaleString('en')} cases`,
  advise: (_inputs, { origin, file }) =>
    origin === 'file' && !file
      ? [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }]
      : [],
  run: () => import('./run'),
});
