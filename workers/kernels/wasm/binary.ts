// Arithmetic of two operands. `op`: 0 a + b, 1 a − b, 2 a · b, 3 a / b, 4 b − a, 5 b / a, 6 the larger, 7 the smaller, 8 (a − b)², 9 the gradient a of
// elu where its value is b: a · (b ≥ 0 ? 1 : b + 1).

@inline
function four(op: i32, a: v128, b: v128): v128 {
  if (op == 0) return f32x4.add(a, b);
  if (op == 1) return f32x4.sub(a, b);
  if (op == 2) return f32x4.mul(a, b);
  if (op == 3) return f32x4.div(a, b);
  if (op == 4) return f32x4.sub(b, a);
  if (op == 5) return f32x4.div(b, a);
  if (op == 6) return f32x4.max(a, b);
  if (op == 7) return f32x4.min(a, b);
  if (op == 8) {
    const difference = f32x4.sub(a, b);
    return f32x4.mul(difference, difference);
  }
  const one = f32x4.splat(1);
  return f32x4.mul(a, v128.bitselect(one, f32x4.add(b, one), f32x4.ge(b, f32x4.splat(0))));
}

@inline
function flat(op: i32, count: i32, a: usize, b: usize, out: usize): void {
  let i = 0;
  for (; i + 8 <= count; i += 8, a += 32, b += 32, out += 32) {
    const low = four(op, v128.load(a), v128.load(b));
    const high = four(op, v128.load(a, 16), v128.load(b, 16));
    v128.store(out, low);
    v128.store(out, high, 16);
  }
  for (; i < count; i++, a += 4, b += 4, out += 4) {
    v128.store_lane<f32>(out, four(op, v128.load32_zero(a), v128.load32_zero(b)), 0);
  }
}

@inline
function one(op: i32, count: i32, a: usize, b: usize, out: usize): void {
  const y = v128.load32_splat(b);
  let i = 0;
  for (; i + 8 <= count; i += 8, a += 32, out += 32) {
    const low = four(op, v128.load(a), y);
    const high = four(op, v128.load(a, 16), y);
    v128.store(out, low);
    v128.store(out, high, 16);
  }
  for (; i < count; i++, a += 4, out += 4) v128.store_lane<f32>(out, four(op, v128.load32_zero(a), y), 0);
}

/** Numbers in a unit of `binaryFlat`. */
const UNIT: i32 = 256;

/** out [count] = a [count] ∘ b [count], in units of 256 numbers. */
export function binaryFlat(begin: i32, end: i32, thread: i32, count: i32, op: i32, a: usize, b: usize, out: usize): void {
  const start = begin * UNIT;
  const at = <usize>start << 2;
  pairs(op, min(end * UNIT, count) - start, a + at, b + at, out + at);
}

/** out [outer, inner] = a [outer, inner] ∘ b [inner], in units of rows. */
export function binaryRows(begin: i32, end: i32, thread: i32, inner: i32, op: i32, a: usize, b: usize, out: usize): void {
  const step = <usize>inner << 2;
  a += <usize>begin * step;
  out += <usize>begin * step;
  for (let i = begin; i < end; i++, a += step, out += step) pairs(op, inner, a, b, out);
}

/** out [outer, inner] = a [outer, inner] ∘ b [outer], in units of rows. */
export function binaryColumns(begin: i32, end: i32, thread: i32, inner: i32, op: i32, a: usize, b: usize, out: usize): void {
  const step = <usize>inner << 2;
  a += <usize>begin * step;
  out += <usize>begin * step;
  b += <usize>begin << 2;
  for (let i = begin; i < end; i++, a += step, out += step, b += 4) {
    number(op, inner, a, b, out);
  }
}

/** out [count] = a [count] ∘ one number, in units of 256 numbers. */
export function binaryNumber(begin: i32, end: i32, thread: i32, count: i32, op: i32, a: usize, b: usize, out: usize): void {
  const start = begin * UNIT;
  const at = <usize>start << 2;
  binaryColumns(0, 1, thread, min(end * UNIT, count) - start, op, a + at, b, out + at);
}

/** out [count] = a [count] ∘ b [count] */
export function pairs(op: i32, count: i32, a: usize, b: usize, out: usize): void {
  if (op == 0) flat(0, count, a, b, out);
  else if (op == 1) flat(1, count, a, b, out);
  else if (op == 2) flat(2, count, a, b, out);
  else if (op == 3) flat(3, count, a, b, out);
  else if (op == 4) flat(4, count, a, b, out);
  else if (op == 5) flat(5, count, a, b, out);
  else if (op == 6) flat(6, count, a, b, out);
  else if (op == 7) flat(7, count, a, b, out);
  else if (op == 8) flat(8, count, a, b, out);
  else flat(9, count, a, b, out);
}

/** out [count] = a [count] ∘ one number at b */
export function number(op: i32, count: i32, a: usize, b: usize, out: usize): void {
  if (op == 0) one(0, count, a, b, out);
  else if (op == 1) one(1, count, a, b, out);
  else if (op == 2) one(2, count, a, b, out);
  else if (op == 3) one(3, count, a, b, out);
  else if (op == 4) one(4, count, a, b, out);
  else if (op == 5) one(5, count, a, b, out);
  else if (op == 6) one(6, count, a, b, out);
  else if (op == 7) one(7, count, a, b, out);
  else if (op == 8) one(8, count, a, b, out);
  else one(9, count, a, b, out);
}
