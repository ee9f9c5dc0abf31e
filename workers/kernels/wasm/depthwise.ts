// Depthwise convolutions: each channel has `multiplier` filters of its own. There is little to multiply for each number that is read, so no patches are
// packed: sums are kept in registers over the taps.
import { biasActivation } from './activation';
import { madd } from './simd';
import { Sliding } from './patches';

/** First and one past the last tap whose place `start + tap · dilation` lies in 0 … length − 1. */
@inline
function firstTap(start: i32, dilation: i32): i32 {
  return start >= 0 ? 0 : (dilation - 1 - start) / dilation;
}
@inline
function endTap(start: i32, dilation: i32, length: i32, taps: i32): i32 {
  return start >= length ? 0 : min(taps, (length - 1 - start) / dilation + 1);
}

/** Four output channels' inputs: `multiplier` outputs share one. */
@inline
function shared4(from: usize, channel: i32, multiplier: i32): v128 {
  if (multiplier == 1) return v128.load(from + (<usize>channel << 2));
  let v = v128.load32_zero(from + (<usize>(channel / multiplier) << 2));
  v = f32x4.replace_lane(v, 1, load<f32>(from + (<usize>((channel + 1) / multiplier) << 2)));
  v = f32x4.replace_lane(v, 2, load<f32>(from + (<usize>((channel + 2) / multiplier) << 2)));
  return f32x4.replace_lane(v, 3, load<f32>(from + (<usize>((channel + 3) / multiplier) << 2)));
}

/** y [batch, outHeight, outWidth, channels · multiplier], filter [filterHeight, filterWidth, channels, multiplier]; in units of rows of y's pixels. */
export function depthwiseRows(
  begin: i32, end: i32, thread: i32,
  sliding: usize, multiplier: i32, x: usize, filter: usize, y: usize, bias: usize, activation: i32,
): void {
  const s = changetype<Sliding>(sliding);
  const channels = s.channels * multiplier;
  const inPixel = <usize>s.channels << 2;
  const outPixel = <usize>channels << 2;
  const inRow = <usize>s.inWidth * inPixel;
  for (let unit = begin; unit < end; unit++) {
    const image = unit / s.outHeight;
    const row = (unit - image * s.outHeight) * s.strideHeight - s.padHeight;
    const firstRow = firstTap(row, s.dilationHeight);
    const endRow = endTap(row, s.dilationHeight, s.inHeight, s.filterHeight);
    const from = x + <usize>(image * s.inHeight) * inRow;
    const toRow = y + <usize>(unit * s.outWidth) * outPixel;
    let to = toRow;
    for (let i = 0; i < s.outWidth; i++, to += outPixel) {
      const column = i * s.strideWidth - s.padWidth;
      const firstColumn = firstTap(column, s.dilationWidth);
      const endColumn = endTap(column, s.dilationWidth, s.inWidth, s.filterWidth);
      let j = 0;
      if (multiplier == 1) {
        for (; j + 16 <= channels; j += 16) {
          const o = <usize>j << 2;
          let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
          for (let r = firstRow; r < endRow; r++) {
            let a = from + <usize>(row + r * s.dilationHeight) * inRow + <usize>(column + firstColumn * s.dilationWidth) * inPixel + o;
            let w = filter + <usize>(r * s.filterWidth + firstColumn) * outPixel + o;
            for (let c = firstColumn; c < endColumn; c++, a += <usize>s.dilationWidth * inPixel, w += outPixel) {
              s0 = madd(v128.load(a), v128.load(w), s0);
              s1 = madd(v128.load(a, 16), v128.load(w, 16), s1);
              s2 = madd(v128.load(a, 32), v128.load(w, 32), s2);
              s3 = madd(v128.load(a, 48), v128.load(w, 48), s3);
            }
          }
          v128.store(to + o, s0); v128.store(to + o, s1, 16); v128.store(to + o, s2, 32); v128.store(to + o, s3, 48);
        }
      }
      for (; j < channels; j += 4) {
        // The last numbers one at a time, lest the loads leave the tensor.
        const four = j + 4 <= channels;
        const count = four ? 1 : channels - j;
        for (let lane = 0; lane < count; lane++) {
          const k = j + lane;
          let sum = f32x4.splat(0);
          for (let r = firstRow; r < endRow; r++) {
            let a = from + <usize>(row + r * s.dilationHeight) * inRow + <usize>(column + firstColumn * s.dilationWidth) * inPixel;
            let w = filter + <usize>(r * s.filterWidth + firstColumn) * outPixel + (<usize>k << 2);
            for (let c = firstColumn; c < endColumn; c++, a += <usize>s.dilationWidth * inPixel, w += outPixel) {
              if (four) sum = madd(shared4(a, k, multiplier), v128.load(w), sum);
              else sum = madd(v128.load32_zero(a + (<usize>(k / multiplier) << 2)), v128.load32_zero(w), sum);
            }
          }
          if (four) v128.store(to + (<usize>k << 2), sum);
          else v128.store_lane<f32>(to + (<usize>k << 2), sum, 0);
        }
      }
    }
    if (bias != 0 || activation != 0) biasActivation(s.outWidth, channels, toRow, channels, bias, activation);
  }
}

/** The output that a tap, its offset dilated, takes from this place; −1 where none does. */
@inline
function outputOf(place: i32, offset: i32, stride: i32, length: i32): i32 {
  const at = place - offset;
  if (at < 0) return -1;
  const output = at / stride;
  return output < length && output * stride == at ? output : -1;
}

/** The gradient by the input, dx [batch, inHeight, inWidth, channels]: each pixel gathers from the outputs that it reached. In units of dx's rows. */
export function depthwiseInputGradient(
  begin: i32, end: i32, thread: i32, sliding: usize, multiplier: i32, dy: usize, filter: usize, dx: usize,
): void {
  const s = changetype<Sliding>(sliding);
  const inPixel = <usize>s.channels << 2;
  const outPixel = inPixel * multiplier;
  memory.fill(dx + <usize>begin * <usize>s.inWidth * inPixel, 0, <usize>(end - begin) * <usize>s.inWidth * inPixel);
  for (let unit = begin; unit < end; unit++) {
    const image = unit / s.inHeight;
    const place = unit - image * s.inHeight + s.padHeight;
    for (let r = 0; r < s.filterHeight; r++) {
      const row = outputOf(place, r * s.dilationHeight, s.strideHeight, s.outHeight);
      if (row < 0) continue;
      const from = dy + <usize>((image * s.outHeight + row) * s.outWidth) * outPixel;
      let to = dx + <usize>(unit * s.inWidth) * inPixel;
      for (let i = 0; i < s.inWidth; i++, to += inPixel) {
        for (let c = 0; c < s.filterWidth; c++) {
          const column = outputOf(i + s.padWidth, c * s.dilationWidth, s.strideWidth, s.outWidth);
          if (column >= 0) {
            addPixel(s.channels, multiplier, from + <usize>column * outPixel, filter + <usize>(r * s.filterWidth + c) * outPixel, to);
          }
        }
      }
    }
  }
}

/** to [channels] += Σ a [channels, multiplier] · b [channels, multiplier] over the multiplier. */
function addPixel(channels: i32, multiplier: i32, a: usize, b: usize, to: usize): void {
  let j = 0;
  if (multiplier == 1) {
    for (; j + 4 <= channels; j += 4) {
      const o = <usize>j << 2;
      v128.store(to + o, madd(v128.load(a + o), v128.load(b + o), v128.load(to + o)));
    }
  }
  for (; j < channels; j++) {
    let sum: f32 = load<f32>(to + (<usize>j << 2));
    for (let m = 0; m < multiplier; m++) {
      const o = <usize>(j * multiplier + m) << 2;
      sum += load<f32>(a + o) * load<f32>(b + o);
    }
    store<f32>(to + (<usize>j << 2), sum);
  }
}

/**
 * The gradient by the filter, in parts that are to be summed: out [parts, filterHeight, filterWidth, channels · multiplier], part p over rows p · perPart …
 * of the batch's `rows` rows of dy's pixels. In units of parts.
 */
export function depthwiseFilterGradient(
  begin: i32, end: i32, thread: i32,
  sliding: usize, multiplier: i32, rows: i32, perPart: i32, x: usize, dy: usize, out: usize,
): void {
  const s = changetype<Sliding>(sliding);
  const channels = s.channels * multiplier;
  const inPixel = <usize>s.channels << 2;
  const outPixel = <usize>channels << 2;
  const bytes = <usize>(s.filterHeight * s.filterWidth) * outPixel;
  for (let part = begin; part < end; part++) {
    const to = out + <usize>part * bytes;
    memory.fill(to, 0, bytes);
    const last = min((part + 1) * perPart, rows);
    for (let unit = part * perPart; unit < last; unit++) {
      const image = unit / s.outHeight;
      const start = (unit - image * s.outHeight) * s.strideHeight - s.padHeight;
      const from = dy + <usize>(unit * s.outWidth) * outPixel;
      for (let r = 0; r < s.filterHeight; r++) {
        const row = start + r * s.dilationHeight;
        if (<u32>row >= <u32>s.inHeight) continue;
        const source = x + <usize>((image * s.inHeight + row) * s.inWidth) * inPixel;
        for (let c = 0; c < s.filterWidth; c++) {
          // Outputs whose tap c lies inside: i · stride + offset in 0 … inWidth − 1.
          const offset = c * s.dilationWidth - s.padWidth;
          const first = firstTap(offset, s.strideWidth);
          const end = endTap(offset, s.strideWidth, s.inWidth, s.outWidth);
          if (first >= end) continue;
          const a = source + <usize>(first * s.strideWidth + offset) * inPixel;
          addRow(channels, multiplier, end - first, a, <usize>s.strideWidth * inPixel, from + <usize>first * outPixel, to + <usize>(r * s.filterWidth + c) * outPixel);
        }
      }
    }
  }
}

/** to [channels · multiplier] += Σ over `count` pixels, those of a `step` bytes apart, of a · b. */
function addRow(channels: i32, multiplier: i32, count: i32, a: usize, step: usize, b: usize, to: usize): void {
  const outPixel = <usize>channels << 2;
  let j = 0;
  for (; j + 4 <= channels; j += 4) {
    let sum = f32x4.splat(0);
    let p = a;
    let q = b + (<usize>j << 2);
    for (let i = 0; i < count; i++, p += step, q += outPixel) sum = madd(shared4(p, j, multiplier), v128.load(q), sum);
    const at = to + (<usize>j << 2);
    v128.store(at, f32x4.add(v128.load(at), sum));
  }
  for (; j < channels; j++) {
    let sum: f32 = 0;
    let p = a + (<usize>(j / multiplier) << 2);
    let q = b + (<usize>j << 2);
    for (let i = 0; i < count; i++, p += step, q += outPixel) sum += load<f32>(p) * load<f32>(q);
    const at = to + (<usize>j << 2);
    store<f32>(at, load<f32>(at) + sum);
  }
}
