import { defineNode, table, z } from '@/graph';
import { namesOf } from '../../common/sql/names';

export const askTablesBySql = defineNode({
  type: 'flow.sql',
  version: 1,
  phase: 'act',
  title: 'Ask tables by SQL',
  summary: 'Filters, joins, groups and counts rows of up to four tables by one question in SQL.',
  keywords: ['sqlite', 'query', 'select', 'join', 'group', 'filter', 'database', 'aggregate', 'pivot', 'count'],
  inputs: {},
  outputs: { table },
  params: z.object({
    tables: z
      .string()
      .max(200)
      .refine((text) => namesOf(text).problem === null, { error: ({ input }) => namesOf(String(input)).problem ?? '' })
      .default('data')
      .meta({ label: 'Names of tables', placeholder: 'penguins, islands', decidesPorts: true }),
    sql: z.string().max(20_000).default('SELECT *\nFROM data\nLIMIT 100').meta({ label: 'Question', control: 'code' }),
    work: z.number().int().min(1).max(10_000).default(200).meta({ label: 'Work', unit: '× 1 M steps', advanced: true }),
    memory: z.number().int().min(16).max(1_024).default(256).meta({ unit: 'MB', advanced: true }),
  }),
  ports: ({ tables }) => ({
    inputs: Object.fromEntries(namesOf(tables).names.map((name) => [name, table])),
    outputs: {},
  }),
  subtitle: ({ sql }) => sql.replaceAll(/\s+/g, ' ').trim().slice(0, 60),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
