import { GenloomError, type Run } from '@/graph';
import { openVectors } from '@/ml/retrieval/dense';
import { takeExamples } from '../../common/examples';
import { tellUnknown, withJoint } from '../../common/joint';
import { queriesOf } from '../queries';
import type { retrievePictures } from './node';

export const run: Run<typeof retrievePictures> = async ({ encoder, examples, queries: wired }, params, context) => {
  const queries = queriesOf(wired, params.query);
  tellUnknown(encoder, queries, context);
  if (examples.count === 0)
    throw new GenloomError({
      code: 'retrieve.no-pictures',
      title: 'There are no pictures to search in.',
      fix: 'Look at what comes in: a filter before this node may have removed everything.',
    });
  const { width } = encoder;
  const [pictures, words] = await withJoint(encoder, context, async (open) => [
    await open.pictures(examples),
    await open.words(queries),
  ]);
  const open = openVectors(pictures, width);
  const found = queries.map((_, row) => open.search(words.subarray(row * width, (row + 1) * width), params.top));
  // Only the pictures that are meant are handed on.
  const meant = [...new Set(found.flatMap((some) => some.map(({ place }) => place)))];
  const places = new Map(meant.map((place, index) => [place, index]));
  const { captions } = examples;
  const best = found.map(([first]) => first?.place ?? 0);
  return {
    ranking: {
      shape: examples.shape,
      count: meant.length,
      data: takeExamples(examples, meant).data,
      queries: queries.map((query, row) => ({
        asked: { words: query },
        found: (found[row] ?? []).map(({ place, score }) => ({
          picture: places.get(place) ?? 0,
          score,
          ...(captions && { words: captions[place] ?? '' }),
        })),
      })),
    },
    examples: { ...takeExamples(examples, best), captions: queries },
  };
};
