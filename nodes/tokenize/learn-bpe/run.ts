import type { Run } from '@/graph';
import { learnBpe as learn } from '@/ml/tokenizers/learn/bpe';
import { codecOf, piecesOf, tokensView } from '../../common/codec';
import { documentsOf } from '../../common/documents';
import type { learnBpe } from './node';

/** The single bytes, which every byte-level vocabulary begins with. */
const BYTES = 256;

export const run: Run<typeof learnBpe> = async ({ text }, { vocabularySize, minimumFrequency }, context) => {
  const documents = documentsOf(text);
  const tokenizer = await learn(documents, {
    vocabularySize,
    minimumFrequency,
    onProgress: async (done, total) => {
      context.progress({ done, total, message: 'merging pairs' });
      await context.breathe();
    },
  });
  const codec = codecOf(tokenizer);
  if (codec.vocabularySize < vocabularySize)
    context.log(
      'info',
      `The text gave ${codec.vocabularySize.toLocaleString('en')} pieces: no other pair occurs ${minimumFrequency} times.`,
    );
  context.preview(tokensView(codec, documents[0] ?? '', { vocabulary: piecesOf(codec, BYTES) }), 'tokenizer', 'stays');
  return { tokenizer };
};
