import type { Run } from '@/graph';
import { learnSmiles } from '@/ml/tokenizers/learn/smiles';
import { codecOf, piecesOf, tokensView } from '../../common/codec';
import { documentsOf } from '../../common/documents';
import type { smilesTokens } from './node';

export const run: Run<typeof smilesTokens> = async ({ text }, _params, context) => {
  const documents = documentsOf(text);
  const tokenizer = await learnSmiles(documents, {
    onProgress: async (done, total) => {
      context.progress({ done, total, message: 'collecting atoms' });
      await context.breathe();
    },
  });
  const codec = codecOf(tokenizer);
  context.preview(tokensView(codec, documents[0] ?? '', { vocabulary: piecesOf(codec, 0) }), 'tokenizer', 'stays');
  return { tokenizer };
};
