// Functions of one number, by `op`: 0 exp, 1 log, 2 log1p, 3 expm1, 4 sqrt, 5 rsqrt, 6 square, 7 neg, 8 abs, 9 sigmoid, 10 tanh, 11 relu, 12 relu6,
// 13 leakyRelu, 14 elu, 15 softplus, 16 step, 17 reciprocal, 18 floor, 19 sign, 20 sin, 21 cos, 22 ceil.
import { cos4, expm14, log1p4, log4, sin4, softplus4, tanh4 } from './functions';
import { exp4, expm1Fall4, sigmoid4 } from './math';

@inline
function four(op: i32, x: v128, alpha: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  if (op == 0) return exp4(x);
  if (op == 1) return log4(x);
  if (op == 2) return log1p4(x);
  if (op == 3) return expm14(x);
  if (op == 4) return f32x4.sqrt(x);
  if (op == 5) return f32x4.div(one, f32x4.sqrt(x));
  if (op == 6) return f32x4.mul(x, x);
  if (op == 7) return f32x4.neg(x);
  if (op == 8) return f32x4.abs(x);
  if (op == 9) return sigmoid4(x);
  if (op == 10) return tanh4(x);
  if (op == 11) return f32x4.max(x, zero);
  if (op == 12) return f32x4.min(f32x4.max(x, zero), f32x4.splat(6));
  if (op == 13) return v128.bitselect(f32x4.mul(x, alpha), x, f32x4.lt(x, zero));
  if (op == 14) return v128.bitselect(x, expm1Fall4(x), f32x4.ge(x, zero));
  if (op == 15) return softplus4(x);
  if (op == 16) return v128.bitselect(x, v128.bitselect(one, alpha, f32x4.gt(x, zero)), f32x4.ne(x, x));
  if (op == 17) return f32x4.div(one, x);
  if (op == 18) return f32x4.floor(x);
  if (op == 19) return v128.bitselect(f32x4.neg(one), v128.bitselect(one, x, f32x4.gt(x, zero)), f32x4.lt(x, zero));
  if (op == 20) return sin4(x);
  if (op == 21) return cos4(x);
  return f32x4.ceil(x);
}

/** Several vectors in a round, so that constants are made once for all of them and long polynomials wait less for each other. */
@inline
function flat(op: i32, count: i32, x: usize, out: usize, alpha: f32): void {
  const slope = f32x4.splat(alpha);
  let i = 0;
  for (; i + 16 <= count; i += 16, x += 64, out += 64) {
    const x0 = v128.load(x), x1 = v128.load(x, 16), x2 = v128.load(x, 32), x3 = v128.load(x, 48);
    const y0 = four(op, x0, slope), y1 = four(op, x1, slope);
    const y2 = four(op, x2, slope), y3 = four(op, x3, slope);
    v128.store(out, y0);
    v128.store(out, y1, 16);
    v128.store(out, y2, 32);
    v128.store(out, y3, 48);
  }
  rest(op, count - i, x, out, alpha);
}

/** Polynomials by two, for which there are registers enough. */
@inline
function flatTwo(op: i32, count: i32, x: usize, out: usize, alpha: f32): void {
  const slope = f32x4.splat(alpha);
  let i = 0;
  for (; i + 8 <= count; i += 8, x += 32, out += 32) {
    const y0 = four(op, v128.load(x), slope), y1 = four(op, v128.load(x, 16), slope);
    v128.store(out, y0);
    v128.store(out, y1, 16);
  }
  rest(op, count - i, x, out, alpha);
}

/** What is left over. Inlined with its `op`: one that decides for every number is as large as all functions together. */
@inline
function rest(op: i32, count: i32, x: usize, out: usize, alpha: f32): void {
  const slope = f32x4.splat(alpha);
  for (let i = 0; i < count; i++, x += 4, out += 4) v128.store_lane<f32>(out, four(op, v128.load32_zero(x), slope), 0);
}

// Each is exported, so that the optimiser leaves it a function of its own: all in one take it a minute.
export function expFlat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(0, count, x, out, alpha); }
export function logFlat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(1, count, x, out, alpha); }
export function log1pFlat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(2, count, x, out, alpha); }
export function expm1Flat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(3, count, x, out, alpha); }
export function sqrtFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(4, count, x, out, alpha); }
export function rsqrtFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(5, count, x, out, alpha); }
export function squareFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(6, count, x, out, alpha); }
export function negFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(7, count, x, out, alpha); }
export function absFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(8, count, x, out, alpha); }
export function sigmoidFlat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(9, count, x, out, alpha); }
export function tanhFlat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(10, count, x, out, alpha); }
export function reluFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(11, count, x, out, alpha); }
export function relu6Flat(count: i32, x: usize, out: usize, alpha: f32): void { flat(12, count, x, out, alpha); }
export function leakyReluFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(13, count, x, out, alpha); }
export function eluFlat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(14, count, x, out, alpha); }
export function softplusFlat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(15, count, x, out, alpha); }
export function stepFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(16, count, x, out, alpha); }
export function reciprocalFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(17, count, x, out, alpha); }
export function floorFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(18, count, x, out, alpha); }
export function signFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(19, count, x, out, alpha); }
export function sinFlat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(20, count, x, out, alpha); }
export function cosFlat(count: i32, x: usize, out: usize, alpha: f32): void { flatTwo(21, count, x, out, alpha); }
export function ceilFlat(count: i32, x: usize, out: usize, alpha: f32): void { flat(22, count, x, out, alpha); }

/** Numbers in a unit. */
const UNIT: i32 = 256;

/** out [count] = f (x [count]), `alpha` the slope or step of those that have one. In units of 256 numbers. */
export function unaryFlat(begin: i32, end: i32, thread: i32, numbers: i32, op: i32, x: usize, out: usize, alpha: f32): void {
  const count = min(end * UNIT, numbers) - begin * UNIT;
  const at = <usize>(begin * UNIT) << 2;
  x += at;
  out += at;
  if (op == 0) expFlat(count, x, out, alpha);
  else if (op == 1) logFlat(count, x, out, alpha);
  else if (op == 2) log1pFlat(count, x, out, alpha);
  else if (op == 3) expm1Flat(count, x, out, alpha);
  else if (op == 4) sqrtFlat(count, x, out, alpha);
  else if (op == 5) rsqrtFlat(count, x, out, alpha);
  else if (op == 6) squareFlat(count, x, out, alpha);
  else if (op == 7) negFlat(count, x, out, alpha);
  else if (op == 8) absFlat(count, x, out, alpha);
  else if (op == 9) sigmoidFlat(count, x, out, alpha);
  else if (op == 10) tanhFlat(count, x, out, alpha);
  else if (op == 11) reluFlat(count, x, out, alpha);
  else if (op == 12) relu6Flat(count, x, out, alpha);
  else if (op == 13) leakyReluFlat(count, x, out, alpha);
  else if (op == 14) eluFlat(count, x, out, alpha);
  else if (op == 15) softplusFlat(count, x, out, alpha);
  else if (op == 16) stepFlat(count, x, out, alpha);
  else if (op == 17) reciprocalFlat(count, x, out, alpha);
  else if (op == 18) floorFlat(count, x, out, alpha);
  else if (op == 19) signFlat(count, x, out, alpha);
  else if (op == 20) sinFlat(count, x, out, alpha);
  else if (op == 21) cosFlat(count, x, out, alpha);
  else ceilFlat(count, x, out, alpha);
}
