// C = op(A) · op(B), blocked and packed as in Goto & van de Geijn 2008, "Anatomy of high-performance matrix
// multiplication": a panel of B stays in the second-level cache, a block of A beside it, and a tile of 6 × 8 sums in
// twelve registers.
import { biasActivation } from './activation';
import { rowTimesColumns, rowTimesRows } from './one-row';
import { MR, NR, packA, packB } from './pack';
import { madd } from './simd';

/** A strip of A and one of B, this deep, share the first-level cache. */
export const KC: i32 = 384;
export const MC: i32 = 96;
/** A panel of B, KC by NC, stays in the second-level cache; a shallower one may be wider. */
export const NC: i32 = 336;
const TILE_BYTES: i32 = MR * NR * 4;

/** Bytes of scratch that a product needs, for each thread: a block of A, a panel of B, and one tile for the edges. */
export function matmulScratchBytes(): i32 {
  return (MC * KC + KC * NC) * 4 + TILE_BYTES;
}

/**
 * c [m, n] = a [m, k] · b [k, n], its rows `6 begin … 6 end` (or as many as there are). Element (i, p) of a stands at `a + 4 (i · aRow + p · aColumn)`,
 * likewise b, so a transposed operand is the same operand with its strides swapped. The rows of c are dense and `cRow` numbers apart. A bias [n], or
 * address 0, and an activation, numbered as in activation.ts, are applied to each block while it is in the cache.
 */
export function matmulRows(
  begin: i32, end: i32, thread: i32,
  m: i32, n: i32, k: i32,
  a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32, bColumn: i32,
  c: usize, cRow: i32, bias: usize, activation: i32, scratch: usize,
): void {
  const first = begin * MR;
  const rows = min(end * MR, m) - first;
  const own = scratch + <usize>thread * <usize>matmulScratchBytes();
  product(rows, n, k, a + ((<usize>first * aRow) << 2), aRow, aColumn, b, bRow, bColumn, c + ((<usize>first * cRow) << 2), cRow, bias, activation, own, false);
}

/** The same, its columns `8 begin … 8 end`. */
export function matmulColumns(
  begin: i32, end: i32, thread: i32,
  m: i32, n: i32, k: i32,
  a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32, bColumn: i32,
  c: usize, cRow: i32, bias: usize, activation: i32, scratch: usize,
): void {
  const first = begin * NR;
  const columns = min(end * NR, n) - first;
  const own = scratch + <usize>thread * <usize>matmulScratchBytes();
  const rowOfBias: usize = bias == 0 ? 0 : bias + (<usize>first << 2);
  product(m, columns, k, a, aRow, aColumn, b + ((<usize>first * bColumn) << 2), bRow, bColumn, c + (<usize>first << 2), cRow, rowOfBias, activation, own, false);
}

/** Products of one size, `begin … end` of many: `addresses [count, 3]` int32 tells where each finds its a, b and c. */
export function matmulBatch(
  begin: i32, end: i32, thread: i32,
  m: i32, n: i32, k: i32,
  aRow: i32, aColumn: i32, bRow: i32, bColumn: i32, cRow: i32,
  addresses: usize, bias: usize, activation: i32, scratch: usize,
): void {
  const own = scratch + <usize>thread * <usize>matmulScratchBytes();
  for (let index = begin; index < end; index++) {
    const at = addresses + <usize>index * 12;
    product(m, n, k, <usize>load<u32>(at), aRow, aColumn, <usize>load<u32>(at, 4), bRow, bColumn, <usize>load<u32>(at, 8), cRow, bias, activation, own, false);
  }
}

/** A product, or a part of one, on the thread that owns this scratch; with `accumulate` it is added to what c holds, without bias or activation. */
export function product(
  m: i32, n: i32, k: i32,
  a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32, bColumn: i32,
  c: usize, cRow: i32, bias: usize, activation: i32, scratch: usize, accumulate: bool,
): void {
  const step = <usize>cRow << 2;
  if (k == 0) {
    if (accumulate) return;
    for (let i = 0; i < m; i++) memory.fill(c + <usize>i * step, 0, <usize>n << 2);
    finish(m, n, c, cRow, bias, activation);
    return;
  }
  if (m < 4 && !accumulate) {
    if (bColumn == 1) {
      for (let i = 0; i < m; i++) rowTimesRows(n, k, a + ((<usize>i * aRow) << 2), aColumn, b, bRow, c + <usize>i * step);
      finish(m, n, c, cRow, bias, activation);
      return;
    }
    if (aColumn == 1) {
      for (let i = 0; i < m; i++) rowTimesColumns(n, k, a + ((<usize>i * aRow) << 2), b, bColumn, c + <usize>i * step);
      finish(m, n, c, cRow, bias, activation);
      return;
    }
  }
  const blockA = scratch;
  const panelB = scratch + <usize>(MC * KC * 4);
  const edge = panelB + <usize>(KC * NC * 4);
  // Equal parts of k, each as deep as the caches like; c is read and written once for each.
  const parts = (k + KC - 1) / KC;
  const deep = (k + parts - 1) / parts;
  const wide = (KC * NC / deep) & ~(NR - 1);
  for (let j0 = 0; j0 < n; j0 += wide) {
    const columns = min(wide, n - j0);
    for (let p0 = 0; p0 < k; p0 += deep) {
      const depth = min(deep, k - p0);
      packB(columns, depth, b + ((<usize>p0 * bRow + <usize>j0 * bColumn) << 2), bRow, bColumn, panelB);
      for (let i0 = 0; i0 < m; i0 += MC) {
        const rows = min(MC, m - i0);
        packA(rows, depth, a + ((<usize>i0 * aRow + <usize>p0 * aColumn) << 2), aRow, aColumn, blockA);
        const part = c + <usize>i0 * step + (<usize>j0 << 2);
        block(rows, columns, depth, blockA, panelB, part, cRow, accumulate || p0 > 0, edge);
        if (p0 + depth == k) finish(rows, columns, part, cRow, bias == 0 ? 0 : bias + (<usize>j0 << 2), activation);
      }
    }
  }
}

/** Bias and activation of a part of C that is done. */
export function finish(rows: i32, columns: i32, c: usize, ldc: i32, bias: usize, activation: i32): void {
  if (bias != 0 || activation != 0) biasActivation(rows, columns, c, ldc, bias, activation);
}

/** All tiles of one block of A with one panel of B. */
export function block(
  rows: i32, columns: i32, depth: i32, blockA: usize, panelB: usize, c: usize, ldc: i32, accumulate: bool, edge: usize,
): void {
  const step = <usize>ldc << 2;
  for (let j = 0; j < columns; j += NR) {
    const stripB = panelB + ((<usize>j * depth) << 2);
    for (let i = 0; i < rows; i += MR) {
      const stripA = blockA + ((<usize>i * depth) << 2);
      const target = c + <usize>i * step + (<usize>j << 2);
      if (rows - i >= MR && columns - j >= NR) tile(depth, stripA, stripB, target, step, accumulate);
      else {
        tile(depth, stripA, stripB, edge, <usize>NR << 2, false);
        copyEdge(min(MR, rows - i), min(NR, columns - j), edge, target, step, accumulate);
      }
    }
  }
}

/** Six rows by eight columns of C: `depth` outer products of packed strips. */
function tile(depth: i32, a: usize, b: usize, c: usize, step: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0), c51 = f32x4.splat(0);
  let b0: v128, b1: v128, x: v128;
  let p = depth;
  for (; p >= 2; p -= 2) {
    b0 = v128.load(b); b1 = v128.load(b, 16);
    x = v128.load32_splat(a); c00 = madd(x, b0, c00); c01 = madd(x, b1, c01);
    x = v128.load32_splat(a, 4); c10 = madd(x, b0, c10); c11 = madd(x, b1, c11);
    x = v128.load32_splat(a, 8); c20 = madd(x, b0, c20); c21 = madd(x, b1, c21);
    x = v128.load32_splat(a, 12); c30 = madd(x, b0, c30); c31 = madd(x, b1, c31);
    x = v128.load32_splat(a, 16); c40 = madd(x, b0, c40); c41 = madd(x, b1, c41);
    x = v128.load32_splat(a, 20); c50 = madd(x, b0, c50); c51 = madd(x, b1, c51);
    b0 = v128.load(b, 32); b1 = v128.load(b, 48);
    x = v128.load32_splat(a, 24); c00 = madd(x, b0, c00); c01 = madd(x, b1, c01);
    x = v128.load32_splat(a, 28); c10 = madd(x, b0, c10); c11 = madd(x, b1, c11);
    x = v128.load32_splat(a, 32); c20 = madd(x, b0, c20); c21 = madd(x, b1, c21);
    x = v128.load32_splat(a, 36); c30 = madd(x, b0, c30); c31 = madd(x, b1, c31);
    x = v128.load32_splat(a, 40); c40 = madd(x, b0, c40); c41 = madd(x, b1, c41);
    x = v128.load32_splat(a, 44); c50 = madd(x, b0, c50); c51 = madd(x, b1, c51);
    a += 48; b += 64;
  }
  if (p > 0) {
    b0 = v128.load(b); b1 = v128.load(b, 16);
    x = v128.load32_splat(a); c00 = madd(x, b0, c00); c01 = madd(x, b1, c01);
    x = v128.load32_splat(a, 4); c10 = madd(x, b0, c10); c11 = madd(x, b1, c11);
    x = v128.load32_splat(a, 8); c20 = madd(x, b0, c20); c21 = madd(x, b1, c21);
    x = v128.load32_splat(a, 12); c30 = madd(x, b0, c30); c31 = madd(x, b1, c31);
    x = v128.load32_splat(a, 16); c40 = madd(x, b0, c40); c41 = madd(x, b1, c41);
    x = v128.load32_splat(a, 20); c50 = madd(x, b0, c50); c51 = madd(x, b1, c51);
  }
  let r = c;
  if (accumulate) {
    c00 = f32x4.add(c00, v128.load(r)); c01 = f32x4.add(c01, v128.load(r, 16)); r += step;
    c10 = f32x4.add(c10, v128.load(r)); c11 = f32x4.add(c11, v128.load(r, 16)); r += step;
    c20 = f32x4.add(c20, v128.load(r)); c21 = f32x4.add(c21, v128.load(r, 16)); r += step;
    c30 = f32x4.add(c30, v128.load(r)); c31 = f32x4.add(c31, v128.load(r, 16)); r += step;
    c40 = f32x4.add(c40, v128.load(r)); c41 = f32x4.add(c41, v128.load(r, 16)); r += step;
    c50 = f32x4.add(c50, v128.load(r)); c51 = f32x4.add(c51, v128.load(r, 16));
    r = c;
  }
  v128.store(r, c00); v128.store(r, c01, 16); r += step;
  v128.store(r, c10); v128.store(r, c11, 16); r += step;
  v128.store(r, c20); v128.store(r, c21, 16); r += step;
  v128.store(r, c30); v128.store(r, c31, 16); r += step;
  v128.store(r, c40); v128.store(r, c41, 16); r += step;
  v128.store(r, c50); v128.store(r, c51, 16);
}

/** The part of a full tile that lies inside of C. */
function copyEdge(rows: i32, columns: i32, from: usize, to: usize, step: usize, accumulate: bool): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = to + (<usize>j << 2);
      const value = load<f32>(from + (<usize>j << 2));
      store<f32>(at, accumulate ? load<f32>(at) + value : value);
    }
    from += <usize>NR << 2;
    to += step;
  }
}
