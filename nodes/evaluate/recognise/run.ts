import { GenloomError, type Json, type Run } from '@/graph';
import { classProbabilities } from '../../common/classifier';
import type { recognise } from './node';
import { classesWanted } from './wanted';

/** Verdicts that are told; more would be no reading. */
const MOST_TOLD = 1_000;

export const run: Run<typeof recognise> = async ({ classifier, examples, wanted }, { sure }, { breathe }) => {
  const { classes } = classifier;
  const places = wanted === undefined ? null : classesWanted(wanted, classes);
  if (examples.count === 0)
    throw new GenloomError({
      code: 'recognise.none',
      title: 'There are no pictures to look at.',
      fix: 'Look at what comes in: a filter before this node may have removed everything.',
    });
  const { data } = await classProbabilities(classifier, examples, breathe);
  const verdicts = Array.from({ length: examples.count }, (_, row) => {
    const own = data.subarray(row * classes.length, (row + 1) * classes.length);
    const [first = 0, second = 0] = twoLikeliest(own);
    const matches = places === null ? null : places.has(first) && (own[first] ?? 0) >= sure;
    return {
      class: classes[first] ?? '',
      sure: rounded(own[first] ?? 0),
      second: classes[second] ?? '',
      ...(matches !== null && { matches }),
    };
  });
  const told: Json = verdicts.slice(0, MOST_TOLD);
  return {
    seen: verdicts
      .slice(0, MOST_TOLD)
      .map((verdict) => verdict.class)
      .join('\n'),
    matches: places && verdicts.every(({ matches }) => matches === true),
    verdicts: told,
  };
};

/** The places of the largest number and of the second. */
function twoLikeliest(numbers: Float32Array): readonly [number, number] {
  let [first, second] = [0, -1];
  for (let place = 1; place < numbers.length; place++) {
    const own = numbers[place] ?? 0;
    if (own > (numbers[first] ?? 0)) [first, second] = [place, first];
    else if (second < 0 || own > (numbers[second] ?? 0)) second = place;
  }
  return [first, Math.max(0, second)];
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4;
