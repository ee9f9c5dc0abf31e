import { addRow } from './reduce';

/** out [outer, count, run] = x [outer, length, run] at indices [count] int32 that are all in 0 … length − 1, runs of `bytes`. In units of runs. */
export function gatherRuns(
  begin: i32, end: i32, thread: i32, length: i32, bytes: i32, count: i32, x: usize, indices: usize, out: usize,
): void {
  const run = <usize>bytes;
  let outer = begin / count;
  let place = begin - outer * count;
  out += <usize>begin * run;
  x += <usize>outer * <usize>length * run;
  for (let unit = begin; unit < end; unit++, out += run) {
    memory.copy(out, x + <usize>load<u32>(indices + (<usize>place << 2)) * run, run);
    if (++place < count) continue;
    place = 0;
    x += <usize>length * run;
  }
}

/**
 * out [segments, run] = for each segment the sum of the rows of x [count, run] whose id it is; other ids are left out. In units of segments, for which all
 * ids are looked through.
 */
export function segmentSum(begin: i32, end: i32, thread: i32, count: i32, run: i32, x: usize, ids: usize, out: usize): void {
  const bytes = <usize>run << 2;
  memory.fill(out + <usize>begin * bytes, 0, <usize>(end - begin) * bytes);
  for (let i = 0; i < count; i++, x += bytes) {
    const id = load<i32>(ids + (<usize>i << 2));
    if (id >= begin && id < end) addRow(run, x, out + <usize>id * bytes);
  }
}
