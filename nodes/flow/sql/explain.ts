import type { Explanation } from '@/graph';
import type { askTablesBySql } from './node';

export const explain: Explanation<typeof askTablesBySql> = {
  more: 'Each name becomes an input, and is the table’s name in the question. The tables are copied into a small database of their own (SQLite, as WebAssembly) in the worker, which is gone after the question: nothing can be changed in them. Without ORDER BY the rows have no order that is promised.',
  formula: 'SELECT columns FROM table JOIN other USING (column) WHERE … GROUP BY … ORDER BY … LIMIT …',
  lookAt: 'The number of rows: a join without a condition pairs every row with every other.',
  source: 'SQLite 3.54; sqlite.org/lang.html',
  params: {
    tables: 'Up to four names with commas between them, as in “penguins, islands”.',
    sql: 'One SELECT, or WITH … SELECT. Headings with spaces stand in double quotes, words in single ones. Chance and clock are left out, so that the answer is the same each time.',
    work: 'Thirty million steps are about a second. A question that takes more is stopped.',
    memory: 'What the copies and all that is kept between may use.',
  },
};
