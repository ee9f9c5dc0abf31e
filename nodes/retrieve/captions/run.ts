import type { Run } from '@/graph';
import { openVectors } from '@/ml/retrieval/dense';
import { documentsOf } from '../../common/documents';
import { evenlySpaced } from '../../common/examples';
import { captionsOf, tellUnknown, withJoint } from '../../common/joint';
import type { retrieveCaptions } from './node';

export const run: Run<typeof retrieveCaptions> = async ({ encoder, examples, texts }, { limit, top }, context) => {
  const choices = [...new Set(texts ? documentsOf(texts) : captionsOf(examples))];
  tellUnknown(encoder, choices, context);
  const looked = evenlySpaced(examples, limit);
  const { width } = encoder;
  const [pictures, words] = await withJoint(encoder, context, async (open) => [
    await open.pictures(looked),
    await open.words(choices),
  ]);
  const open = openVectors(words, width);
  const queries = Array.from({ length: looked.count }, (_, row) => {
    const own = looked.captions?.[row];
    const found = open.search(pictures.subarray(row * width, (row + 1) * width), top).map(({ place, score }) => ({
      words: choices[place] ?? '',
      score,
      ...(own !== undefined && !texts && { right: choices[place] === own }),
    }));
    return { asked: { picture: row }, found };
  });
  return {
    ranking: { shape: looked.shape, count: looked.count, data: looked.data, queries },
    text: { items: queries.map(({ found }) => found[0]?.words ?? '') },
  };
};
