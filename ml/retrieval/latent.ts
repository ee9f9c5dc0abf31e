import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Random } from '../random';
import { unitRows } from './dense';
import type { LatentSpace } from './latent-vector';
import { bestWidth } from './latent-width';
import { type Postings, textsWith } from './postings';

export interface LatentOptions {
  /** Numbers of a vector, at most. */
  readonly width: number;
  readonly random: Random;
  readonly breathe: () => Promise<void>;
}

/** More directions than are wanted make the wanted ones exact sooner. */
const SPARE = 8;
const ROUNDS = 4;
/** A term that stands in a single text tells nothing of what it means, and one in most of them neither. */
const LEAST_TEXTS = 2;
const MOST_TEXTS = 0.5;
/** The most terms: the commonest. */
const MOST_TERMS = 20_000;

/**
 * Latent semantic analysis (Deerwester et al. 1990): the largest singular vectors of the matrix of texts and terms, weighted by (1 + ln tf) · idf, each text
 * of length 1. They are found from a random beginning (Halko et al. 2011, algorithm 4.4), without a matrix of terms × terms. Terms that stand beside the
 * same others come to lie together, so that a text is found by words which it does not have. Axes count by their singular values once more (Caron 2001), and
 * only as many are kept as help ({@link bestWidth}).
 */
export async function latentSpace(
  postings: Postings,
  { width: wanted, random, breathe }: LatentOptions,
): Promise<LatentSpace> {
  const weights = weightsOf(postings);
  const kept = [...weights.keys()].filter((term) => (weights[term] ?? 0) > 0);
  const texts = postings.lengths.length;
  const width = Math.max(1, Math.min(wanted, kept.length, texts));
  const directions = Math.max(1, Math.min(kept.length, texts, width + SPARE));
  const matrix = weighted(postings, weights, kept);

  let found = orthonormal(Array.from({ length: directions }, () => Float64Array.from(kept, () => random.normal())));
  for (let round = 0; round < ROUNDS; round++) {
    const next: Float64Array[] = [];
    for (const direction of found) {
      next.push(matrix.back(matrix.times(direction)));
      await breathe();
    }
    found = orthonormal(next);
  }
  const projected = found.map((direction) => matrix.times(direction));
  const axes = axesOf(projected).slice(0, width);
  const all = new Float32Array(postings.terms.length * width);
  for (const [axis, { turn, size }] of axes.entries())
    for (const [row, term] of kept.entries())
      all[term * width + axis] = size * sumOf(turn, (at) => found[at]?.[row] ?? 0);
  await breathe();
  const whole = { width, weights, projection: all };
  const best = bestWidth(whole, postings, random.split('halves'));
  const vectors = new Float32Array(texts * best);
  for (const [axis, { turn, size }] of axes.slice(0, best).entries())
    for (let text = 0; text < texts; text++)
      vectors[text * best + axis] = size * sumOf(turn, (at) => projected[at]?.[text] ?? 0);
  return {
    width: best,
    weights,
    projection: narrowed(all, width, best),
    vectors: unitRows(vectors, best),
  };
}

const sumOf = (turn: readonly number[], of: (at: number) => number): number =>
  turn.reduce((sum, part, at) => sum + part * of(at), 0);

/** The first numbers of each row. */
function narrowed(rows: Float32Array, width: number, to: number): Float32Array {
  const made = new Float32Array((rows.length / width) * to);
  for (let row = 0; row * to < made.length; row++) made.set(rows.subarray(row * width, row * width + to), row * to);
  return made;
}

function weightsOf(postings: Postings): Float32Array {
  const texts = postings.lengths.length;
  const telling = [...postings.terms.keys()].filter((term) => {
    const having = textsWith(postings, term);
    return having >= LEAST_TEXTS && having <= MOST_TEXTS * texts;
  });
  const commonest = telling
    .sort((a, b) => textsWith(postings, b) - textsWith(postings, a) || a - b)
    .slice(0, MOST_TERMS);
  const weights = new Float32Array(postings.terms.length);
  for (const term of commonest) weights[term] = Math.log(texts / textsWith(postings, term));
  return weights;
}

/** The matrix of texts and kept terms: its products with a vector of terms, and with one of texts. */
function weighted(postings: Postings, weights: Float32Array, kept: readonly number[]) {
  const { starts, passages, frequencies, lengths } = postings;
  const values = Float64Array.from(frequencies, (often) => 1 + Math.log(often));
  const squares = new Float64Array(lengths.length);
  const each = (term: number, visit: (at: number, text: number) => void) => {
    for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) visit(at, passages[at] ?? 0);
  };
  for (const term of kept)
    each(term, (at, text) => {
      values[at] = (values[at] ?? 0) * (weights[term] ?? 0);
      squares[text] = (squares[text] ?? 0) + (values[at] ?? 0) ** 2;
    });
  for (const term of kept)
    each(term, (at, text) => {
      values[at] = (values[at] ?? 0) / Math.sqrt(squares[text] || 1);
    });
  return {
    times(terms: Float64Array): Float64Array {
      const out = new Float64Array(lengths.length);
      for (const [row, term] of kept.entries()) {
        const value = terms[row] ?? 0;
        for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) {
          const text = passages[at] ?? 0;
          out[text] = (out[text] ?? 0) + value * (values[at] ?? 0);
        }
      }
      return out;
    },
    back(texts: Float64Array): Float64Array {
      const out = new Float64Array(kept.length);
      for (const [row, term] of kept.entries()) {
        let sum = 0;
        for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++)
          sum += (values[at] ?? 0) * (texts[passages[at] ?? 0] ?? 0);
        out[row] = sum;
      }
      return out;
    },
  };
}

/** Directions at right angles and of length 1, by Gram and Schmidt, twice; one that has nothing of its own becomes 0. */
function orthonormal(directions: readonly Float64Array[]): Float64Array[] {
  const made: Float64Array[] = [];
  for (const direction of directions) {
    const own = Float64Array.from(direction);
    const before = Math.sqrt(inner(own, own));
    for (let time = 0; time < 2; time++)
      for (const other of made) {
        const part = inner(own, other);
        for (let at = 0; at < own.length; at++) own[at] = (own[at] ?? 0) - part * (other[at] ?? 0);
      }
    const length = Math.sqrt(inner(own, own));
    const enough = length > 1e-10 * before;
    made.push(own.map((value) => (enough ? value / length : 0)));
  }
  return made;
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

interface Axis {
  /** How much of each direction. */
  readonly turn: readonly number[];
  /** Its singular value. */
  readonly size: number;
}

/** How the directions have to be turned to be singular vectors, that of the largest singular value first. */
function axesOf(projected: readonly Float64Array[]): Axis[] {
  const gram = Matrix.zeros(projected.length, projected.length);
  for (const [row, a] of projected.entries())
    for (const [column, b] of projected.entries())
      if (column >= row) {
        const value = inner(a, b);
        gram.set(row, column, value);
        gram.set(column, row, value);
      }
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  return realEigenvalues
    .map((value, at) => ({ turn: upright(eigenvectorMatrix.getColumn(at)), size: Math.sqrt(Math.max(0, value)) }))
    .sort((a, b) => b.size - a.size);
}

/** The sign of a singular vector means nothing: the same is taken on every machine. */
function upright(turn: number[]): number[] {
  const largest = turn.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? turn.map((value) => -value) : turn;
}
