// Products of a single row, as sampling has them: packing would cost more than the sums.
import { biasActivation } from './activation';
import { madd, splat } from './simd';

/**
 * One row of A with B by rows: sampling's product, where packing would cost more than the sums. What it costs is to read B from memory, so B is read as it
 * lies, eight rows side by side from their beginning to their end; the sums wait in the cache.
 */
export function rowTimesRows(n: i32, k: i32, a: usize, aColumn: i32, b: usize, bRow: i32, c: usize): void {
  const aStep = <usize>aColumn << 2;
  const bStep = <usize>bRow << 2;
  memory.fill(c, 0, <usize>n << 2);
  const vectors = n & ~3;
  let p = 0;
  for (; p + 8 <= k; p += 8) {
    const pa = a + <usize>p * aStep;
    const x0 = splat(pa), x1 = splat(pa + aStep), x2 = splat(pa + 2 * aStep), x3 = splat(pa + 3 * aStep);
    const x4 = splat(pa + 4 * aStep), x5 = splat(pa + 5 * aStep), x6 = splat(pa + 6 * aStep), x7 = splat(pa + 7 * aStep);
    const b0 = b + <usize>p * bStep, b1 = b0 + bStep, b2 = b1 + bStep, b3 = b2 + bStep;
    const b4 = b3 + bStep, b5 = b4 + bStep, b6 = b5 + bStep, b7 = b6 + bStep;
    let j = 0;
    for (; j < vectors; j += 4) {
      const o = <usize>j << 2;
      let s = v128.load(c + o);
      s = madd(x0, v128.load(b0 + o), s);
      s = madd(x1, v128.load(b1 + o), s);
      s = madd(x2, v128.load(b2 + o), s);
      s = madd(x3, v128.load(b3 + o), s);
      s = madd(x4, v128.load(b4 + o), s);
      s = madd(x5, v128.load(b5 + o), s);
      s = madd(x6, v128.load(b6 + o), s);
      s = madd(x7, v128.load(b7 + o), s);
      v128.store(c + o, s);
    }
    for (; j < n; j++) addColumn(8, pa, aStep, b0, bStep, c, j);
  }
  for (; p < k; p++) {
    const pa = a + <usize>p * aStep, pb = b + <usize>p * bStep;
    const x = splat(pa);
    let j = 0;
    for (; j < vectors; j += 4) {
      const o = <usize>j << 2;
      v128.store(c + o, madd(x, v128.load(pb + o), v128.load(c + o)));
    }
    for (; j < n; j++) addColumn(1, pa, aStep, pb, bStep, c, j);
  }
}

/**
 * One row of A with B by rows, in units of parts: each sums its share of the rows of B into `sums [parts, n]` of its own, so that every thread reads one
 * whole stretch of memory.
 */
export function rowParts(
  begin: i32, end: i32, thread: i32,
  parts: i32, n: i32, k: i32, a: usize, aColumn: i32, b: usize, bRow: i32, sums: usize,
): void {
  for (let part = begin; part < end; part++) {
    const from = part * k / parts, to = (part + 1) * k / parts;
    rowTimesRows(n, to - from, a + ((<usize>from * aColumn) << 2), aColumn, b + ((<usize>from * bRow) << 2), bRow, sums + ((<usize>part * n) << 2));
  }
}

/** c [n] = the sum of `sums [parts, n]`, part by part, with bias and activation. */
export function joinParts(parts: i32, n: i32, sums: usize, c: usize, bias: usize, activation: i32): void {
  memory.copy(c, sums, <usize>n << 2);
  for (let part = 1; part < parts; part++) {
    const more = sums + ((<usize>part * n) << 2);
    let j = 0;
    for (; j + 4 <= n; j += 4) {
      const o = <usize>j << 2;
      v128.store(c + o, f32x4.add(v128.load(c + o), v128.load(more + o)));
    }
    for (; j < n; j++) {
      const o = <usize>j << 2;
      store<f32>(c + o, load<f32>(c + o) + load<f32>(more + o));
    }
  }
  if (bias != 0 || activation != 0) biasActivation(1, n, c, n, bias, activation);
}

/** Adds some rows' part to one sum. */
@inline
function addColumn(rows: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, j: i32): void {
  const o = <usize>j << 2;
  let s = load<f32>(c + o);
  for (let p = 0; p < rows; p++) s += load<f32>(a + <usize>p * aStep) * load<f32>(b + <usize>p * bStep + o);
  store<f32>(c + o, s);
}

/** One dense row of A with B by columns: dot products, four columns at a time. */
export function rowTimesColumns(n: i32, k: i32, a: usize, b: usize, bColumn: i32, c: usize): void {
  const step = <usize>bColumn << 2;
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    const b0 = b + <usize>j * step, b1 = b0 + step, b2 = b1 + step, b3 = b2 + step;
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
    let p = 0;
    for (; p + 4 <= k; p += 4) {
      const o = <usize>p << 2;
      const x = v128.load(a + o);
      s0 = madd(x, v128.load(b0 + o), s0);
      s1 = madd(x, v128.load(b1 + o), s1);
      s2 = madd(x, v128.load(b2 + o), s2);
      s3 = madd(x, v128.load(b3 + o), s3);
    }
    const l01 = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), v128.shuffle<f32>(s0, s1, 2, 6, 3, 7));
    const l23 = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 1, 5), v128.shuffle<f32>(s2, s3, 2, 6, 3, 7));
    let s = f32x4.add(v128.shuffle<u64>(l01, l23, 0, 2), v128.shuffle<u64>(l01, l23, 1, 3));
    for (; p < k; p++) {
      const o = <usize>p << 2;
      let y = v128.load32_zero(b0 + o);
      y = f32x4.replace_lane(y, 1, load<f32>(b1 + o));
      y = f32x4.replace_lane(y, 2, load<f32>(b2 + o));
      y = f32x4.replace_lane(y, 3, load<f32>(b3 + o));
      s = madd(splat(a + o), y, s);
    }
    v128.store(c + (<usize>j << 2), s);
  }
  for (; j < n; j++) {
    let s: f32 = 0;
    for (let p = 0; p < k; p++) s += load<f32>(a + (<usize>p << 2)) * load<f32>(b + <usize>j * step + (<usize>p << 2));
    store<f32>(c + (<usize>j << 2), s);
  }
}
