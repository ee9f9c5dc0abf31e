// Group norm (Wu & He 2018) of x [images, places, channels], its groups of channels that stand side by side. Places are
// taken in stripes of `deep`, each with sums of its own for each channel, so that an image is spread over threads and
// the result is the same whoever took which stripe.
import { silu4, siluGrad4 } from './gates';
import { madd, part, put } from './simd';

/**
 * For each stripe and channel the mean, in means [stripes, channels], and Σ (x − that mean)², in squares [stripes,
 * channels]; stripes are those of all images, in units of one.
 */
export function groupMoments(
  begin: i32, end: i32, thread: i32,
  places: i32, channels: i32, deep: i32, x: usize, means: usize, squares: usize,
): void {
  const step = <usize>channels << 2;
  const perImage = (places + deep - 1) / deep;
  for (let unit = begin; unit < end; unit++) {
    const image = unit / perImage, first = (unit - image * perImage) * deep;
    const count = min(deep, places - first);
    const from = x + (<usize>image * places + first) * step;
    const share = f32x4.splat(1 / <f32>count);
    let j = 0;
    for (; j + 4 <= channels; j += 4) momentsAt(true, <usize>j << 2, count, from, step, share, means + unit * step, squares + unit * step);
    for (; j < channels; j++) momentsAt(false, <usize>j << 2, count, from, step, share, means + unit * step, squares + unit * step);
  }
}

@inline
function momentsAt(four: bool, at: usize, count: i32, x: usize, step: usize, share: v128, means: usize, squares: usize): void {
  let sum = f32x4.splat(0), squared = f32x4.splat(0);
  let from = x + at;
  for (let i = 0; i < count; i++, from += step) sum = f32x4.add(sum, part(from, four));
  const mean = f32x4.mul(sum, share);
  from = x + at;
  for (let i = 0; i < count; i++, from += step) {
    const a = f32x4.sub(part(from, four), mean);
    squared = madd(a, a, squared);
  }
  put(means + at, mean, four);
  put(squares + at, squared, four);
}

/**
 * Moments of stripes and channels joined to those of groups (Chan et al. 1983): mean and 1 / √(variance + ε) in
 * means [images, groups] and inverses [images, groups], in units of groups of all images.
 */
export function groupJoin(
  begin: i32, end: i32, thread: i32,
  places: i32, channels: i32, deep: i32, groups: i32, epsilon: f64,
  stripeMeans: usize, stripeSquares: usize, means: usize, inverses: usize,
): void {
  const width = channels / groups;
  const perImage = (places + deep - 1) / deep;
  const total = <f64>places * <f64>width;
  for (let unit = begin; unit < end; unit++) {
    const image = unit / groups, first = (unit - image * groups) * width;
    const start = (<usize>image * perImage * channels + first) << 2;
    let sum: f64 = 0;
    for (let s = 0; s < perImage; s++) {
      const count = <f64>min(deep, places - s * deep);
      const at = stripeMeans + start + ((<usize>s * channels) << 2);
      for (let c = 0; c < width; c++) sum += count * <f64>load<f32>(at + (<usize>c << 2));
    }
    const mean = sum / total;
    let squares: f64 = 0;
    for (let s = 0; s < perImage; s++) {
      const count = <f64>min(deep, places - s * deep);
      const at = start + ((<usize>s * channels) << 2);
      for (let c = 0; c < width; c++) {
        const off = <f64>load<f32>(stripeMeans + at + (<usize>c << 2)) - mean;
        squares += <f64>load<f32>(stripeSquares + at + (<usize>c << 2)) + count * off * off;
      }
    }
    store<f32>(means + (<usize>unit << 2), <f32>mean);
    store<f32>(inverses + (<usize>unit << 2), <f32>(1 / sqrt<f64>(squares / total + epsilon)));
  }
}

/** Row [channels] of a number for each group [groups]. */
function spread(channels: i32, groups: i32, from: usize, to: usize): void {
  const width = channels / groups;
  for (let g = 0; g < groups; g++, from += 4) {
    const value = load<f32>(from);
    for (let c = 0; c < width; c++, to += 4) store<f32>(to, value);
  }
}

/**
 * out = (x − mean) · inverse · weight + bias, and then silu of it where `silu` is not zero, in units of stripes;
 * weight and bias [channels]. Scratch: 2 · channels numbers for each thread.
 */
export function groupApply(
  begin: i32, end: i32, thread: i32,
  places: i32, channels: i32, deep: i32, groups: i32, silu: i32,
  x: usize, weight: usize, bias: usize, means: usize, inverses: usize, out: usize, scratch: usize,
): void {
  const step = <usize>channels << 2;
  const perImage = (places + deep - 1) / deep;
  const m = scratch + <usize>thread * 2 * step, s = m + step;
  for (let unit = begin; unit < end; unit++) {
    const image = unit / perImage, first = (unit - image * perImage) * deep;
    spread(channels, groups, means + ((<usize>image * groups) << 2), m);
    spread(channels, groups, inverses + ((<usize>image * groups) << 2), s);
    const count = min(deep, places - first);
    let at = (<usize>image * places + first) * step;
    for (let i = 0; i < count; i++, at += step) {
      let j = 0;
      for (; j + 4 <= channels; j += 4) applyAt(true, <usize>j << 2, silu, x + at, weight, bias, m, s, out + at);
      for (; j < channels; j++) applyAt(false, <usize>j << 2, silu, x + at, weight, bias, m, s, out + at);
    }
  }
}

@inline
function applyAt(four: bool, at: usize, silu: i32, x: usize, weight: usize, bias: usize, m: usize, s: usize, out: usize): void {
  const n = f32x4.mul(f32x4.sub(part(x + at, four), part(m + at, four)), part(s + at, four));
  const y = madd(n, part(weight + at, four), part(bias + at, four));
  put(out + at, silu != 0 ? silu4(y) : y, four);
}

/**
 * The way back, first half. With n = (x − mean) · inverse and dz the gradient before silu: toWeight [stripes, channels]
 * = Σ dz · n and toBias [stripes, channels] = Σ dz over each stripe, and dz itself in dx where `silu` is not zero.
 * In units of stripes; scratch as for `groupApply`.
 */
export function groupSumsGrad(
  begin: i32, end: i32, thread: i32,
  places: i32, channels: i32, deep: i32, groups: i32, silu: i32,
  x: usize, dy: usize, weight: usize, bias: usize, means: usize, inverses: usize, dx: usize, toWeight: usize, toBias: usize, scratch: usize,
): void {
  const step = <usize>channels << 2;
  const perImage = (places + deep - 1) / deep;
  const m = scratch + <usize>thread * 2 * step, s = m + step;
  for (let unit = begin; unit < end; unit++) {
    const image = unit / perImage, first = (unit - image * perImage) * deep;
    spread(channels, groups, means + ((<usize>image * groups) << 2), m);
    spread(channels, groups, inverses + ((<usize>image * groups) << 2), s);
    const count = min(deep, places - first);
    const w = toWeight + <usize>unit * step, b = toBias + <usize>unit * step;
    memory.fill(w, 0, step);
    memory.fill(b, 0, step);
    let at = (<usize>image * places + first) * step;
    for (let i = 0; i < count; i++, at += step) {
      let j = 0;
      for (; j + 4 <= channels; j += 4) sumsAt(true, <usize>j << 2, silu, x + at, dy + at, weight, bias, m, s, dx + at, w, b);
      for (; j < channels; j++) sumsAt(false, <usize>j << 2, silu, x + at, dy + at, weight, bias, m, s, dx + at, w, b);
    }
  }
}

@inline
function sumsAt(
  four: bool, at: usize, silu: i32, x: usize, dy: usize, weight: usize, bias: usize, m: usize, s: usize, dx: usize, toWeight: usize, toBias: usize,
): void {
  const n = f32x4.mul(f32x4.sub(part(x + at, four), part(m + at, four)), part(s + at, four));
  let d = part(dy + at, four);
  if (silu != 0) {
    d = siluGrad4(madd(n, part(weight + at, four), part(bias + at, four)), d);
    put(dx + at, d, four);
  }
  put(toWeight + at, madd(d, n, part(toWeight + at, four)), four);
  put(toBias + at, f32x4.add(part(toBias + at, four), d), four);
}

/**
 * For each group of each image, in units of one, the means over it that its gradient takes off: towards [images, groups]
 * of dz · weight, and along [images, groups] of dz · weight · n, from the sums of `groupSumsGrad`.
 */
export function groupJoinGrad(
  begin: i32, end: i32, thread: i32,
  places: i32, channels: i32, deep: i32, groups: i32,
  weight: usize, toWeight: usize, toBias: usize, towards: usize, along: usize,
): void {
  const width = channels / groups;
  const perImage = (places + deep - 1) / deep;
  const total = <f64>places * <f64>width;
  for (let unit = begin; unit < end; unit++) {
    const image = unit / groups, first = (unit - image * groups) * width;
    const start = (<usize>image * perImage * channels + first) << 2;
    let t: f64 = 0, a: f64 = 0;
    for (let s = 0; s < perImage; s++) {
      for (let c = 0; c < width; c++) {
        const at = start + ((<usize>s * channels + c) << 2);
        const w = <f64>load<f32>(weight + (<usize>(first + c) << 2));
        t += w * <f64>load<f32>(toBias + at);
        a += w * <f64>load<f32>(toWeight + at);
      }
    }
    store<f32>(towards + (<usize>unit << 2), <f32>(t / total));
    store<f32>(along + (<usize>unit << 2), <f32>(a / total));
  }
}

/**
 * Second half: dx = (dz · weight − towards − n · along) · inverse, in units of stripes. dz may be dx itself, each number
 * being read before it is written. Scratch: 4 · channels numbers for each thread.
 */
export function groupApplyGrad(
  begin: i32, end: i32, thread: i32,
  places: i32, channels: i32, deep: i32, groups: i32,
  x: usize, dz: usize, weight: usize, means: usize, inverses: usize, towards: usize, along: usize, dx: usize, scratch: usize,
): void {
  const step = <usize>channels << 2;
  const perImage = (places + deep - 1) / deep;
  const m = scratch + <usize>thread * 4 * step, s = m + step, t = s + step, a = t + step;
  for (let unit = begin; unit < end; unit++) {
    const image = unit / perImage, first = (unit - image * perImage) * deep;
    const own = (<usize>image * groups) << 2;
    spread(channels, groups, means + own, m);
    spread(channels, groups, inverses + own, s);
    spread(channels, groups, towards + own, t);
    spread(channels, groups, along + own, a);
    const count = min(deep, places - first);
    let at = (<usize>image * places + first) * step;
    for (let i = 0; i < count; i++, at += step) {
      let j = 0;
      for (; j + 4 <= channels; j += 4) applyGradAt(true, <usize>j << 2, x + at, dz + at, weight, m, s, t, a, dx + at);
      for (; j < channels; j++) applyGradAt(false, <usize>j << 2, x + at, dz + at, weight, m, s, t, a, dx + at);
    }
  }
}

@inline
function applyGradAt(
  four: bool, at: usize, x: usize, dz: usize, weight: usize, m: usize, s: usize, t: usize, a: usize, dx: usize,
): void {
  const inverse = part(s + at, four);
  const n = f32x4.mul(f32x4.sub(part(x + at, four), part(m + at, four)), inverse);
  const d = f32x4.sub(f32x4.mul(part(dz + at, four), part(weight + at, four)), part(t + at, four));
  put(dx + at, f32x4.mul(f32x4.sub(d, f32x4.mul(n, part(a + at, four))), inverse), four);
}
