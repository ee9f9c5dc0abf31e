import { madd } from './simd';

/**
 * e^x on four lanes: x = n ln 2 + r with |r| ≤ ln 2 / 2, a polynomial for e^r (Cephes' expf), and n put into the
 * exponent in two halves, so that the ends of float32's range are reached: 0 below −104, infinity above 88.8, NaN stays.
 */
@inline
export function exp4(x: v128): v128 {
  // Zeros are put in by a mask, not by underflow: what attention hides are a half of its scores, and a product that
  // underflows costs a processor a hundred times as much as one that does not. The pseudo-minimum lets NaN, its first operand, pass.
  const none = f32x4.lt(x, f32x4.splat(-104));
  const within = v128.andnot(f32x4.pmin(x, f32x4.splat(89)), none);
  const n = f32x4.nearest(f32x4.mul(within, f32x4.splat(1.44269504088896341)));
  let r = madd(n, f32x4.splat(-0.693359375), within);
  r = madd(n, f32x4.splat(2.12194440e-4), r);
  let p = f32x4.add(madd(minusOneOverSquare(r), f32x4.mul(r, r), r), f32x4.splat(1));
  // Beside 1.5 · 2²³ a whole number stands in the low bits.
  const whole = i32x4.sub(f32x4.add(n, f32x4.splat(12582912)), i32x4.splat(0x4b400000));
  const half = i32x4.shr_s(whole, 1);
  const rest = i32x4.sub(whole, half);
  const bias = i32x4.splat(127);
  p = f32x4.mul(p, i32x4.shl(i32x4.add(half, bias), 23));
  return v128.andnot(f32x4.mul(p, i32x4.shl(i32x4.add(rest, bias), 23)), none);
}

/** 2^n of a sum n + 1.5 · 2²³ + 127, in whose low bits the exponent stands as float32 has it. */
@inline
function powerOf(n: v128): v128 {
  return i32x4.shl(n, 23);
}

/** e^x on four lanes for x ≤ 0, where no end of float32's range is met: 0 below −87.3. */
@inline
export function expFall4(x: v128): v128 {
  const magic = f32x4.splat(12583039);
  const sum = madd(x, f32x4.splat(1.44269504088896341), magic);
  const n = f32x4.sub(sum, magic);
  let r = madd(n, f32x4.splat(-0.693359375), x);
  r = madd(n, f32x4.splat(2.12194440e-4), r);
  const power = f32x4.add(madd(minusOneOverSquare(r), f32x4.mul(r, r), r), f32x4.splat(1));
  return v128.andnot(f32x4.mul(power, powerOf(sum)), f32x4.lt(x, f32x4.splat(-87.33654)));
}

/** e^x − 1 on four lanes for x ≤ 0, as good for small x: 2^n (e^r − 1) + (2^n − 1). */
@inline
export function expm1Fall4(x: v128): v128 {
  // Below, it is −1 to the last digit.
  const within = f32x4.pmax(x, f32x4.splat(-18));
  const magic = f32x4.splat(12583039);
  const sum = madd(within, f32x4.splat(1.44269504088896341), magic);
  const n = f32x4.sub(sum, magic);
  let r = madd(n, f32x4.splat(-0.693359375), within);
  r = madd(n, f32x4.splat(2.12194440e-4), r);
  const s = powerOf(sum);
  const less = madd(minusOneOverSquare(r), f32x4.mul(r, r), r);
  return madd(less, s, f32x4.sub(s, f32x4.splat(1)));
}

/** (e^r − 1 − r) / r² for |r| ≤ ln 2 / 2 (Cephes' expf). */
@inline
function minusOneOverSquare(r: v128): v128 {
  let p = madd(f32x4.splat(1.9875691500e-4), r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  return madd(p, r, f32x4.splat(5.0000001201e-1));
}

/** 1 / (1 + e^−x) on four lanes, from e^−|x|, which cannot overflow. */
@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  const e = expFall4(f32x4.neg(f32x4.abs(x)));
  const low = f32x4.div(e, f32x4.add(one, e));
  return v128.bitselect(f32x4.sub(one, low), low, f32x4.gt(x, f32x4.splat(0)));
}

/**
 * Natural logarithm in float64 of a normal number above zero, to 1e-14; NaN stays. x = 2^n m with m about one, and
 * log m = 2 artanh((m − 1) / (m + 1)) by its series. The compiler's own keeps tables, which would lie over TF.js's data.
 */
export function logarithm(x: f64): f64 {
  if (!(x > 0 && x < Infinity)) return x == 0 ? -Infinity : x == Infinity ? x : NaN;
  const bits = reinterpret<u64>(x);
  let n = <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    n += 1;
  }
  const s = (m - 1) / (m + 1);
  const q = s * s;
  let p: f64 = 1.0 / 15;
  p = p * q + 1.0 / 13;
  p = p * q + 1.0 / 11;
  p = p * q + 1.0 / 9;
  p = p * q + 1.0 / 7;
  p = p * q + 1.0 / 5;
  p = p * q + 1.0 / 3;
  p = p * q + 1;
  return <f64>n * 0.6931471805599453 + 2 * s * p;
}
