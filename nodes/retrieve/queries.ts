import { type Dataset, GenloomError } from '@/graph';
import { splitLines } from '@/ml/text';

/** What is looked for: what is wired, otherwise the lines of the parameter. @throws GenloomError `retrieve.no-query` where there is nothing */
export function queriesOf(wired: Dataset<string> | undefined, query: string): readonly string[] {
  const queries = (wired?.items ?? splitLines(query)).map((one) => one.trim()).filter((one) => one !== '');
  if (queries.length > 0) return queries;
  throw new GenloomError({
    code: 'retrieve.no-query',
    title: 'There is nothing to look for.',
    fix: 'Write a question under “Look for”, or connect documents with one question each.',
  });
}
