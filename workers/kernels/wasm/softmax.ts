// Rows of logits: softmax, cross-entropy and its gradient.
import { exp4, logarithm } from './math';
import { lanesMax, lanesSum, part, put } from './simd';

/** How many numbers are summed in float32 before the sum is added to one in float64; whole vectors. */
const BLOCK: i32 = 512;

/** Largest of `length` numbers; NaN where one is. */
function largest(length: i32, x: usize): f32 {
  let most = f32x4.splat(-Infinity);
  let j = 0;
  for (; j + 4 <= length; j += 4) most = f32x4.max(most, v128.load(x + (<usize>j << 2)));
  for (; j < length; j++) most = f32x4.max(most, v128.load32_splat(x + (<usize>j << 2)));
  return lanesMax(most);
}

/** Σ exp(x − shift) */
function partition(length: i32, x: usize, shift: f32): f64 {
  const s = f32x4.splat(shift);
  let total: f64 = 0;
  for (let start = 0; start < length; start += BLOCK) {
    const stop = min(start + BLOCK, length);
    let sum = f32x4.splat(0);
    let j = start;
    for (; j + 4 <= stop; j += 4) sum = f32x4.add(sum, exp4(f32x4.sub(v128.load(x + (<usize>j << 2)), s)));
    for (; j < stop; j++) total += <f64>f32x4.extract_lane(exp4(f32x4.sub(v128.load32_splat(x + (<usize>j << 2)), s)), 0);
    total += <f64>lanesSum(sum);
  }
  return total;
}

/** out [rows, length] = exp(x − max) / Σ exp(x − max), in units of rows. */
export function softmaxRows(begin: i32, end: i32, thread: i32, length: i32, x: usize, out: usize): void {
  const step = <usize>length << 2;
  x += <usize>begin * step;
  out += <usize>begin * step;
  for (let i = begin; i < end; i++, x += step, out += step) {
    const shift = f32x4.splat(largest(length, x));
    let total: f64 = 0;
    for (let start = 0; start < length; start += BLOCK) {
      const stop = min(start + BLOCK, length);
      let sum = f32x4.splat(0);
      let j = start;
      for (; j + 4 <= stop; j += 4) {
        const at = <usize>j << 2;
        const e = exp4(f32x4.sub(v128.load(x + at), shift));
        v128.store(out + at, e);
        sum = f32x4.add(sum, e);
      }
      for (; j < stop; j++) {
        const at = <usize>j << 2;
        const e = exp4(f32x4.sub(v128.load32_splat(x + at), shift));
        v128.store_lane<f32>(out + at, e, 0);
        total += <f64>f32x4.extract_lane(e, 0);
      }
      total += <f64>lanesSum(sum);
    }
    const scale = f32x4.splat(<f32>(1 / total));
    let j = 0;
    for (; j + 4 <= length; j += 4) {
      const at = out + (<usize>j << 2);
      v128.store(at, f32x4.mul(v128.load(at), scale));
    }
    for (; j < length; j++) {
      const at = out + (<usize>j << 2);
      v128.store_lane<f32>(at, f32x4.mul(v128.load32_zero(at), scale), 0);
    }
  }
}

/**
 * losses [rows] = −log softmax(x)[label], in units of rows; labels [rows] int32 within the row. Leaves what the gradient
 * needs of a row in maxima [rows], its largest logit, and inverses [rows], 1 / Σ exp(x − largest).
 */
export function crossEntropyRows(
  begin: i32, end: i32, thread: i32, length: i32, x: usize, labels: usize, losses: usize, maxima: usize, inverses: usize,
): void {
  x += (<usize>begin * length) << 2;
  for (let i = begin; i < end; i++, x += <usize>length << 2) {
    const own = <usize>i << 2;
    const most = largest(length, x);
    const total = partition(length, x, most);
    const chosen = load<f32>(x + (<usize>load<u32>(labels + own) << 2));
    store<f32>(losses + own, <f32>(logarithm(total) + (<f64>most - <f64>chosen)));
    store<f32>(maxima + own, most);
    store<f32>(inverses + own, <f32>(1 / total));
  }
}

/** dx [rows, length] = (softmax(x) − one-hot(label)) · dy / count, dy one number at its address, in units of rows. */
export function crossEntropyRowsGrad(
  begin: i32, end: i32, thread: i32,
  length: i32, count: i32, x: usize, labels: usize, maxima: usize, inverses: usize, dy: usize, dx: usize,
): void {
  const step = <usize>length << 2;
  x += <usize>begin * step;
  dx += <usize>begin * step;
  const share = <f32>(<f64>load<f32>(dy) / <f64>count);
  for (let i = begin; i < end; i++, x += step, dx += step) {
    const own = <usize>i << 2;
    const shift = v128.load32_splat(maxima + own);
    const inverse = load<f32>(inverses + own);
    const scale = f32x4.splat(inverse * share);
    let j = 0;
    for (; j + 4 <= length; j += 4) gradPart(true, <usize>j << 2, x, shift, scale, dx);
    for (; j < length; j++) gradPart(false, <usize>j << 2, x, shift, scale, dx);
    // The label's own: p − 1 before it is scaled, so that no digit is lost.
    const at = <usize>load<u32>(labels + own) << 2;
    const p = f32x4.extract_lane(exp4(f32x4.sub(v128.load32_splat(x + at), shift)), 0) * inverse;
    store<f32>(dx + at, (p - 1) * share);
  }
}

@inline
function gradPart(four: bool, at: usize, x: usize, shift: v128, scale: v128, dx: usize): void {
  put(dx + at, f32x4.mul(exp4(f32x4.sub(part(x + at, four), shift)), scale), four);
}
