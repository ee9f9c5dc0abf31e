import { countRuns, wordsOf } from './words';

/** Runs of up to so many words are compared; the deviation of the penalty for other lengths. */
const [LONGEST_RUN, SIGMA] = [4, 6];

/**
 * CIDEr-D of captions, each against the captions that people gave its picture, 0 to 10: how alike their runs of one to four words are, by the cosine, where a
 * run counts for more the fewer pictures it is said of (Vedantam et al. 2015, eq. 1–3, and with clipping and a penalty for other lengths eq. 4–5), as the
 * authors’ published code computes it: lengths are those in pairs of words. The mean of all, and each. Of a single picture it is 0, since nothing is rare there.
 * @throws RangeError where the numbers of both differ, or a candidate has no reference
 */
export function ciderD(
  candidates: readonly string[],
  references: readonly (readonly string[])[],
): { readonly score: number; readonly each: readonly number[] } {
  if (candidates.length !== references.length)
    throw new RangeError(`There are ${candidates.length} candidates, and references for ${references.length}.`);
  const said = references.map((own) => own.map(runsOf));
  const pictures = new Map<string, number>();
  for (const own of said)
    for (const run of new Set(own.flatMap((runs) => runs.flatMap((counts) => [...counts.keys()]))))
      pictures.set(run, (pictures.get(run) ?? 0) + 1);
  const rarity = (run: string) => Math.log(references.length) - Math.log(Math.max(1, pictures.get(run) ?? 0));
  const weigh = (runs: readonly ReadonlyMap<string, number>[]): Weighed => ({
    vectors: runs.map((counts) => new Map([...counts].map(([run, count]) => [run, count * rarity(run)]))),
    length: [...(runs[1]?.values() ?? [])].reduce((sum, count) => sum + count, 0),
  });
  const each = candidates.map((candidate, index) => {
    const own = said[index] ?? [];
    if (own.length === 0) throw new RangeError(`Candidate ${index} has no reference.`);
    const written = weigh(runsOf(candidate));
    return (10 * own.reduce((sum, runs) => sum + likeness(written, weigh(runs)), 0)) / own.length;
  });
  return { score: each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length), each };
}

/** Runs of one word, two, three and four, each with what it counts for. */
interface Weighed {
  readonly vectors: readonly ReadonlyMap<string, number>[];
  readonly length: number;
}

/** How often each run stands there, by its length; runs of different lengths have different keys. */
const runsOf = (text: string): ReadonlyMap<string, number>[] => {
  const words = wordsOf(text);
  return Array.from({ length: LONGEST_RUN }, (_, index) => countRuns(words, index + 1));
};

/** 0 to 1: the mean of the cosines, where a run counts no more than the reference has it. */
function likeness(written: Weighed, reference: Weighed): number {
  const cosines = written.vectors.map((vector, index) => {
    const other = reference.vectors[index] ?? new Map<string, number>();
    let product = 0;
    for (const [run, weight] of vector) product += Math.min(weight, other.get(run) ?? 0) * (other.get(run) ?? 0);
    const size = norm(vector) * norm(other);
    return size === 0 ? 0 : product / size;
  });
  const delta = written.length - reference.length;
  return (cosines.reduce((sum, one) => sum + one, 0) / LONGEST_RUN) * Math.exp(-(delta ** 2) / (2 * SIGMA ** 2));
}

const norm = (vector: ReadonlyMap<string, number>): number => Math.hypot(...vector.values());
