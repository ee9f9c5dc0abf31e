import { countRuns, withoutLastSpaces, wordsOf } from './words';

/** BLEU of many texts together, and what it is made of. */
export interface Bleu {
  /** 0 to 100. */
  readonly score: number;
  /** Per cent of the words, pairs, runs of three and of four that a reference has too; smoothed where there is none. */
  readonly precisions: readonly number[];
  readonly brevityPenalty: number;
  /** Words of all candidates, and of the references that are nearest to them in length. */
  readonly candidateLength: number;
  readonly referenceLength: number;
}

const LONGEST_RUN = 4;

/**
 * BLEU of a corpus (Papineni et al. 2002) as sacreBLEU computes it: words by `13a`, runs of up to four, exponential
 * smoothing, case kept. Each candidate has one or more references. `effectiveOrder` leaves out runs longer than the
 * candidates, as it is done for single sentences. @throws RangeError where the numbers of both differ, or a candidate has no reference
 */
export function corpusBleu(
  candidates: readonly string[],
  references: readonly (readonly string[])[],
  { effectiveOrder = false }: { readonly effectiveOrder?: boolean } = {},
): Bleu {
  if (candidates.length !== references.length)
    throw new RangeError(`There are ${candidates.length} candidates, and references for ${references.length}.`);
  const correct = new Array<number>(LONGEST_RUN).fill(0);
  const total = new Array<number>(LONGEST_RUN).fill(0);
  let [candidateLength, referenceLength] = [0, 0];
  candidates.forEach((candidate, index) => {
    const words = tokenise13a(candidate);
    const others = (references[index] ?? []).map(tokenise13a);
    if (others.length === 0) throw new RangeError(`Candidate ${index} has no reference.`);
    candidateLength += words.length;
    referenceLength += nearestLength(words.length, others);
    for (let n = 1; n <= LONGEST_RUN; n++) {
      const allowed = mostOf(others.map((other) => countRuns(other, n)));
      for (const [run, count] of countRuns(words, n)) {
        total[n - 1] = (total[n - 1] ?? 0) + count;
        correct[n - 1] = (correct[n - 1] ?? 0) + Math.min(count, allowed.get(run) ?? 0);
      }
    }
  });
  return scoreOf(correct, total, candidateLength, referenceLength, effectiveOrder);
}

/** mteval-v13a’s words, as sacreBLEU’s `tokenizer_13a` cuts them. */
export function tokenise13a(text: string): string[] {
  let line = withoutLastSpaces(text).replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ');
  line = line.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  line = ` ${line} `
    .replace(/([{-~[-` -&(-+:-@/])/gu, ' $1 ')
    .replace(/([^0-9])([.,])/gu, '$1 $2 ')
    .replace(/([.,])([^0-9])/gu, ' $1 $2')
    .replace(/([0-9])(-)/gu, '$1 $2 ');
  return wordsOf(line);
}

function scoreOf(
  correct: readonly number[],
  total: readonly number[],
  candidateLength: number,
  referenceLength: number,
  effectiveOrder: boolean,
): Bleu {
  const short = candidateLength < referenceLength;
  const brevityPenalty = !short ? 1 : candidateLength > 0 ? Math.exp(1 - referenceLength / candidateLength) : 0;
  const precisions = new Array<number>(LONGEST_RUN).fill(0);
  const rest = { precisions, brevityPenalty, candidateLength, referenceLength };
  if (correct.every((count) => count === 0)) return { score: 0, ...rest };
  let [smoothing, order] = [1, LONGEST_RUN];
  for (const [index, of] of total.entries()) {
    if (of === 0) break;
    if (effectiveOrder) order = index + 1;
    const found = correct[index] ?? 0;
    if (found === 0) smoothing *= 2; // NIST’s smoothing: each further run without a match counts half of the one before
    precisions[index] = found === 0 ? 100 / (smoothing * of) : (100 * found) / of;
  }
  const logs = precisions.slice(0, order).reduce((sum, precision) => sum + Math.log(precision), 0);
  return { score: brevityPenalty * Math.exp(logs / order), ...rest };
}

/** The length nearest to the candidate’s; the shorter of two that are as near. */
function nearestLength(length: number, others: readonly (readonly string[])[]): number {
  const lengths = others.map((other) => other.length);
  return lengths.reduce((best, one) => {
    const [far, near] = [Math.abs(one - length), Math.abs(best - length)];
    return far < near || (far === near && one < best) ? one : best;
  });
}

/** Each run as often as it is in the reference that has it most. */
function mostOf(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const one of counts) for (const [run, count] of one) most.set(run, Math.max(count, most.get(run) ?? 0));
  return most;
}
