// Two operands broadcast against each other in any way: outer axes in a table as in strided.ts, with the steps of a and b; inside of them rows, of which the
// last axis is dense in both, or one number in one. The result is dense.
import { number, pairs } from './binary';
import { stepsTo } from './strided';

/** The last axis: both dense, b one number, a one number. */
const BOTH: i32 = 0;
const NUMBER_B: i32 = 1;

/** out = a ∘ b, `op` as in binary.ts, and `swapped` the same of b ∘ a. In units of `rowsPerUnit` rows. */
export function binaryBroadcast(
  begin: i32, end: i32, thread: i32,
  rank: i32, table: usize, rows: i32, rowsPerUnit: i32, rowA: i32, rowB: i32, length: i32, last: i32,
  op: i32, swapped: i32, a: usize, b: usize, out: usize,
): void {
  const parts = (rows + rowsPerUnit - 1) / rowsPerUnit;
  for (let unit = begin; unit < end; unit++) {
    const outer = unit / parts;
    const first = (unit - outer * parts) * rowsPerUnit;
    const until = min(first + rowsPerUnit, rows);
    let x = a + stepsTo(outer, rank, table, 0) + first * rowA;
    let y = b + stepsTo(outer, rank, table, 1) + first * rowB;
    let to = out + ((<usize>(outer * rows + first) * length) << 2);
    for (let row = first; row < until; row++, x += rowA, y += rowB, to += <usize>length << 2) {
      if (last == BOTH) pairs(op, length, x, y, to);
      else if (last == NUMBER_B) number(op, length, x, y, to);
      else number(swapped, length, y, x, to);
    }
  }
}

/** out bool = a compared with b, as above; `op` 0 =, 1 ≠, 2 <, 3 ≤, 4 >, 5 ≥. */
export function compareBroadcast(
  begin: i32, end: i32, thread: i32,
  rank: i32, table: usize, rows: i32, rowsPerUnit: i32, rowA: i32, rowB: i32, length: i32, last: i32,
  op: i32, swapped: i32, a: usize, b: usize, out: usize,
): void {
  const parts = (rows + rowsPerUnit - 1) / rowsPerUnit;
  for (let unit = begin; unit < end; unit++) {
    const outer = unit / parts;
    const first = (unit - outer * parts) * rowsPerUnit;
    const until = min(first + rowsPerUnit, rows);
    let x = a + stepsTo(outer, rank, table, 0) + first * rowA;
    let y = b + stepsTo(outer, rank, table, 1) + first * rowB;
    let to = out + <usize>(outer * rows + first) * length;
    for (let row = first; row < until; row++, x += rowA, y += rowB, to += length) {
      if (last == BOTH) compareRow(op, length, x, y, 4, to);
      else if (last == NUMBER_B) compareRow(op, length, x, y, 0, to);
      else compareRow(swapped, length, y, x, 0, to);
    }
  }
}

function compareRow(op: i32, length: i32, a: usize, b: usize, stepB: usize, out: usize): void {
  if (op == 0) compare(0, length, a, b, stepB, out);
  else if (op == 1) compare(1, length, a, b, stepB, out);
  else if (op == 2) compare(2, length, a, b, stepB, out);
  else if (op == 3) compare(3, length, a, b, stepB, out);
  else if (op == 4) compare(4, length, a, b, stepB, out);
  else compare(5, length, a, b, stepB, out);
}

/** Sixteen masks become sixteen bytes of 0 or 1. `stepB` 4, or 0 for one number. */
@inline
function compare(op: i32, length: i32, a: usize, b: usize, stepB: usize, out: usize): void {
  let i = 0;
  const single = v128.load32_splat(b);
  for (; i + 16 <= length; i += 16, a += 64, b += stepB << 4, out += 16) {
    const m0 = mask(op, v128.load(a), stepB ? v128.load(b) : single);
    const m1 = mask(op, v128.load(a, 16), stepB ? v128.load(b, 16) : single);
    const m2 = mask(op, v128.load(a, 32), stepB ? v128.load(b, 32) : single);
    const m3 = mask(op, v128.load(a, 48), stepB ? v128.load(b, 48) : single);
    const bytes = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(m0, m1), i16x8.narrow_i32x4_s(m2, m3));
    v128.store(out, v128.and(bytes, i8x16.splat(1)));
  }
  for (; i < length; i++, a += 4, b += stepB, out++) {
    store<u8>(out, <u8>(i32x4.extract_lane(mask(op, v128.load32_zero(a), v128.load32_zero(b)), 0) & 1));
  }
}

@inline
function mask(op: i32, a: v128, b: v128): v128 {
  if (op == 0) return f32x4.eq(a, b);
  if (op == 1) return f32x4.ne(a, b);
  if (op == 2) return f32x4.lt(a, b);
  if (op == 3) return f32x4.le(a, b);
  if (op == 4) return f32x4.gt(a, b);
  return f32x4.ge(a, b);
}

/** Numbers in a unit of the flat kernels. */
const UNIT: i32 = 1024;

/** out [count] = condition ? a : b, numbers of 4 bytes, the condition one byte each. In units of 1,024 numbers. */
export function selectFlat(begin: i32, end: i32, thread: i32, numbers: i32, condition: usize, a: usize, b: usize, out: usize): void {
  const first = begin * UNIT, last = min(end * UNIT, numbers);
  let i = first;
  for (; i + 4 <= last; i += 4) {
    const at = <usize>i << 2;
    const four = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(condition + <usize>i)));
    const no = i32x4.eq(four, i32x4.splat(0));
    v128.store(out + at, v128.bitselect(v128.load(b + at), v128.load(a + at), no));
  }
  for (; i < last; i++) {
    const at = <usize>i << 2;
    store<u32>(out + at, load<u32>((load<u8>(condition + <usize>i) ? a : b) + at));
  }
}

/** out [count] = Σ of `terms` tensors, whose addresses stand in the table. In units of 1,024 numbers. */
export function addFlat(begin: i32, end: i32, thread: i32, numbers: i32, terms: i32, table: usize, out: usize): void {
  const first = begin * UNIT;
  const count = min(end * UNIT, numbers) - first;
  const at = <usize>first << 2;
  memory.copy(out + at, <usize>load<u32>(table) + at, <usize>count << 2);
  for (let term = 1; term < terms; term++) pairs(0, count, out + at, <usize>load<u32>(table + (<usize>term << 2)) + at, out + at);
}
