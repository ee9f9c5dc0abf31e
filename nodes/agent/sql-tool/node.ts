import { defineNode, table, tool, z } from '@/graph';
import { aboutField, asksField, toolNameField } from '../../common/agent/fields';
import { namesOf } from '../../common/sql/names';

export const agentSqlTool = defineNode({
  type: 'agent.sql-tool',
  version: 1,
  phase: 'act',
  title: 'Tool: ask a table by SQL',
  summary: 'Lets an agent ask up to four tables questions in SQL, which can only read.',
  keywords: ['sqlite', 'query', 'select', 'database', 'analyst', 'text to sql', 'tool', 'agent'],
  inputs: {},
  outputs: { tool },
  params: z.object({
    tables: z
      .string()
      .max(200)
      .refine((said) => namesOf(said).problem === null, { error: ({ input }) => namesOf(String(input)).problem ?? '' })
      .default('data')
      .meta({ label: 'Names of tables', placeholder: 'penguins, islands', decidesPorts: true }),
    about: aboutField,
    rows: z.number().int().min(1).max(200).default(50).meta({ label: 'Rows told at most', scale: 'log' }),
    asks: asksField(false),
    toolName: toolNameField('ask_table'),
  }),
  ports: ({ tables }) => ({
    inputs: Object.fromEntries(namesOf(tables).names.map((name) => [name, table])),
    outputs: {},
  }),
  subtitle: ({ tables }) => namesOf(tables).names.join(' · '),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
