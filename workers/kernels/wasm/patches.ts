// Patches of a convolution: row m of the patch matrix [positions, taps · channels] is what the filter covers at output position m, and is packed straight
// from the input into the strips that matmul.ts multiplies. It is never written out ("implicit GEMM", Chetlur et al. 2014, "cuDNN", section 3).
import { MR, packRows6 } from './pack';

/** How a filter slides over an input [batch, depth, height, width, channels]: int32, one after another. Two-dimensional convolutions have depth one. */
@unmanaged
export class Sliding {
  inDepth: i32; inHeight: i32; inWidth: i32; channels: i32;
  filterDepth: i32; filterHeight: i32; filterWidth: i32;
  outDepth: i32; outHeight: i32; outWidth: i32;
  strideDepth: i32; strideHeight: i32; strideWidth: i32;
  dilationDepth: i32; dilationHeight: i32; dilationWidth: i32;
  /** Zeros before the first element; negative where the filter begins inside of the input. */
  padDepth: i32; padHeight: i32; padWidth: i32;
}

/** Length of a row of the patch matrix. */
@inline
export function patchLength(s: Sliding): i32 {
  return s.filterDepth * s.filterHeight * s.filterWidth * s.channels;
}

/** Bytes that describe one output position. */
export const POSITION: i32 = 16;

/** Output positions first … first + count: address of the image, and where the window begins in it, which may be outside: four int32 each. */
export function positions(s: Sliding, first: i32, count: i32, x: usize, to: usize): void {
  const image = (<usize>(s.inDepth * s.inHeight) * <usize>(s.inWidth * s.channels)) << 2;
  let rest = first / s.outWidth;
  let column = first - rest * s.outWidth;
  let row = rest % s.outHeight;
  rest /= s.outHeight;
  let slice = rest % s.outDepth;
  let from = x + <usize>(rest / s.outDepth) * image;
  for (let i = 0; i < count; i++, to += POSITION) {
    store<u32>(to, <u32>from);
    store<i32>(to, slice * s.strideDepth - s.padDepth, 4);
    store<i32>(to, row * s.strideHeight - s.padHeight, 8);
    store<i32>(to, column * s.strideWidth - s.padWidth, 12);
    if (++column < s.outWidth) continue;
    column = 0;
    if (++row < s.outHeight) continue;
    row = 0;
    if (++slice < s.outDepth) continue;
    slice = 0;
    from += image;
  }
}

/** Address of the pixel that a tap, its offsets already dilated, meets at a position; 0 outside of the input. */
@inline
function pixel(s: Sliding, position: usize, slice: i32, row: i32, column: i32): usize {
  const z = load<i32>(position, 4) + slice;
  const y = load<i32>(position, 8) + row;
  const x = load<i32>(position, 12) + column;
  if (<u32>z >= <u32>s.inDepth || <u32>y >= <u32>s.inHeight || <u32>x >= <u32>s.inWidth) return 0;
  return <usize>load<u32>(position) + ((<usize>((z * s.inHeight + y) * s.inWidth + x) * <usize>s.channels) << 2);
}

@inline
function pixelOr(s: Sliding, position: usize, slice: i32, row: i32, column: i32, offset: usize, zeros: usize): usize {
  const at = pixel(s, position, slice, row, column);
  return at == 0 ? zeros : at + offset;
}

/** Whether no tap of these six windows, side by side, leaves the input to the left or right, so that a row of taps lies dense. */
@inline
function denseRows(s: Sliding, at: usize): bool {
  if (s.dilationWidth != 1) return false;
  for (let r = 0; r < MR; r++, at += POSITION) {
    const column = load<i32>(at, 12);
    if (column < 0 || column + s.filterWidth > s.inWidth) return false;
  }
  return true;
}

/**
 * Columns `first … first + depth` of the patch matrix for `rows` positions, as strips of six rows; `at` describes the positions, of which there must be a
 * multiple of six (rows past the end are never looked at). `zeros` are at least `depth` zeros.
 */
export function packPatches(rows: i32, first: i32, depth: i32, s: Sliding, at: usize, zeros: usize, to: usize): void {
  const channels = s.channels;
  for (let i = 0; i < rows; i += MR, at += MR * POSITION, to += <usize>depth * 24) {
    const dense = denseRows(s, at);
    let tap = first / channels;
    let channel = first - tap * channels;
    for (let p = 0; p < depth; ) {
      const line = tap / s.filterWidth;
      const tapColumn = tap - line * s.filterWidth;
      const tapSlice = line / s.filterHeight;
      const row = (line - tapSlice * s.filterHeight) * s.dilationHeight;
      const slice = tapSlice * s.dilationDepth;
      const column = tapColumn * s.dilationWidth;
      const reach = (dense ? s.filterWidth - tapColumn : 1) * channels - channel;
      const run = min(reach, depth - p);
      const offset = <usize>channel << 2;
      const r0 = pixelOr(s, at, slice, row, column, offset, zeros);
      const r1 = pixelOr(s, at + POSITION, slice, row, column, offset, zeros);
      const r2 = pixelOr(s, at + 2 * POSITION, slice, row, column, offset, zeros);
      const r3 = pixelOr(s, at + 3 * POSITION, slice, row, column, offset, zeros);
      const r4 = pixelOr(s, at + 4 * POSITION, slice, row, column, offset, zeros);
      const r5 = pixelOr(s, at + 5 * POSITION, slice, row, column, offset, zeros);
      packRows6(run, r0, r1, r2, r3, r4, r5, to + <usize>p * 24);
      p += run;
      channel += run;
      tap += channel / channels;
      channel %= channels;
    }
  }
}

/**
 * The patch matrix turned: its columns `first … first + rows` as strips of six rows, over the `depth` positions that `at` describes. `pixels` is room for
 * an address of each position.
 */
export function packPatchesTurned(
  rows: i32, first: i32, depth: i32, s: Sliding, at: usize, pixels: usize, to: usize,
): void {
  const channels = s.channels;
  let known = -1;
  for (let i = 0; i < rows; i += MR, to += <usize>depth * 24) {
    const wanted = min(MR, rows - i);
    for (let r = 0; r < wanted; ) {
      const tap = (first + i + r) / channels;
      const channel = first + i + r - tap * channels;
      const count = min(wanted - r, channels - channel);
      if (tap != known) {
        pixelsOf(s, tap, depth, at, pixels);
        known = tap;
      }
      copyChannels(count, depth, pixels, <usize>channel << 2, to + (<usize>r << 2));
      r += count;
    }
    for (let r = wanted; r < MR; r++) {
      for (let p = 0; p < depth; p++) store<f32>(to + <usize>p * 24 + (<usize>r << 2), 0);
    }
  }
}

/** The pixel that one tap meets at each position. */
function pixelsOf(s: Sliding, tap: i32, depth: i32, at: usize, pixels: usize): void {
  const line = tap / s.filterWidth;
  const column = (tap - line * s.filterWidth) * s.dilationWidth;
  const tapSlice = line / s.filterHeight;
  const row = (line - tapSlice * s.filterHeight) * s.dilationHeight;
  const slice = tapSlice * s.dilationDepth;
  for (let p = 0; p < depth; p++, at += POSITION) {
    store<u32>(pixels + (<usize>p << 2), <u32>pixel(s, at, slice, row, column));
  }
}

/** Up to six channels of each pixel, zeros for one outside, to columns 24 bytes apart. */
function copyChannels(count: i32, depth: i32, pixels: usize, offset: usize, to: usize): void {
  const end = pixels + (<usize>depth << 2);
  if (count == MR) {
    for (; pixels < end; pixels += 4, to += 24) {
      const from = <usize>load<u32>(pixels);
      if (from == 0) {
        v128.store(to, f32x4.splat(0));
        store<u64>(to, 0, 16);
      } else {
        v128.store(to, v128.load(from + offset));
        store<u64>(to, load<u64>(from + offset, 16), 16);
      }
    }
    return;
  }
  for (; pixels < end; pixels += 4, to += 24) {
    const from = <usize>load<u32>(pixels);
    for (let r = 0; r < count; r++) {
      const o = <usize>r << 2;
      store<f32>(to + o, from == 0 ? 0 : load<f32>(from + offset + o));
    }
  }
}
