import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Each row is one example, each column one thing that is known of it: a number, a whole number, or one of a few words. What a column holds is found out from its values. A cell that is empty, or says NA, is a missing value, and stays one. Free text, such as names and remarks, is left out: a model of tables learns nothing from words that come up once.',
  lookAt:
    'What the run says of columns: which were left out, which never change, and which cells could not be read. A year or a code that was taken for a number may be better as a category.',
  source: 'RFC 4180 (CSV)',
};
