import type { RunContext } from '@/graph';
import { holm } from '@/ml/metrics/comparison/holm';
import { type SignFlip, signFlipTest, smallestP } from '@/ml/metrics/comparison/sign-flip';
import { type Group, type Sentence, sentenceOf, type Template, textOf } from './swaps';

/** One template, and two groups that were swapped in it. */
export interface Comparison extends SignFlip {
  readonly template: string;
  readonly first: string;
  readonly second: string;
  /** What the first group got more than the second, word by word. */
  readonly differences: readonly number[];
  /** Both sentences of each. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Holm’s, over all comparisons. */
  readonly corrected: number;
  readonly verdict: 'higher' | 'lower' | 'chance' | 'too-few';
}

/** All sentences, template by template, and in it group by group. */
export const sentencesOf = (groups: readonly Group[], templates: readonly Template[]): Sentence[] =>
  templates.flatMap((template) => groups.flatMap(({ words }) => words.map((word) => sentenceOf(template, word))));

/** Every two groups in every template, tested together. @param scores of `sentencesOf` the same groups and templates */
export async function compareGroups(
  groups: readonly Group[],
  templates: readonly Template[],
  scores: readonly number[],
  significance: number,
  { random, breathe }: Pick<RunContext, 'random' | 'breathe'>,
): Promise<Comparison[]> {
  const width = groups[0]?.words.length ?? 0;
  const found: Omit<Comparison, 'corrected' | 'verdict'>[] = [];
  for (const [row, template] of templates.entries()) {
    const of = (group: number) => {
      const start = (row * groups.length + group) * width;
      return scores.slice(start, start + width);
    };
    for (const [second, other] of groups.entries())
      for (const [first, one] of groups.slice(0, second).entries()) {
        const [own, theirs] = [of(first), of(second)];
        const differences = own.map((score, place) => score - (theirs[place] ?? Number.NaN));
        const tested = signFlipTest(differences, random.split(`signs/${found.length}`));
        const pairs = one.words.map((word, place): [string, string] => [
          textOf(sentenceOf(template, word)),
          textOf(sentenceOf(template, other.words[place] ?? '')),
        ]);
        found.push({ ...tested, template: template.text, first: one.name, second: other.name, differences, pairs });
        await breathe();
      }
  }
  const corrected = holm(found.map(({ p }) => p));
  const tellable = smallestP(width) * found.length <= significance;
  return found.map((one, index) => {
    const p = corrected[index] ?? 1;
    const beyond = one.mean > 0 ? 'higher' : 'lower';
    return { ...one, corrected: p, verdict: p <= significance ? beyond : tellable ? 'chance' : 'too-few' };
  });
}
