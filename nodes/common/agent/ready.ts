import {
  type FilesTool,
  GenloomError,
  type JsonObject,
  type RunContext,
  type SearchTool,
  type SqlTool,
  type Table,
  type WebTool,
} from '@/graph';
import { friendly } from '../friendly';
import { fetchPage } from '../outside/fetch-page';
import { openSearch } from '../retrieval/open';
import { askTables } from '../sql/ask-tables';
import { bounded } from './graph-tool';
import type { OpenTool } from './tools';

/** A tool that has nothing to show beside what it says. */
const inWords = (use: (given: JsonObject) => Promise<string>): OpenTool => ({
  use: async (given) => ({ text: await use(given) }),
});

/** Characters of one passage, and of everything, that a model is told. */
const LONGEST = { passage: 1_500, answer: 6_000 } as const;

/** Passages with the numbers that they are cited by and where they stand. An index by a model of the graph has it on the device while it is asked, and no longer. */
export const openSearchTool = (
  { index, mode, top }: SearchTool,
  context: Pick<RunContext, 'log' | 'backend' | 'breathe'>,
): OpenTool =>
  inWords(async ({ query }) => {
    const open = openSearch(index, context);
    try {
      const [hits = []] = await open.search([String(query)], { top, mode });
      if (hits.length === 0) return 'Nothing was found. Try other words.';
      return hits
        .map(
          ({ passage: { title, text, start, end } }, place) =>
            `[${place + 1}] (${title}, characters ${start}–${end})\n${bounded(text, LONGEST.passage)}`,
        )
        .join('\n\n');
    } catch (thrown) {
      throw friendly(thrown);
    } finally {
      open.close();
    }
  });

/** Less work than a question of the graph may be: a model that wrote a poor one is to hear of it soon. */
const WORK = { steps: 50_000_000, bytes: 128 * 2 ** 20 } as const;

export const openSqlTool = ({ tables, rows }: SqlTool): OpenTool =>
  inWords(async ({ sql }) => inLines(await askTables(tables, String(sql), WORK), rows));

/** A table as a model reads it: its columns, then a row a line as JSON. */
function inLines({ columns, rows }: Table, most: number): string {
  const told = rows.slice(0, most).map((row) => JSON.stringify(row));
  const left = rows.length - told.length;
  return bounded(
    [
      JSON.stringify(columns.map(({ name }) => name)),
      ...told,
      ...(left > 0 ? [`… and ${left.toLocaleString('en')} more rows; ask for fewer, or count them.`] : []),
      ...(rows.length === 0 ? ['No rows.'] : []),
    ].join('\n'),
    LONGEST.answer,
  );
}

export const openWebTool = ({ characters }: WebTool, context: Pick<RunContext, 'server'>): OpenTool =>
  inWords(async ({ url }) => {
    const page = await fetchPage(String(url).trim(), context);
    return `${[page.title, page.url].filter(Boolean).join('\n')}\n\n${bounded(page.text, characters)}`;
  });

export const openFilesTool = ({ files }: FilesTool): OpenTool =>
  inWords(async ({ name, from }) => {
    if (name === undefined || name === '')
      return bounded(
        files.map((file) => `${file.name} (${file.text.length.toLocaleString('en')} characters)`).join('\n'),
        LONGEST.answer,
      );
    const file = files.find((one) => one.name === name);
    if (!file)
      throw new GenloomError({
        code: 'tool.no-file',
        title: `There is no file “${String(name).slice(0, 80)}”.`,
        fix: 'List them first, by leaving the name out.',
      });
    const begin = typeof from === 'number' ? Math.min(from, file.text.length) : 0;
    const part = file.text.slice(begin, begin + LONGEST.answer);
    const end = begin + part.length;
    return end < file.text.length
      ? `${part}\n… ${(file.text.length - end).toLocaleString('en')} more characters: read on with from = ${end}.`
      : part || 'There is nothing more in it.';
  });
