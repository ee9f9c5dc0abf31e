import type { Random } from '../random';
import { type LatentSpace, latentVector } from './latent-vector';
import type { Postings } from './postings';

/** Texts that are tried, and terms that one needs for it. */
const TRIED = 250;
const LEAST_TERMS = 6;
/** Widths that are tried, each so much of the one before. */
const STEP = 0.75;

/**
 * How many axes of a space to keep: the terms of a text are dealt into two halves without a word in common, and of all halves its own should be the nearest to
 * the other. Too few axes mix up what differs; too many tell apart words that mean the same. All axes where there are too few texts to tell.
 */
export function bestWidth(
  space: Pick<LatentSpace, 'width' | 'weights' | 'projection'>,
  postings: Postings,
  random: Random,
): number {
  const texts = dealt(postings, space.weights, random);
  if (texts.length < 20) return space.width;
  const halves = texts.map((terms) =>
    [0, 1].map((half) =>
      latentVector(
        space,
        terms.filter((_, at) => at % 2 === half),
      ),
    ),
  );
  let best = { width: space.width, worth: -1 };
  for (let width = space.width; width >= Math.min(8, space.width); width = Math.floor(width * STEP)) {
    const worth = recovered(halves, width);
    if (worth > best.worth) best = { width, worth };
  }
  return best.width;
}

/** The mean of one over the place at which a text's other half is found. */
function recovered(halves: readonly (readonly Float32Array[])[], width: number): number {
  const lengths = halves.map(([, other]) => Math.sqrt(product(other, other, width)) || 1);
  const places = halves.map(([half], own) => {
    const scores = halves.map(([, other], place) => product(half, other, width) / (lengths[place] ?? 1));
    const right = scores[own] ?? 0;
    return 1 + scores.filter((score, place) => place !== own && score >= right).length;
  });
  return places.reduce((sum, place) => sum + 1 / place, 0) / places.length;
}

function product(a: Float32Array | undefined, b: Float32Array | undefined, width: number): number {
  let sum = 0;
  for (let at = 0; at < width; at++) sum += (a?.[at] ?? 0) * (b?.[at] ?? 0);
  return sum;
}

/** Different terms that count of some texts, in no order. */
function dealt({ starts, passages, lengths }: Postings, weights: Float32Array, random: Random): number[][] {
  const chosen = new Map(
    random
      .shuffle([...lengths.keys()])
      .slice(0, TRIED)
      .map((text): [number, number[]] => [text, []]),
  );
  for (let term = 0; term < weights.length; term++) {
    if ((weights[term] ?? 0) === 0) continue;
    for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) chosen.get(passages[at] ?? 0)?.push(term);
  }
  return [...chosen.values()].filter(({ length }) => length >= LEAST_TERMS).map((terms) => random.shuffle(terms));
}
