// Discrete Fourier transforms of rows, real and imaginary parts apart: Stockham's self-sorting form (Van Loan 1992, §1.7) by steps of four, and Bluestein's
// chirps (1970) for lengths that are no power of two. Forward; the inverse is the same with the two parts exchanged, times `scale`.

/** Bytes of scratch that `fftRows` needs for each thread; `bluesteinRows` needs three times that of its longer transform. */
@inline
function scratchBytes(n: i32): usize {
  return <usize>n << 3;
}

/** to [rows, n] = scale · F (from [rows, n]), n a power of two; `twiddles` as `transform` has them. In units of rows. */
export function fftRows(
  begin: i32, end: i32, thread: i32,
  n: i32, fromRe: usize, fromIm: usize, toRe: usize, toIm: usize, twiddles: usize, scratch: usize, scale: f32,
): void {
  const own = scratch + <usize>thread * scratchBytes(n);
  for (let row = begin; row < end; row++) {
    const at = (<usize>row * n) << 2;
    transform(n, fromRe + at, fromIm + at, toRe + at, toIm + at, twiddles, own);
    if (scale != 1) {
      scaleRun(n, toRe + at, scale);
      scaleRun(n, toIm + at, scale);
    }
  }
}

/**
 * The same for any n, as a convolution of length m, a power of two from 2 n − 1 on. `chirp` is cos and sin of −π k² / n, k < n; `spectrum` the transform
 * [re, im] of length m of the opposite chirp, laid around 0; `twiddles` those of m.
 */
export function bluesteinRows(
  begin: i32, end: i32, thread: i32,
  n: i32, m: i32, fromRe: usize, fromIm: usize, toRe: usize, toIm: usize,
  chirp: usize, spectrum: usize, twiddles: usize, scratch: usize, scale: f32,
): void {
  const whole = <usize>m << 2;
  const aRe = scratch + <usize>thread * 3 * scratchBytes(m), aIm = aRe + whole, bRe = aIm + whole, bIm = bRe + whole, own = bIm + whole;
  const chirpIm = chirp + (<usize>n << 2);
  for (let row = begin; row < end; row++) {
    const at = (<usize>row * n) << 2;
    memory.fill(aRe, 0, whole + whole);
    multiply(n, fromRe + at, fromIm + at, chirp, chirpIm, aRe, aIm, 1);
    transform(m, aRe, aIm, bRe, bIm, twiddles, own);
    multiply(m, bRe, bIm, spectrum, spectrum + whole, bRe, bIm, 1);
    transform(m, bIm, bRe, aIm, aRe, twiddles, own);
    multiply(n, aRe, aIm, chirp, chirpIm, toRe + at, toIm + at, scale / <f32>m);
  }
}

/** z = scale · x · y, complex; z may be x. */
function multiply(count: i32, xRe: usize, xIm: usize, yRe: usize, yIm: usize, zRe: usize, zIm: usize, scale: f32): void {
  const s = f32x4.splat(scale);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    const a = v128.load(xRe + at), b = v128.load(xIm + at), c = v128.load(yRe + at), d = v128.load(yIm + at);
    v128.store(zRe + at, f32x4.mul(s, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, d))));
    v128.store(zIm + at, f32x4.mul(s, f32x4.add(f32x4.mul(a, d), f32x4.mul(b, c))));
  }
  for (; i < count; i++) {
    const at = <usize>i << 2;
    const a = load<f32>(xRe + at), b = load<f32>(xIm + at), c = load<f32>(yRe + at), d = load<f32>(yIm + at);
    store<f32>(zRe + at, scale * (a * c - b * d));
    store<f32>(zIm + at, scale * (a * d + b * c));
  }
}

function scaleRun(count: i32, x: usize, scale: f32): void {
  for (let i = 0; i < count; i++, x += 4) store<f32>(x, load<f32>(x) * scale);
}

/**
 * One row, n a power of two. `twiddles` [6, n / 4]: cos and sin of −2 π j k / n for j = 1, then 2, then 3. Passes go to and fro between the result and the
 * scratch of 2 n numbers, and end in the result.
 */
function transform(n: i32, fromRe: usize, fromIm: usize, toRe: usize, toIm: usize, twiddles: usize, scratch: usize): void {
  if (n == 1) {
    store<u32>(toRe, load<u32>(fromRe));
    store<u32>(toIm, load<u32>(fromIm));
    return;
  }
  const log = 31 - clz(n);
  let passes = (log + 1) >> 1;
  const otherRe = scratch, otherIm = scratch + (<usize>n << 2);
  let xRe = fromRe, xIm = fromIm;
  let length = n;
  let stride = 1;
  while (length > 1) {
    passes--;
    const yRe = passes & 1 ? otherRe : toRe, yIm = passes & 1 ? otherIm : toIm;
    if (length == 2) {
      pairs(stride, xRe, xIm, yRe, yIm);
      return;
    }
    if (stride == 1 && n >= 16) firstPass(n, xRe, xIm, yRe, yIm, twiddles);
    else if (stride >= 4) pass(n, length, stride, xRe, xIm, yRe, yIm, twiddles);
    else shortPass(length, xRe, xIm, yRe, yIm, twiddles);
    xRe = yRe;
    xIm = yIm;
    length >>= 2;
    stride <<= 2;
  }
}

/** The last step of an odd power: sums and differences of two halves. */
function pairs(stride: i32, xRe: usize, xIm: usize, yRe: usize, yIm: usize): void {
  const half = <usize>stride << 2;
  let q = 0;
  for (; q + 4 <= stride; q += 4) {
    const at = <usize>q << 2;
    const aRe = v128.load(xRe + at), bRe = v128.load(xRe + half + at), aIm = v128.load(xIm + at), bIm = v128.load(xIm + half + at);
    v128.store(yRe + at, f32x4.add(aRe, bRe));
    v128.store(yIm + at, f32x4.add(aIm, bIm));
    v128.store(yRe + half + at, f32x4.sub(aRe, bRe));
    v128.store(yIm + half + at, f32x4.sub(aIm, bIm));
  }
  for (; q < stride; q++) {
    const at = <usize>q << 2;
    const aRe = load<f32>(xRe + at), bRe = load<f32>(xRe + half + at), aIm = load<f32>(xIm + at), bIm = load<f32>(xIm + half + at);
    store<f32>(yRe + at, aRe + bRe);
    store<f32>(yIm + at, aIm + bIm);
    store<f32>(yRe + half + at, aRe - bRe);
    store<f32>(yIm + half + at, aIm - bIm);
  }
}

/** A step of four where four or more columns lie side by side: y [4 p + j, q] = w^(j p) · Σ x [p + i · length / 4, q] (−i)^(i j). */
function pass(n: i32, length: i32, stride: i32, xRe: usize, xIm: usize, yRe: usize, yIm: usize, twiddles: usize): void {
  const quarter = length >> 2;
  const step = <usize>stride << 2, jump = <usize>quarter * step;
  const table = <usize>n;
  for (let p = 0; p < quarter; p++) {
    const w = twiddles + <usize>p * step;
    const w1Re = v128.load32_splat(w), w1Im = v128.load32_splat(w + table);
    const w2Re = v128.load32_splat(w + 2 * table), w2Im = v128.load32_splat(w + 3 * table);
    const w3Re = v128.load32_splat(w + 4 * table), w3Im = v128.load32_splat(w + 5 * table);
    const from = <usize>p * step, to = <usize>(4 * p) * step;
    for (let at: usize = 0; at < step; at += 16) {
      const r = xRe + from + at, i = xIm + from + at;
      const aRe = v128.load(r), bRe = v128.load(r + jump), cRe = v128.load(r + 2 * jump), dRe = v128.load(r + 3 * jump);
      const aIm = v128.load(i), bIm = v128.load(i + jump), cIm = v128.load(i + 2 * jump), dIm = v128.load(i + 3 * jump);
      const sRe = f32x4.add(aRe, cRe), sIm = f32x4.add(aIm, cIm), tRe = f32x4.sub(aRe, cRe), tIm = f32x4.sub(aIm, cIm);
      const uRe = f32x4.add(bRe, dRe), uIm = f32x4.add(bIm, dIm), vRe = f32x4.sub(bRe, dRe), vIm = f32x4.sub(bIm, dIm);
      const eRe = f32x4.add(tRe, vIm), eIm = f32x4.sub(tIm, vRe);
      const fRe = f32x4.sub(sRe, uRe), fIm = f32x4.sub(sIm, uIm);
      const gRe = f32x4.sub(tRe, vIm), gIm = f32x4.add(tIm, vRe);
      const oRe = yRe + to + at, oIm = yIm + to + at;
      v128.store(oRe, f32x4.add(sRe, uRe));
      v128.store(oIm, f32x4.add(sIm, uIm));
      v128.store(oRe + step, timesRe(eRe, eIm, w1Re, w1Im));
      v128.store(oIm + step, timesIm(eRe, eIm, w1Re, w1Im));
      v128.store(oRe + 2 * step, timesRe(fRe, fIm, w2Re, w2Im));
      v128.store(oIm + 2 * step, timesIm(fRe, fIm, w2Re, w2Im));
      v128.store(oRe + 3 * step, timesRe(gRe, gIm, w3Re, w3Im));
      v128.store(oIm + 3 * step, timesIm(gRe, gIm, w3Re, w3Im));
    }
  }
}

/** The first step, where the columns are single numbers: four p at a time, turned before they are stored. */
function firstPass(n: i32, xRe: usize, xIm: usize, yRe: usize, yIm: usize, twiddles: usize): void {
  const jump = <usize>n;
  for (let from: usize = 0; from < jump; from += 16) {
    const w = twiddles + from;
    const r = xRe + from, i = xIm + from;
    const aRe = v128.load(r), bRe = v128.load(r + jump), cRe = v128.load(r + 2 * jump), dRe = v128.load(r + 3 * jump);
    const aIm = v128.load(i), bIm = v128.load(i + jump), cIm = v128.load(i + 2 * jump), dIm = v128.load(i + 3 * jump);
    const sRe = f32x4.add(aRe, cRe), sIm = f32x4.add(aIm, cIm), tRe = f32x4.sub(aRe, cRe), tIm = f32x4.sub(aIm, cIm);
    const uRe = f32x4.add(bRe, dRe), uIm = f32x4.add(bIm, dIm), vRe = f32x4.sub(bRe, dRe), vIm = f32x4.sub(bIm, dIm);
    const eRe = f32x4.add(tRe, vIm), eIm = f32x4.sub(tIm, vRe);
    const fRe = f32x4.sub(sRe, uRe), fIm = f32x4.sub(sIm, uIm);
    const gRe = f32x4.sub(tRe, vIm), gIm = f32x4.add(tIm, vRe);
    const w1Re = v128.load(w), w1Im = v128.load(w + jump), w2Re = v128.load(w + 2 * jump), w2Im = v128.load(w + 3 * jump);
    const w3Re = v128.load(w + 4 * jump), w3Im = v128.load(w + 5 * jump);
    const to = from << 2;
    storeTurned(yRe + to, f32x4.add(sRe, uRe), timesRe(eRe, eIm, w1Re, w1Im), timesRe(fRe, fIm, w2Re, w2Im), timesRe(gRe, gIm, w3Re, w3Im));
    storeTurned(yIm + to, f32x4.add(sIm, uIm), timesIm(eRe, eIm, w1Re, w1Im), timesIm(fRe, fIm, w2Re, w2Im), timesIm(gRe, gIm, w3Re, w3Im));
  }
}

/** The only step of four of n = 4 and 8. */
function shortPass(length: i32, xRe: usize, xIm: usize, yRe: usize, yIm: usize, twiddles: usize): void {
  const quarter = length >> 2;
  const jump = <usize>length;
  for (let p = 0; p < quarter; p++) {
    const at = <usize>p << 2;
    const r = xRe + at, i = xIm + at, w = twiddles + at;
    const aRe = load<f32>(r), bRe = load<f32>(r + jump), cRe = load<f32>(r + 2 * jump), dRe = load<f32>(r + 3 * jump);
    const aIm = load<f32>(i), bIm = load<f32>(i + jump), cIm = load<f32>(i + 2 * jump), dIm = load<f32>(i + 3 * jump);
    const sRe = aRe + cRe, sIm = aIm + cIm, tRe = aRe - cRe, tIm = aIm - cIm;
    const uRe = bRe + dRe, uIm = bIm + dIm, vRe = bRe - dRe, vIm = bIm - dIm;
    const oRe = yRe + (at << 2), oIm = yIm + (at << 2);
    store<f32>(oRe, sRe + uRe);
    store<f32>(oIm, sIm + uIm);
    storeTimes(oRe + 4, oIm + 4, tRe + vIm, tIm - vRe, load<f32>(w), load<f32>(w + jump));
    storeTimes(oRe + 8, oIm + 8, sRe - uRe, sIm - uIm, load<f32>(w + 2 * jump), load<f32>(w + 3 * jump));
    storeTimes(oRe + 12, oIm + 12, tRe - vIm, tIm + vRe, load<f32>(w + 4 * jump), load<f32>(w + 5 * jump));
  }
}

@inline
function storeTimes(re: usize, im: usize, a: f32, b: f32, c: f32, d: f32): void {
  store<f32>(re, a * c - b * d);
  store<f32>(im, a * d + b * c);
}

@inline
function timesRe(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, d));
}

@inline
function timesIm(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(f32x4.mul(a, d), f32x4.mul(b, c));
}

@inline
function storeTurned(to: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  const l01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5), h01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
  const l23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5), h23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<u64>(l01, l23, 0, 2));
  v128.store(to, v128.shuffle<u64>(l01, l23, 1, 3), 16);
  v128.store(to, v128.shuffle<u64>(h01, h23, 0, 2), 32);
  v128.store(to, v128.shuffle<u64>(h01, h23, 1, 3), 48);
}

/** out [count] = √(re² + im²), in float64, where no square of a float32 overflows. In units of 4,096 numbers. */
export function complexAbs(begin: i32, end: i32, thread: i32, count: i32, re: usize, im: usize, out: usize): void {
  const last = min(end * 4096, count);
  for (let i = begin * 4096; i < last; i++) {
    const at = <usize>i << 2;
    const a = <f64>load<f32>(re + at), b = <f64>load<f32>(im + at);
    store<f32>(out + at, <f32>sqrt(a * a + b * b));
  }
}
