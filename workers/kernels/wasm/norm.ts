// Normalisation over the last axis, a row at a time: layer norm (Ba et al. 2016), and RMS norm (Zhang & Sennrich 2019),
// which is the same about zero in place of the mean.
import { lanesSum, madd, part, put } from './simd';

/** How many numbers are summed in float32 before the sum is added to one in float64; whole vectors. */
const BLOCK: i32 = 512;

/**
 * out [rows, width] = (x − mean) · inverse · weight + bias, where inverse = 1 / √(mean((x − mean)²) + ε), in units of
 * rows; weight and bias [width], bias or address 0. Writes each row's mean and inverse to means [rows] and inverses
 * [rows]; with means at address 0 the mean is taken to be zero.
 */
export function normRows(
  begin: i32, end: i32, thread: i32,
  width: i32, epsilon: f64,
  x: usize, weight: usize, bias: usize, out: usize, means: usize, inverses: usize,
): void {
  const step = <usize>width << 2;
  x += <usize>begin * step;
  out += <usize>begin * step;
  for (let i = begin; i < end; i++, x += step, out += step) {
    const own = <usize>i << 2;
    let mean: f32 = 0;
    if (means != 0) {
      mean = <f32>(sumOf(width, x) / <f64>width);
      store<f32>(means + own, mean);
    }
    const inverse = <f32>(1 / sqrt<f64>(squaresOf(width, x, mean) / <f64>width + epsilon));
    store<f32>(inverses + own, inverse);
    const m = f32x4.splat(mean), s = f32x4.splat(inverse);
    let j = 0;
    for (; j + 4 <= width; j += 4) normPart(true, <usize>j << 2, x, m, s, weight, bias, out);
    for (; j < width; j++) normPart(false, <usize>j << 2, x, m, s, weight, bias, out);
  }
}

@inline
function normPart(four: bool, at: usize, x: usize, mean: v128, inverse: v128, weight: usize, bias: usize, out: usize): void {
  const normal = f32x4.mul(f32x4.sub(part(x + at, four), mean), inverse);
  const w = part(weight + at, four);
  put(out + at, bias != 0 ? madd(normal, w, part(bias + at, four)) : f32x4.mul(normal, w), four);
}

function sumOf(width: i32, x: usize): f64 {
  let total: f64 = 0;
  for (let start = 0; start < width; start += BLOCK) {
    const count = min(BLOCK, width - start);
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0);
    let i = 0;
    for (; i + 8 <= count; i += 8, x += 32) {
      s0 = f32x4.add(s0, v128.load(x));
      s1 = f32x4.add(s1, v128.load(x, 16));
    }
    for (; i < count; i++, x += 4) s0 = f32x4.add(s0, v128.load32_zero(x));
    total += <f64>lanesSum(f32x4.add(s0, s1));
  }
  return total;
}

/** Σ (x − mean)² */
function squaresOf(width: i32, x: usize, mean: f32): f64 {
  const m = f32x4.splat(mean);
  let total: f64 = 0;
  for (let start = 0; start < width; start += BLOCK) {
    const count = min(BLOCK, width - start);
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0);
    let i = 0;
    for (; i + 8 <= count; i += 8, x += 32) {
      const a = f32x4.sub(v128.load(x), m), b = f32x4.sub(v128.load(x, 16), m);
      s0 = madd(a, a, s0);
      s1 = madd(b, b, s1);
    }
    let rest: f32 = 0;
    for (; i < count; i++, x += 4) {
      const a = load<f32>(x) - mean;
      rest += a * a;
    }
    total += <f64>(lanesSum(f32x4.add(s0, s1)) + rest);
  }
  return total;
}

/**
 * The way back. With t = dy · weight and n = (x − mean) · inverse: dx [rows, width] = (t − mean(t) − n · mean(t · n)) · inverse,
 * without mean(t) where means is address 0. In units of stripes of `deep` rows; stripe s leaves Σ dy · n over its rows in
 * toWeight [stripes, width], and Σ dy in toBias [stripes, width] unless that is address 0.
 */
export function normRowsGrad(
  begin: i32, end: i32, thread: i32,
  rows: i32, width: i32, deep: i32,
  x: usize, dy: usize, weight: usize, means: usize, inverses: usize, dx: usize, toWeight: usize, toBias: usize,
): void {
  const step = <usize>width << 2;
  for (let stripe = begin; stripe < end; stripe++) {
    const w = toWeight + <usize>stripe * step;
    const b = toBias == 0 ? 0 : toBias + <usize>stripe * step;
    memory.fill(w, 0, step);
    if (b != 0) memory.fill(b, 0, step);
    const last = min((stripe + 1) * deep, rows);
    for (let i = stripe * deep; i < last; i++) {
      const own = <usize>i << 2, row = <usize>i * step;
      const mean: f32 = means == 0 ? 0 : load<f32>(means + own);
      gradRow(width, x + row, dy + row, weight, mean, load<f32>(inverses + own), means != 0, dx + row, w, b);
    }
  }
}

function gradRow(
  width: i32, x: usize, dy: usize, weight: usize, mean: f32, inverse: f32, centred: bool, dx: usize, toWeight: usize, toBias: usize,
): void {
  const m = f32x4.splat(mean), s = f32x4.splat(inverse);
  let towards: f64 = 0, along: f64 = 0;
  for (let start = 0; start < width; start += BLOCK) {
    const stop = min(start + BLOCK, width);
    let sumT = f32x4.splat(0), sumA = f32x4.splat(0);
    let j = start;
    for (; j + 4 <= stop; j += 4) {
      const at = <usize>j << 2;
      const d = v128.load(dy + at), t = f32x4.mul(d, v128.load(weight + at));
      const n = f32x4.mul(f32x4.sub(v128.load(x + at), m), s);
      sumT = f32x4.add(sumT, t);
      sumA = madd(t, n, sumA);
      v128.store(toWeight + at, madd(d, n, v128.load(toWeight + at)));
      if (toBias != 0) v128.store(toBias + at, f32x4.add(v128.load(toBias + at), d));
    }
    towards += <f64>lanesSum(sumT);
    along += <f64>lanesSum(sumA);
    for (; j < stop; j++) {
      const at = <usize>j << 2;
      const d = load<f32>(dy + at), t = d * load<f32>(weight + at);
      const n = (load<f32>(x + at) - mean) * inverse;
      towards += <f64>t;
      along += <f64>(t * n);
      store<f32>(toWeight + at, load<f32>(toWeight + at) + d * n);
      if (toBias != 0) store<f32>(toBias + at, load<f32>(toBias + at) + d);
    }
  }
  const a = f32x4.splat(centred ? <f32>(towards / <f64>width) : 0), b = f32x4.splat(<f32>(along / <f64>width));
  let j = 0;
  for (; j + 4 <= width; j += 4) gradPart(true, <usize>j << 2, x, dy, weight, m, s, a, b, dx);
  for (; j < width; j++) gradPart(false, <usize>j << 2, x, dy, weight, m, s, a, b, dx);
}

@inline
function gradPart(
  four: bool, at: usize, x: usize, dy: usize, weight: usize, mean: v128, inverse: v128, a: v128, b: v128, dx: usize,
): void {
  const t = f32x4.mul(part(dy + at, four), part(weight + at, four));
  const n = f32x4.mul(f32x4.sub(part(x + at, four), mean), inverse);
  put(dx + at, f32x4.mul(f32x4.sub(f32x4.sub(t, a), f32x4.mul(n, b)), inverse), four);
}
