import { lanesSum } from './simd';

/** How many numbers are summed in float32 before the sum is added to one in float64. */
const BLOCK: i32 = 512;

/** out [outer] = scale · Σ x [outer, length] over the last axis, in units of rows. */
export function sumRows(begin: i32, end: i32, thread: i32, length: i32, x: usize, out: usize, scale: f32): void {
  x += (<usize>begin * length) << 2;
  for (let i = begin; i < end; i++) {
    let total: f64 = 0;
    for (let start = 0; start < length; start += BLOCK) {
      const count = min(BLOCK, length - start);
      total += <f64>sumBlock(count, x + (<usize>start << 2));
    }
    store<f32>(out + (<usize>i << 2), <f32>(total * <f64>scale));
    x += <usize>length << 2;
  }
}

/** Sum of up to a block's numbers, in sixteen parts that are joined at the end. */
function sumBlock(count: i32, x: usize): f32 {
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  let i = 0;
  for (; i + 16 <= count; i += 16, x += 64) {
    s0 = f32x4.add(s0, v128.load(x));
    s1 = f32x4.add(s1, v128.load(x, 16));
    s2 = f32x4.add(s2, v128.load(x, 32));
    s3 = f32x4.add(s3, v128.load(x, 48));
  }
  for (; i + 4 <= count; i += 4, x += 16) s0 = f32x4.add(s0, v128.load(x));
  let sum = lanesSum(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
  for (; i < count; i++, x += 4) sum += load<f32>(x);
  return sum;
}

/** Columns in a unit of `sumMiddle`. */
const STRIPE: i32 = 64;

/**
 * out [outer, inner] = scale · Σ x [outer, length, inner] over the middle axis, eight rows joined before they are added. In units of stripes, 64 columns of
 * one outer index, row after row of stripes.
 */
export function sumMiddle(begin: i32, end: i32, thread: i32, length: i32, inner: i32, x: usize, out: usize, scale: f32): void {
  const step = <usize>inner << 2;
  const stripes = (inner + STRIPE - 1) / STRIPE;
  for (let unit = begin; unit < end; unit++) {
    const i = unit / stripes;
    const first = (unit - i * stripes) * STRIPE;
    const columns = min(STRIPE, inner - first);
    let from = x + <usize>i * <usize>length * step + (<usize>first << 2);
    const to = out + <usize>i * step + (<usize>first << 2);
    memory.fill(to, 0, <usize>columns << 2);
    let row = 0;
    for (; row + 8 <= length; row += 8, from += 8 * step) addEightRows(columns, from, step, to);
    for (; row < length; row++, from += step) addRow(columns, from, to);
    if (scale != 1) scaleRow(columns, to, scale);
  }
}

function addEightRows(inner: i32, x: usize, step: usize, out: usize): void {
  const x1 = x + step, x2 = x1 + step, x3 = x2 + step, x4 = x3 + step, x5 = x4 + step, x6 = x5 + step, x7 = x6 + step;
  let j = 0;
  for (; j + 4 <= inner; j += 4) {
    const at = <usize>j << 2;
    const a = f32x4.add(f32x4.add(v128.load(x + at), v128.load(x1 + at)), f32x4.add(v128.load(x2 + at), v128.load(x3 + at)));
    const b = f32x4.add(f32x4.add(v128.load(x4 + at), v128.load(x5 + at)), f32x4.add(v128.load(x6 + at), v128.load(x7 + at)));
    v128.store(out + at, f32x4.add(v128.load(out + at), f32x4.add(a, b)));
  }
  for (; j < inner; j++) {
    const at = <usize>j << 2;
    const a = load<f32>(x + at) + load<f32>(x1 + at) + (load<f32>(x2 + at) + load<f32>(x3 + at));
    const b = load<f32>(x4 + at) + load<f32>(x5 + at) + (load<f32>(x6 + at) + load<f32>(x7 + at));
    store<f32>(out + at, load<f32>(out + at) + (a + b));
  }
}

/** out [inner] += x [inner] */
export function addRow(inner: i32, x: usize, out: usize): void {
  let j = 0;
  for (; j + 4 <= inner; j += 4) {
    const at = <usize>j << 2;
    v128.store(out + at, f32x4.add(v128.load(out + at), v128.load(x + at)));
  }
  for (; j < inner; j++) {
    const at = <usize>j << 2;
    store<f32>(out + at, load<f32>(out + at) + load<f32>(x + at));
  }
}

function scaleRow(inner: i32, out: usize, scale: f32): void {
  let j = 0;
  const s = f32x4.splat(scale);
  for (; j + 4 <= inner; j += 4) {
    const at = out + (<usize>j << 2);
    v128.store(at, f32x4.mul(v128.load(at), s));
  }
  for (; j < inner; j++) {
    const at = out + (<usize>j << 2);
    store<f32>(at, load<f32>(at) * scale);
  }
}
