// Reductions that are no sums, by `op`: 0 the largest, 1 the smallest, 2 the product. NaN is in the result where it is among the numbers.

@inline
function join(op: i32, a: v128, b: v128): v128 {
  if (op == 0) return f32x4.max(a, b);
  if (op == 1) return f32x4.min(a, b);
  return f32x4.mul(a, b);
}

@inline
function neutral(op: i32): f32 {
  return op == 0 ? -Infinity : op == 1 ? Infinity : 1;
}

/** out [outer] = x [outer, length] reduced over the last axis, in units of rows. */
export function reduceRows(begin: i32, end: i32, thread: i32, op: i32, length: i32, x: usize, out: usize): void {
  const step = <usize>length << 2;
  x += <usize>begin * step;
  out += <usize>begin << 2;
  for (let i = begin; i < end; i++, x += step, out += 4) {
    if (op == 0) reduceRow(0, length, x, out);
    else if (op == 1) reduceRow(1, length, x, out);
    else productOfRow(length, x, out);
  }
}

@inline
function reduceRow(op: i32, length: i32, x: usize, out: usize): void {
  let r0 = f32x4.splat(neutral(op)), r1 = r0, r2 = r0, r3 = r0;
  let i = 0;
  for (; i + 16 <= length; i += 16, x += 64) {
    r0 = join(op, r0, v128.load(x));
    r1 = join(op, r1, v128.load(x, 16));
    r2 = join(op, r2, v128.load(x, 32));
    r3 = join(op, r3, v128.load(x, 48));
  }
  for (; i < length; i++, x += 4) r0 = join(op, r0, v128.load32_splat(x));
  r0 = join(op, join(op, r0, r1), join(op, r2, r3));
  r0 = join(op, r0, v128.shuffle<f32>(r0, r0, 2, 3, 0, 1));
  v128.store_lane<f32>(out, join(op, r0, v128.shuffle<f32>(r0, r0, 1, 0, 3, 2)), 0);
}

/** In float64, which a product of float32 numbers on its way leaves less often. */
function productOfRow(length: i32, x: usize, out: usize): void {
  let product: f64 = 1;
  for (let i = 0; i < length; i++, x += 4) product *= <f64>load<f32>(x);
  store<f32>(out, <f32>product);
}

/** Columns in a unit of `reduceMiddle`. */
const STRIPE: i32 = 64;

/** out [outer, inner] = x [outer, length, inner] reduced over the middle axis, in units of stripes as `sumMiddle` has them. */
export function reduceMiddle(begin: i32, end: i32, thread: i32, op: i32, length: i32, inner: i32, x: usize, out: usize): void {
  const stripes = (inner + STRIPE - 1) / STRIPE;
  for (let unit = begin; unit < end; unit++) {
    const i = unit / stripes;
    const first = (unit - i * stripes) * STRIPE;
    const columns = min(STRIPE, inner - first);
    const from = x + ((<usize>i * <usize>length * inner + first) << 2);
    const to = out + ((<usize>i * inner + first) << 2);
    if (op == 0) reduceStripe(0, length, columns, from, <usize>inner << 2, to);
    else if (op == 1) reduceStripe(1, length, columns, from, <usize>inner << 2, to);
    else reduceStripe(2, length, columns, from, <usize>inner << 2, to);
  }
}

@inline
function reduceStripe(op: i32, length: i32, columns: i32, x: usize, step: usize, out: usize): void {
  let j = 0;
  for (; j + 4 <= columns; j += 4, x += 16, out += 16) {
    let result = f32x4.splat(neutral(op));
    let from = x;
    for (let row = 0; row < length; row++, from += step) result = join(op, result, v128.load(from));
    v128.store(out, result);
  }
  for (; j < columns; j++, x += 4, out += 4) {
    let result = f32x4.splat(neutral(op));
    let from = x;
    for (let row = 0; row < length; row++, from += step) result = join(op, result, v128.load32_zero(from));
    v128.store_lane<f32>(out, result, 0);
  }
}

/**
 * out [outer] int32 = the first place of the largest (`sign` 1) or smallest (−1) number of x [outer, length]. NaN is passed over, but for one in front, of
 * which nothing is larger. In units of rows.
 */
export function argRows(begin: i32, end: i32, thread: i32, length: i32, sign: f32, x: usize, out: usize): void {
  const s = f32x4.splat(sign);
  for (let i = begin; i < end; i++) {
    const row = x + ((<usize>i * length) << 2);
    let best = f32x4.mul(s, v128.load32_splat(row));
    let j = 0;
    for (; j + 4 <= length; j += 4) best = f32x4.pmax(best, f32x4.mul(s, v128.load(row + (<usize>j << 2))));
    for (; j < length; j++) best = f32x4.pmax(best, f32x4.mul(s, v128.load32_splat(row + (<usize>j << 2))));
    best = f32x4.pmax(best, v128.shuffle<f32>(best, best, 2, 3, 0, 1));
    best = f32x4.pmax(best, v128.shuffle<f32>(best, best, 1, 0, 3, 2));
    const value = f32x4.extract_lane(best, 0);
    let place = 0;
    if (value == value) while (place < length - 1 && sign * load<f32>(row + (<usize>place << 2)) != value) place++;
    store<i32>(out + (<usize>i << 2), place);
  }
}

/**
 * out [outer, length, inner] = for each number the sum of those before it along the middle axis, with it or, `exclusive`, without it, from the end where
 * `reversed`. Sums run in float64. In units of columns, [outer, inner].
 */
export function cumulativeSums(
  begin: i32, end: i32, thread: i32, length: i32, inner: i32, exclusive: i32, reversed: i32, x: usize, out: usize,
): void {
  const step = inner << 2;
  for (let unit = begin; unit < end; unit++) {
    const outer = unit / inner;
    const first = (outer * length * inner + (unit - outer * inner)) << 2;
    let at = <usize>first + (reversed ? (length - 1) * step : 0);
    let sum: f64 = 0;
    for (let row = 0; row < length; row++, at += reversed ? -step : step) {
      const value = <f64>load<f32>(x + at);
      store<f32>(out + at, <f32>(exclusive ? sum : sum + value));
      sum += value;
    }
  }
}
