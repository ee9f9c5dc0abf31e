// Optimisers that move weights where they lie: each number is read once and written once, with its moments.
import { madd } from './simd';

/** Numbers in a unit. */
const UNIT: i32 = 1024;

/**
 * AdamW (Loshchilov & Hutter 2019, algorithm 2), in place on weights, first and second [count]; in units of 1,024 numbers. The gradient is multiplied by
 * the float32 at `scale` first. stepSize and epsilon carry the corrections of bias, kept is 1 − learning rate · weight decay.
 */
export function adamw(
  begin: i32, end: i32, thread: i32,
  count: i32, weights: usize, gradient: usize, first: usize, second: usize, scale: usize,
  beta1: f32, beta2: f32, stepSize: f32, epsilon: f32, kept: f32,
): void {
  const s = v128.load32_splat(scale);
  const b1 = f32x4.splat(beta1), b2 = f32x4.splat(beta2), n1 = f32x4.splat(1 - beta1), n2 = f32x4.splat(1 - beta2);
  const step = f32x4.splat(-stepSize), e = f32x4.splat(epsilon), k = f32x4.splat(kept);
  const last = min(end * UNIT, count);
  for (let i = begin * UNIT; i < last; i += 4) {
    const at = <usize>i << 2;
    const left = last - i;
    const g = f32x4.mul(four(gradient + at, left), s);
    const m = madd(four(first + at, left), b1, f32x4.mul(g, n1));
    const v = madd(four(second + at, left), b2, f32x4.mul(f32x4.mul(g, g), n2));
    const move = f32x4.div(f32x4.mul(m, step), f32x4.add(f32x4.sqrt(v), e));
    const w = madd(four(weights + at, left), k, move);
    put(first + at, m, left);
    put(second + at, v, left);
    put(weights + at, w, left);
  }
}

/** Gradient descent with momentum: v ← μ v + g, w ← kept · w − rate · v, in place; without momentum, address 0, v is g. */
export function sgd(
  begin: i32, end: i32, thread: i32,
  count: i32, weights: usize, gradient: usize, first: usize, scale: usize, momentum: f32, rate: f32, kept: f32,
): void {
  const s = v128.load32_splat(scale);
  const mu = f32x4.splat(momentum), r = f32x4.splat(-rate), k = f32x4.splat(kept);
  const last = min(end * UNIT, count);
  for (let i = begin * UNIT; i < last; i += 4) {
    const at = <usize>i << 2;
    const left = last - i;
    let v = f32x4.mul(four(gradient + at, left), s);
    if (first != 0) {
      v = madd(four(first + at, left), mu, v);
      put(first + at, v, left);
    }
    put(weights + at, madd(v, r, f32x4.mul(four(weights + at, left), k)), left);
  }
}

/** partials [units] float64: sums of squares of x [count], in units of 1,024 numbers. */
export function squares(begin: i32, end: i32, thread: i32, count: i32, x: usize, partials: usize): void {
  for (let unit = begin; unit < end; unit++) {
    const last = min((unit + 1) * UNIT, count);
    let a = f32x4.splat(0), b = f32x4.splat(0);
    let rest: f64 = 0;
    let i = unit * UNIT;
    for (; i + 8 <= last; i += 8) {
      const at = x + (<usize>i << 2);
      const p = v128.load(at), q = v128.load(at, 16);
      a = madd(p, p, a);
      b = madd(q, q, b);
    }
    for (; i < last; i++) {
      const value = <f64>load<f32>(x + (<usize>i << 2));
      rest += value * value;
    }
    const t = f32x4.add(a, b);
    const sum = <f64>f32x4.extract_lane(t, 0) + <f64>f32x4.extract_lane(t, 1) + <f64>f32x4.extract_lane(t, 2) + <f64>f32x4.extract_lane(t, 3);
    store<f64>(partials + (<usize>unit << 3), sum + rest);
  }
}

/** Four numbers, or as many as are left, with zeros. */
@inline
function four(at: usize, left: i32): v128 {
  if (left >= 4) return v128.load(at);
  let x = v128.load32_zero(at);
  if (left > 1) x = f32x4.replace_lane(x, 1, load<f32>(at, 4));
  if (left > 2) x = f32x4.replace_lane(x, 2, load<f32>(at, 8));
  return x;
}

@inline
function put(at: usize, x: v128, left: i32): void {
  if (left >= 4) v128.store(at, x);
  else {
    v128.store_lane<f32>(at, x, 0);
    if (left > 1) v128.store_lane<f32>(at, x, 1, 4);
    if (left > 2) v128.store_lane<f32>(at, x, 2, 8);
  }
}
