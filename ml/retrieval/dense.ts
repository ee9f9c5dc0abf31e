import { type DotModule, dotModule, hasVectors } from './dot-module';
import { type Scored, topOf } from './top';

/** Vectors that are ready to be searched. */
export interface OpenVectors {
  /** The vectors whose products with the query are largest, exactly: the largest first, and of equal ones the first. */
  search(query: Float32Array, top: number): Scored[];
}

/**
 * Makes vectors `[rows, width]` ready for exact search by their products with a query, which are cosines where all are of length 1. Where WebAssembly has
 * vectors of 128 bits, each is also kept in eight bits: products with these leave the few that can be among the first, and only they are compared by their
 * float32 numbers. What is left out is so by a bound (Cauchy and Schwarz, over what each code is off by), not by chance.
 */
export function openVectors(vectors: Float32Array, width: number): OpenVectors {
  return hasVectors() && width > 0 && width <= WIDEST ? byCodes(vectors, width) : plainly(vectors, width);
}

/** Codes of ±127 and numbers of ±2,047: so many products stay within 32 bits. */
const WIDEST = 8_000;
const CODE = 127;
const QUERY = 2_047;
const PAGE = 65_536;
/** What float32 and its sums may be off by. */
const ROUNDING = 1e-6;

interface Codes {
  readonly module: DotModule;
  readonly memory: WebAssembly.Memory;
  readonly depth: number;
  readonly at: { readonly query: number; readonly out: number; readonly codes: number };
  /** Of each row, what one step of its codes is. */
  readonly scales: Float32Array;
  /** How far the codes of a row are from it, at most. */
  readonly worst: number;
  /** The length of the longest row. */
  readonly longest: number;
}

function byCodes(vectors: Float32Array, width: number): OpenVectors {
  const rows = vectors.length / width;
  const { module, memory, depth, at, scales, worst, longest } = codesOf(vectors, width);
  const about = new Float32Array(rows);
  return {
    search(query, top) {
      const length = Math.hypot(...query);
      const step = largestOf(query) / QUERY || 1;
      const numbers = new Int16Array(memory.buffer, at.query, depth);
      let off = 0;
      for (let index = 0; index < width; index++) {
        const value = query[index] ?? 0;
        const code = Math.round(value / step);
        numbers[index] = code;
        off += (value - code * step) ** 2;
      }
      module.dots(at.codes, at.query, at.out, rows, depth);
      const dots = new Int32Array(memory.buffer, at.out, rows);
      for (let row = 0; row < rows; row++) about[row] = (dots[row] ?? 0) * (scales[row] ?? 0) * step;
      // No product is further from this than so much: what is surely below as many others as are wanted cannot be among them.
      const most = length * worst + Math.sqrt(off) * longest + ROUNDING * length * longest;
      const least = (topOf(about, top).at(-1)?.score ?? Number.NEGATIVE_INFINITY) - 2 * most;
      const possible: number[] = [];
      for (let row = 0; row < rows; row++) if ((about[row] ?? 0) >= least) possible.push(row);
      const exact = possible.map((row) => product(vectors, query, row * width, width));
      return topOf(exact, top).map(({ place, score }) => ({ place: possible[place] ?? 0, score }));
    },
  };
}

function codesOf(vectors: Float32Array, width: number): Codes {
  const rows = vectors.length / width;
  const depth = Math.ceil(width / 16) * 16;
  const at = { query: 0, out: 2 * depth, codes: Math.ceil((2 * depth + 4 * rows) / 16) * 16 };
  const memory = new WebAssembly.Memory({ initial: Math.ceil((at.codes + rows * depth) / PAGE) + 1 });
  const codes = new Int8Array(memory.buffer, at.codes, rows * depth);
  const scales = new Float32Array(rows);
  let [worst, longest] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const values = vectors.subarray(row * width, (row + 1) * width);
    const scale = Math.fround(largestOf(values) / CODE);
    let [off, squares] = [0, 0];
    for (let index = 0; index < width; index++) {
      const value = values[index] ?? 0;
      const code = scale > 0 ? Math.max(-CODE, Math.min(CODE, Math.round(value / scale))) : 0;
      codes[row * depth + index] = code;
      off += (value - code * scale) ** 2;
      squares += value * value;
    }
    scales[row] = scale;
    worst = Math.max(worst, Math.sqrt(off));
    longest = Math.max(longest, Math.sqrt(squares) + Math.sqrt(off));
  }
  return { module: dotModule(memory), memory, depth, at, scales, worst, longest };
}

/** Every product by itself: the same result, some times slower. */
export const plainly = (vectors: Float32Array, width: number): OpenVectors => ({
  search(query, top) {
    const scores = new Float64Array(width > 0 ? vectors.length / width : 0);
    for (let row = 0; row < scores.length; row++) scores[row] = product(vectors, query, row * width, width);
    return topOf(scores, top);
  },
});

function product(vectors: Float32Array, query: Float32Array, from: number, width: number): number {
  let sum = 0;
  for (let index = 0; index < width; index++) sum += (vectors[from + index] ?? 0) * (query[index] ?? 0);
  return sum;
}

function largestOf(values: Float32Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** Makes each row of length 1, in place; a row of zeros stays one. */
export function unitRows(vectors: Float32Array, width: number): Float32Array {
  for (let from = 0; from < vectors.length; from += width) {
    const length = Math.sqrt(product(vectors, vectors.subarray(from, from + width), from, width));
    for (let at = from; at < from + width; at++) vectors[at] = length > 0 ? (vectors[at] ?? 0) / length : 0;
  }
  return vectors;
}
