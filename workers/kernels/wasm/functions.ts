// Functions on four lanes. Polynomials are those of Cephes (Moshier 1989), single precision; their errors are one or two units in the last place. NaN stays.
import { exp4, expFall4 } from './math';
import { madd } from './simd';

/** Natural logarithm: −∞ at 0, NaN below. */
@inline
export function log4(x: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1), infinite = f32x4.splat(Infinity);
  const small = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, small);
  const bits = i32x4.shr_u(scaled, 23);
  let e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.sub(bits, i32x4.splat(126)), v128.and(small, i32x4.splat(23))));
  const fraction = v128.or(v128.and(scaled, i32x4.splat(0x7fffff)), i32x4.splat(0x3f000000));
  const low = f32x4.lt(fraction, f32x4.splat(0.70710678118654752));
  e = f32x4.sub(e, v128.and(low, one));
  const m = f32x4.sub(f32x4.add(fraction, v128.and(low, fraction)), one);
  const z = f32x4.mul(m, m);
  let p = madd(f32x4.splat(7.0376836292e-2), m, f32x4.splat(-1.1514610310e-1));
  p = madd(p, m, f32x4.splat(1.1676998740e-1));
  p = madd(p, m, f32x4.splat(-1.2420140846e-1));
  p = madd(p, m, f32x4.splat(1.4249322787e-1));
  p = madd(p, m, f32x4.splat(-1.6668057665e-1));
  p = madd(p, m, f32x4.splat(2.0000714765e-1));
  p = madd(p, m, f32x4.splat(-2.4999993993e-1));
  p = madd(p, m, f32x4.splat(3.3333331174e-1));
  p = f32x4.mul(f32x4.mul(p, m), z);
  p = madd(e, f32x4.splat(-2.12194440e-4), p);
  p = madd(z, f32x4.splat(-0.5), p);
  const finite = madd(e, f32x4.splat(0.693359375), f32x4.add(m, p));
  const end = v128.bitselect(f32x4.neg(infinite), v128.bitselect(f32x4.splat(NaN), x, f32x4.lt(x, zero)), f32x4.eq(x, zero));
  return v128.bitselect(finite, end, v128.and(f32x4.gt(x, zero), f32x4.lt(x, infinite)));
}

/** log (1 + x), as good for small x (Kahan's correction of what 1 + x rounds off). */
@inline
export function log1p4(x: v128): v128 {
  const one = f32x4.splat(1), infinite = f32x4.splat(Infinity);
  const u = f32x4.add(x, one);
  const rounded = f32x4.sub(u, one);
  const value = f32x4.mul(log4(u), f32x4.div(x, rounded));
  const near = v128.bitselect(x, value, f32x4.eq(rounded, f32x4.splat(0)));
  return v128.bitselect(infinite, near, f32x4.eq(u, infinite));
}

/** e^x − 1, as good for small x. */
@inline
export function expm14(x: v128): v128 {
  let p = madd(f32x4.splat(1.9875691500e-4), x, f32x4.splat(1.3981999507e-3));
  p = madd(p, x, f32x4.splat(8.3334519073e-3));
  p = madd(p, x, f32x4.splat(4.1665795894e-2));
  p = madd(p, x, f32x4.splat(1.6666665459e-1));
  p = madd(p, x, f32x4.splat(5.0000001201e-1));
  const near = madd(p, f32x4.mul(x, x), x);
  const far = f32x4.sub(exp4(x), f32x4.splat(1));
  return v128.bitselect(far, near, f32x4.gt(f32x4.abs(x), f32x4.splat(0.34657359)));
}

/** log (1 + e^x) */
@inline
export function softplus4(x: v128): v128 {
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), log1p4(exp4(f32x4.neg(f32x4.abs(x)))));
}

@inline
export function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const e = expFall4(f32x4.mul(size, f32x4.splat(-2)));
  const far = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e));
  const z = f32x4.mul(x, x);
  let p = madd(f32x4.splat(-5.70498872745e-3), z, f32x4.splat(2.06390887954e-2));
  p = madd(p, z, f32x4.splat(-5.37397155531e-2));
  p = madd(p, z, f32x4.splat(1.33314422036e-1));
  p = madd(p, z, f32x4.splat(-3.33332819422e-1));
  const near = madd(f32x4.mul(p, z), x, x);
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(signed, near, f32x4.ge(size, f32x4.splat(0.625)));
}

@inline
export function sin4(x: v128): v128 {
  return wave(x, 0);
}

@inline
export function cos4(x: v128): v128 {
  return wave(x, 1);
}

/** sin (x + quarters · π / 2): x = n π / 2 + r in float64, so that r is right to float32 up to some hundred millions. */
@inline
function wave(x: v128, quarters: i32): v128 {
  const low = f64x2.promote_low_f32x4(x), high = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  const nLow = turns(low), nHigh = turns(high);
  let r = v128.shuffle<f32>(f32x4.demote_f64x2_zero(rest(low, nLow)), f32x4.demote_f64x2_zero(rest(high, nHigh)), 0, 1, 4, 5);
  // Beyond what float64 can reduce, any angle is as good as another; a sine stays within −1 … 1.
  r = f32x4.max(f32x4.min(r, f32x4.splat(0.7854)), f32x4.splat(-0.7854));
  const whole = v128.shuffle<i32>(i32x4.trunc_sat_f64x2_s_zero(nLow), i32x4.trunc_sat_f64x2_s_zero(nHigh), 0, 1, 4, 5);
  const q = i32x4.add(whole, i32x4.splat(quarters));
  const z = f32x4.mul(r, r);
  let s = madd(f32x4.splat(-1.9515295891e-4), z, f32x4.splat(8.3321608736e-3));
  s = madd(s, z, f32x4.splat(-1.6666654611e-1));
  s = madd(f32x4.mul(s, z), r, r);
  let c = madd(f32x4.splat(2.443315711809948e-5), z, f32x4.splat(-1.388731625493765e-3));
  c = madd(c, z, f32x4.splat(4.166664568298827e-2));
  c = madd(c, f32x4.mul(z, z), madd(z, f32x4.splat(-0.5), f32x4.splat(1)));
  const odd = i32x4.ne(v128.and(q, i32x4.splat(1)), i32x4.splat(0));
  const sign = i32x4.shl(v128.and(q, i32x4.splat(2)), 30);
  return v128.xor(v128.bitselect(c, s, odd), sign);
}

@inline
function turns(x: v128): v128 {
  return f64x2.nearest(f64x2.mul(x, f64x2.splat(0.6366197723675814)));
}

/** π / 2 in two parts, of which the first has 33 bits, so that its product with n is exact. */
@inline
function rest(x: v128, n: v128): v128 {
  const first = f64x2.sub(x, f64x2.mul(n, f64x2.splat(1.57079632673412561417)));
  return f64x2.sub(first, f64x2.mul(n, f64x2.splat(6.07710050650619224932e-11)));
}
