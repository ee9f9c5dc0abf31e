import type { Explanation } from '@/graph';
import type { sourceTable } from './node';

export const explain: Explanation<typeof sourceTable> = {
  more: 'Each row is one example, each column one thing that is known of it: a number, a whole number, or one of a few words. What a column holds is found out from its values. A cell that is empty, or says NA, is a missing value, and stays one. Free text, such as names and remarks, is left out: a model of tables learns nothing from words that come up once.',
  lookAt:
    'What the run says of columns: which were left out, which never change, and which cells could not be read. A year or a code that was taken for a number may be better as a category.',
  source: 'RFC 4180 (CSV)',
  params: {
    origin:
      'The built-in table is made on your device: seabirds that never lived, measured as in a field study, with some values missing.',
    file: 'A table whose first row names its columns. It stays on your device.',
    rows: 'How many seabirds are in the table.',
    columns:
      'What columns hold is found out. Where that is wrong, say it here, one column a line: number, whole number, category, yes/no, or leave out.',
  },
};
