import type { Run } from '@/graph';
import { learnUnigram as learn } from '@/ml/tokenizers/learn/unigram';
import { codecOf, piecesOf, tokensView } from '../../common/codec';
import { documentsOf } from '../../common/documents';
import type { learnUnigram } from './node';

/** The single bytes, which every byte-level vocabulary begins with. */
const BYTES = 256;

export const run: Run<typeof learnUnigram> = async ({ text }, params, context) => {
  const documents = documentsOf(text);
  const tokenizer = await learn(documents, {
    ...params,
    onProgress: async (done, total) => {
      context.progress({ done, total, message: 'pruning pieces' });
      await context.breathe();
    },
  });
  const codec = codecOf(tokenizer);
  if (codec.vocabularySize < params.vocabularySize)
    context.log('info', `The text gave ${codec.vocabularySize.toLocaleString('en')} pieces: it is too short for more.`);
  context.preview(tokensView(codec, documents[0] ?? '', { vocabulary: piecesOf(codec, BYTES) }), 'tokenizer', 'stays');
  return { tokenizer };
};
