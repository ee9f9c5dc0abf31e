import { GenloomError, type Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { augmentDocuments, parseSynonyms } from '@/ml/text';
import { charactersOf, documentsOf, documentsView } from '../../common/documents';
import type { augment } from './node';

/** What the copies may come to; more would not fit into memory beside a model. */
const MOST_CHARACTERS = 200_000_000;

export const run: Run<typeof augment> = async ({ text }, params, context) => {
  const documents = documentsOf(text);
  const expected = charactersOf(documents) * (params.copies + (params.keepOriginals ? 1 : 0));
  if (expected > MOST_CHARACTERS)
    throw new GenloomError({
      code: 'augment.too-much',
      title: `This would make ${Math.round(expected / 1e6).toLocaleString('en')} million characters; at most ${MOST_CHARACTERS / 1e6} are made.`,
      fix: 'Make fewer copies, or use a part of the text.',
    });
  const options = { ...params, synonyms: parseSynonyms(params.synonyms) };
  const random = createRandom(context.seed);
  const items: string[] = [];
  for (const [index, document] of documents.entries()) {
    // Each document has random numbers of its own, so that adding one changes no other.
    items.push(...augmentDocuments([document], options, random.split(`document ${index}`)));
    context.progress({ done: index + 1, total: documents.length, message: 'writing copies' });
    await context.breathe();
  }
  context.preview(documentsView(items), 'text');
  return { text: { items } };
};
