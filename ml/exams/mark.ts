import type { Exam, ExamQuestion } from './exam';
import type { Likelihood } from './log-likelihood';

/** What became of one question. */
export interface Mark {
  /** 1 for a right answer, 0 for a wrong one; of `truth`, the share of probability on what is true. */
  readonly acc: number;
  /** The same where log-likelihoods are divided by the characters of the choices. */
  readonly accNorm: number;
  /** The choices that were taken. */
  readonly chosen: number;
  readonly chosenByLength: number;
}

/** Marks a question by how likely its choices were, as the harness does; of equally likely ones the first is taken. */
export function markChoices(
  { scoring }: Pick<Exam, 'scoring'>,
  { choices, right }: ExamQuestion,
  likelihoods: readonly Likelihood[],
): Mark {
  const logs = likelihoods.map(({ logLikelihood }) => logLikelihood);
  const chosen = greatest(logs);
  const chosenByLength = greatest(logs.map((value, index) => value / Array.from(choices[index] ?? '').length));
  const acc = scoring === 'truth' ? shareOf(logs, right) : Number(right.includes(chosen));
  return { acc, accNorm: Number(right.includes(chosenByLength)), chosen, chosenByLength };
}

/** TruthfulQA’s MC2 (Lin et al. 2022): the share of the choices’ probability that falls on true ones. */
function shareOf(logs: readonly number[], right: readonly number[]): number {
  const highest = Math.max(...logs); // taken out, so that long choices do not all become 0
  const probabilities = logs.map((value) => Math.exp(value - highest));
  const total = probabilities.reduce((sum, one) => sum + one, 0);
  return right.reduce((sum, place) => sum + (probabilities[place] ?? 0), 0) / total;
}

const greatest = (values: readonly number[]): number =>
  values.reduce((best, value, index) => (value > (values[best] ?? Number.NEGATIVE_INFINITY) ? index : best), 0);

/** A mean, and how far it may be off by the choice of questions. */
export interface Score {
  readonly mean: number;
  /** Standard error; null of a single question. */
  readonly standardError: number | null;
}

/** The mean of marks and its standard error, from the sample’s deviation (`n − 1`), as the harness gives it. */
export function scoreOf(marks: readonly number[]): Score {
  const mean = marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
  if (marks.length < 2) return { mean, standardError: null };
  const squares = marks.reduce((sum, mark) => sum + (mark - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (marks.length - 1)) / Math.sqrt(marks.length) };
}

/** Scores of several subjects as one, each by its size, with the harness’s pooled standard error. */
export function pooledScore(subjects: readonly (readonly number[])[]): Score {
  const sizes = subjects.map((marks) => marks.length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const scores = subjects.map(scoreOf);
  const mean = scores.reduce((sum, score, index) => sum + score.mean * (sizes[index] ?? 0), 0) / total;
  if (scores.some(({ standardError }) => standardError === null) || total === subjects.length)
    return { mean, standardError: null };
  const variance =
    scores.reduce((sum, { standardError }, index) => {
      const size = sizes[index] ?? 0;
      return sum + (size - 1) * (standardError ?? 0) ** 2 * size;
    }, 0) /
    (total - subjects.length);
  return { mean, standardError: Math.sqrt(variance / total) };
}
