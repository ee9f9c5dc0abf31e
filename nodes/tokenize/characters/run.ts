import type { Run } from '@/graph';
import { learnCharacters } from '@/ml/tokenizers/learn/characters';
import { codecOf, piecesOf, tokensView } from '../../common/codec';
import { documentsOf } from '../../common/documents';
import type { characters } from './node';

export const run: Run<typeof characters> = async ({ text }, { maximumVocabulary, unknown }, context) => {
  const documents = documentsOf(text);
  const tokenizer = await learnCharacters(documents, {
    maximumVocabulary,
    unknown,
    onProgress: async (done, total) => {
      context.progress({ done, total, message: 'collecting characters' });
      await context.breathe();
    },
  });
  const codec = codecOf(tokenizer);
  context.preview(tokensView(codec, documents[0] ?? '', { vocabulary: piecesOf(codec, 0) }), 'tokenizer', 'stays');
  return { tokenizer };
};
