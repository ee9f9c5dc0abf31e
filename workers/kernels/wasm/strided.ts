// Copies between two layouts of the same numbers. The outer axes of both stand in a table of int32, three for each axis: its length, and how many bytes
// one step along it is in either operand. Inside of them are rows, `rowsPerUnit` of them in a unit, and inside of a row what the function says.

/** Bytes from the start of operand 0 or 1 to where the outer axes are at `index`, counted with the last axis fastest. */
export function stepsTo(index: i32, rank: i32, table: usize, operand: usize): i32 {
  let bytes = 0;
  for (let axis = rank - 1; axis >= 0; axis--) {
    const at = table + <usize>axis * 12;
    const length = load<i32>(at);
    const rest = index / length;
    bytes += (index - rest * length) * load<i32>(at + 4 + (operand << 2));
    index = rest;
  }
  return bytes;
}

/** Each row is one run of `run` bytes, dense on both sides. */
export function copyRows(
  begin: i32, end: i32, thread: i32,
  rank: i32, table: usize, rows: i32, rowsPerUnit: i32, rowFrom: i32, rowTo: i32, run: i32, from: usize, to: usize,
): void {
  const parts = (rows + rowsPerUnit - 1) / rowsPerUnit;
  for (let unit = begin; unit < end; unit++) {
    const outer = unit / parts;
    const first = (unit - outer * parts) * rowsPerUnit;
    const last = min(first + rowsPerUnit, rows);
    let source = from + stepsTo(outer, rank, table, 0) + first * rowFrom;
    let target = to + stepsTo(outer, rank, table, 1) + first * rowTo;
    for (let row = first; row < last; row++, source += rowFrom, target += rowTo) copyRun(run, source, target);
  }
}

/** A short run by hand: the machine's copy costs a call. */
@inline
function copyRun(run: i32, from: usize, to: usize): void {
  if (run > 4096) {
    memory.copy(to, from, run);
    return;
  }
  let at: usize = 0;
  const all = <usize>run;
  for (; at + 64 <= all; at += 64) {
    const a = from + at, b = to + at;
    const v0 = v128.load(a), v1 = v128.load(a, 16), v2 = v128.load(a, 32), v3 = v128.load(a, 48);
    v128.store(b, v0);
    v128.store(b, v1, 16);
    v128.store(b, v2, 32);
    v128.store(b, v3, 48);
  }
  for (; at + 16 <= all; at += 16) v128.store(to + at, v128.load(from + at));
  for (; at + 4 <= all; at += 4) store<u32>(to + at, load<u32>(from + at));
  for (; at < all; at++) store<u8>(to + at, load<u8>(from + at));
}

/** Each row is `length` numbers of 4 bytes, or of 1, `stepFrom` and `stepTo` bytes apart. */
export function moveRows(
  begin: i32, end: i32, thread: i32,
  rank: i32, table: usize, rows: i32, rowsPerUnit: i32, rowFrom: i32, rowTo: i32,
  length: i32, stepFrom: i32, stepTo: i32, bytes: i32, from: usize, to: usize,
): void {
  const parts = (rows + rowsPerUnit - 1) / rowsPerUnit;
  for (let unit = begin; unit < end; unit++) {
    const outer = unit / parts;
    const first = (unit - outer * parts) * rowsPerUnit;
    const last = min(first + rowsPerUnit, rows);
    let rowSource = from + stepsTo(outer, rank, table, 0) + first * rowFrom;
    let rowTarget = to + stepsTo(outer, rank, table, 1) + first * rowTo;
    for (let row = first; row < last; row++, rowSource += rowFrom, rowTarget += rowTo) {
      let source = rowSource, target = rowTarget;
      if (bytes == 4 && stepFrom == 0 && stepTo == 4) fillRun(length, load<u32>(source), target);
      else if (bytes == 4) for (let i = 0; i < length; i++, source += stepFrom, target += stepTo) store<u32>(target, load<u32>(source));
      else for (let i = 0; i < length; i++, source += stepFrom, target += stepTo) store<u8>(target, load<u8>(source));
    }
  }
}

@inline
function fillRun(length: i32, value: u32, to: usize): void {
  const four = i32x4.splat(value);
  let i = 0;
  for (; i + 16 <= length; i += 16, to += 64) {
    v128.store(to, four);
    v128.store(to, four, 16);
    v128.store(to, four, 32);
    v128.store(to, four, 48);
  }
  for (; i + 4 <= length; i += 4, to += 16) v128.store(to, four);
  for (; i < length; i++, to += 4) store<u32>(to, value);
}

/** Numbers of 4 bytes in `to`, from `from` on. In units of 4,096 numbers. */
export function fillFlat(begin: i32, end: i32, thread: i32, count: i32, value: f32, to: usize): void {
  const first = begin * 4096;
  fillRun(min(end * 4096, count) - first, reinterpret<u32>(value), to + (<usize>first << 2));
}

/** Rows in a unit of `transposeTiles`: their numbers fill a line of the cache in each column of the result. */
const STRIPE: i32 = 16;

/**
 * to [outer, columns, rows] = from [outer, rows, columns] of 4-byte numbers: columns lie dense in `from` and are `columnTo` bytes apart in `to`, rows lie
 * dense in `to` and are `rowFrom` bytes apart in `from`. In units of 16 rows.
 */
export function transposeTiles(
  begin: i32, end: i32, thread: i32,
  rank: i32, table: usize, rows: i32, columns: i32, rowFrom: i32, columnTo: i32, from: usize, to: usize,
): void {
  const stripes = (rows + STRIPE - 1) / STRIPE;
  for (let unit = begin; unit < end; unit++) {
    const outer = unit / stripes;
    const first = (unit - outer * stripes) * STRIPE;
    const last = min(first + STRIPE, rows);
    const source = from + stepsTo(outer, rank, table, 0);
    const target = to + stepsTo(outer, rank, table, 1);
    let column = 0;
    for (; column + 4 <= columns; column += 4) {
      const a = source + (<usize>column << 2), b = target + column * columnTo;
      let row = first;
      for (; row + 4 <= last; row += 4) tile(a + row * rowFrom, rowFrom, b + (<usize>row << 2), columnTo);
      for (; row < last; row++) edge(4, a + row * rowFrom, b + (<usize>row << 2), columnTo);
    }
    if (column == columns) continue;
    const a = source + (<usize>column << 2), b = target + column * columnTo;
    for (let row = first; row < last; row++) edge(columns - column, a + row * rowFrom, b + (<usize>row << 2), columnTo);
  }
}

@inline
function tile(from: usize, rowFrom: i32, to: usize, columnTo: i32): void {
  const v0 = v128.load(from), v1 = v128.load(from + rowFrom);
  const v2 = v128.load(from + 2 * rowFrom), v3 = v128.load(from + 3 * rowFrom);
  const l01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5), h01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
  const l23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5), h23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<u64>(l01, l23, 0, 2));
  v128.store(to + columnTo, v128.shuffle<u64>(l01, l23, 1, 3));
  v128.store(to + 2 * columnTo, v128.shuffle<u64>(h01, h23, 0, 2));
  v128.store(to + 3 * columnTo, v128.shuffle<u64>(h01, h23, 1, 3));
}

@inline
function edge(columns: i32, from: usize, to: usize, columnTo: i32): void {
  for (let i = 0; i < columns; i++, from += 4, to += columnTo) store<u32>(to, load<u32>(from));
}
