import { type DenseIndex, GenloomError, type Passage, type RunContext, type SearchIndex } from '@/graph';
import { latentSpace } from '@/ml/retrieval/latent';
import { type Postings, postingsOf } from '@/ml/retrieval/postings';
import { type Stems, termsOf } from '@/ml/retrieval/terms';

type IndexContext = Pick<RunContext, 'random' | 'breathe' | 'progress'>;

/** Makes the vectors of passages. */
export type Vectorise = (passages: readonly Passage[], postings: Postings) => Promise<DenseIndex>;

/** The most passages: their vectors are kept in memory, and searched one by one. */
const MOST_PASSAGES = 200_000;

/** Makes passages searchable by their words, and by their meaning through the vectors. @throws GenloomError for no passages, or too many */
export async function buildIndex(
  passages: readonly Passage[],
  stems: Stems,
  vectorise: Vectorise,
  context: IndexContext,
): Promise<SearchIndex> {
  if (passages.length === 0)
    throw new GenloomError({
      code: 'retrieve.no-passages',
      title: 'There are no passages to index.',
      fix: 'Connect “Split into passages” with documents that are not empty.',
    });
  if (passages.length > MOST_PASSAGES)
    throw new GenloomError({
      code: 'retrieve.too-many',
      title: `These are ${passages.length.toLocaleString('en')} passages; at most ${MOST_PASSAGES.toLocaleString('en')} are indexed.`,
      fix: 'Split into longer passages, or give fewer documents.',
    });
  const terms: string[][] = [];
  for (const [index, { text }] of passages.entries()) {
    terms.push(termsOf(text, stems));
    if (index % 256 > 0) continue;
    context.progress({ done: index, total: 2 * passages.length, message: 'counting words' });
    await context.breathe();
  }
  const postings = postingsOf(terms);
  return { passages, lexical: { stems, ...postings }, dense: await vectorise(passages, postings) };
}

/** Vectors that are learned from the passages themselves, of so many numbers. */
export const latentVectors =
  (wanted: number, { breathe, random, progress }: IndexContext): Vectorise =>
  async ({ length }, postings) => {
    progress({ done: length, total: 2 * length, message: 'learning which words belong together' });
    const { vectors, width, weights, projection } = await latentSpace(postings, { width: wanted, random, breathe });
    return { width, vectors, embedding: { by: 'latent', weights, projection } };
  };
