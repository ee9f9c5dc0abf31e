import { addRow } from './reduce';

/** `count` runs of `bytes`, from addresses `fromStep` apart to addresses `toStep` apart. */
export function copyRuns(count: i32, bytes: usize, from: usize, fromStep: usize, to: usize, toStep: usize): void {
  for (let i = 0; i < count; i++, from += fromStep, to += toStep) memory.copy(to, from, bytes);
}

/**
 * out [outer, count, run] = x [outer, length, run] at indices [count] int32, runs of `bytes`. Gives the place of the
 * first index that is not in 0 … length − 1, having written nothing; −1 when all are.
 */
export function gather(outer: i32, length: i32, bytes: usize, count: i32, x: usize, indices: usize, out: usize): i32 {
  for (let j = 0; j < count; j++) {
    if (load<u32>(indices + (<usize>j << 2)) >= <u32>length) return j;
  }
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < count; j++, out += bytes) {
      memory.copy(out, x + <usize>load<u32>(indices + (<usize>j << 2)) * bytes, bytes);
    }
    x += <usize>length * bytes;
  }
  return -1;
}

/**
 * out [segments, run] = for each segment the sum of the rows of x [count, run] whose id it is, in their order; other ids
 * are left out. In units of `each` segments: whoever takes one looks through all ids and adds what is its own.
 */
export function segmentSum(
  begin: i32, end: i32, thread: i32, count: i32, run: i32, segments: i32, each: i32, x: usize, ids: usize, out: usize,
): void {
  const bytes = <usize>run << 2;
  const first = begin * each;
  const own = min(end * each, segments) - first;
  out += <usize>first * bytes;
  memory.fill(out, 0, <usize>own * bytes);
  for (let i = 0; i < count; i++) {
    const place = <u32>(load<i32>(ids + (<usize>i << 2)) - first);
    if (place < <u32>own) addRow(run, x + <usize>i * bytes, out + <usize>place * bytes);
  }
}
