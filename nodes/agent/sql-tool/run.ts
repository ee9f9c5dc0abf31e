import type { Run, Table } from '@/graph';
import { isTable } from '../../common/sql/ask-tables';
import { namesOf } from '../../common/sql/names';
import type { agentSqlTool } from './node';

export const run: Run<typeof agentSqlTool> = (inputs, { tables, about, rows, asks, toolName }) => {
  const given: Record<string, Table> = {};
  for (const name of namesOf(tables).names) {
    const value: unknown = Reflect.get(inputs, name);
    if (isTable(value)) given[name] = value;
  }
  return {
    tool: {
      name: toolName,
      description:
        `Asks one question in SQL (SQLite), a SELECT, and gives its rows. ${Object.entries(given).map(described).join(' ')} ${about}`.trim(),
      parameters: {
        type: 'object',
        properties: {
          sql: {
            type: 'string',
            minLength: 1,
            maxLength: 20_000,
            description: `For example: SELECT count(*) FROM ${Object.keys(given)[0] ?? 'data'}`,
          },
        },
        required: ['sql'],
      },
      approval: asks,
      ...{ from: 'sql', tables: given, rows },
    },
  };
};

/** Columns, and words of a category, that the model is told of a table. */
const TOLD = { columns: 40, words: 6 } as const;

function described([name, { columns, rows }]: readonly [string, Table]): string {
  const told = columns
    .slice(0, TOLD.columns)
    .map(({ name: column, kind, categories }) =>
      kind === 'category'
        ? `"${column}" (text${categories && categories.length > 0 ? `, such as ${categories.slice(0, TOLD.words).join(', ').slice(0, 120)}` : ''})`
        : `"${column}" (${kind === 'whole' ? 'whole number' : 'number'})`,
    );
  return `Table ${name}, ${rows.length.toLocaleString('en')} rows: ${told.join('; ')}.`;
}
