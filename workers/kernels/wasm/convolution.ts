// Convolutions as products with the patch matrix of patches.ts; blocks and tiles are those of matmul.ts.
import { block, finish, KC, matmulScratchBytes, MC, NC } from './matmul';
import { MR, NR, packB } from './pack';
import { packPatches, packPatchesTurned, patchLength, POSITION, positions, Sliding } from './patches';

const POSITION_BYTES: i32 = KC * POSITION;
const PIXEL_BYTES: i32 = KC * 4;

/** Bytes of scratch for each thread: what a product needs, a block's positions, and their pixels or as many zeros. */
export function convolutionScratchBytes(): i32 {
  return matmulScratchBytes() + POSITION_BYTES + PIXEL_BYTES;
}

@inline
function scratchOf(scratch: usize, thread: i32): usize {
  return scratch + <usize>thread * <usize>convolutionScratchBytes();
}

/**
 * y [positions, outChannels] = patches of x · filter [taps · channels, outChannels], then bias and activation as in matmul.ts; positions are the batch's
 * output pixels, row after row. In units of six of them.
 */
export function convolveRows(
  begin: i32, end: i32, thread: i32,
  sliding: usize, count: i32, outChannels: i32, x: usize, filter: usize, y: usize, bias: usize, activation: i32, scratch: usize,
): void {
  const first = begin * MR;
  const rows = min(end * MR, count) - first;
  convolve(changetype<Sliding>(sliding), first, rows, 0, outChannels, outChannels, x, filter, y, bias, activation, scratchOf(scratch, thread));
}

/** The same, in units of eight output channels. */
export function convolveColumns(
  begin: i32, end: i32, thread: i32,
  sliding: usize, count: i32, outChannels: i32, x: usize, filter: usize, y: usize, bias: usize, activation: i32, scratch: usize,
): void {
  const first = begin * NR;
  const columns = min(end * NR, outChannels) - first;
  convolve(changetype<Sliding>(sliding), 0, count, first, columns, outChannels, x, filter, y, bias, activation, scratchOf(scratch, thread));
}

function convolve(
  s: Sliding, firstRow: i32, rows: i32, firstColumn: i32, columns: i32,
  outChannels: i32, x: usize, filter: usize, y: usize, bias: usize, activation: i32, scratch: usize,
): void {
  const length = patchLength(s);
  const step = <usize>outChannels << 2;
  y += <usize>firstRow * step + (<usize>firstColumn << 2);
  filter += <usize>firstColumn << 2;
  if (bias != 0) bias += <usize>firstColumn << 2;
  if (length == 0) {
    for (let i = 0; i < rows; i++) memory.fill(y + <usize>i * step, 0, <usize>columns << 2);
    finish(rows, columns, y, outChannels, bias, activation);
    return;
  }
  const blockA = scratch;
  const panelB = scratch + <usize>(MC * KC * 4);
  const edge = panelB + <usize>(KC * NC * 4);
  const at = scratch + <usize>matmulScratchBytes();
  const zeros = at + POSITION_BYTES;
  memory.fill(zeros, 0, PIXEL_BYTES);
  const most = evenly(length);
  for (let j0 = 0; j0 < columns; j0 += NC) {
    const width = min(NC, columns - j0);
    for (let p0 = 0; p0 < length; p0 += most) {
      const depth = min(most, length - p0);
      packB(width, depth, filter + ((<usize>p0 * outChannels + j0) << 2), outChannels, 1, panelB);
      for (let i0 = 0; i0 < rows; i0 += MC) {
        const height = min(MC, rows - i0);
        // Positions past the last make a strip full; what is computed of them is thrown away, so they may be any.
        positions(s, firstRow + i0, height, x, at);
        for (let i = height; i % MR != 0; i++) memory.copy(at + i * POSITION, at, POSITION);
        packPatches(height, p0, depth, s, at, zeros, blockA);
        const part = y + <usize>i0 * step + (<usize>j0 << 2);
        block(height, width, depth, blockA, panelB, part, outChannels, p0 > 0, edge);
        if (p0 + depth == length) finish(height, width, part, outChannels, bias == 0 ? 0 : bias + (<usize>j0 << 2), activation);
      }
    }
  }
}

/** The depth of blocks that share a length evenly: a short last one would load and store its sums for little. */
function evenly(length: i32): i32 {
  const blocks = (length + KC - 1) / KC;
  return (length + blocks - 1) / blocks;
}

/**
 * The gradient by the filter, in chunks of `perChunk` positions that are to be summed: out [chunks, taps · channels, outChannels] = patches of xᵀ ·
 * dy [positions, outChannels]. A unit is six rows of one chunk's, so that each number of `out` is one thread's and the same whoever made it.
 */
export function convolveFilterGradient(
  begin: i32, end: i32, thread: i32,
  sliding: usize, count: i32, perChunk: i32, outChannels: i32, x: usize, dy: usize, out: usize, scratch: usize,
): void {
  const s = changetype<Sliding>(sliding);
  const length = patchLength(s);
  const strips = (length + MR - 1) / MR;
  const own = scratchOf(scratch, thread);
  for (let unit = begin; unit < end; ) {
    const chunk = unit / strips;
    const strip = unit - chunk * strips;
    const some = min(strips - strip, end - unit);
    const rows = min(some * MR, length - strip * MR);
    const from = chunk * perChunk;
    const to = min(from + perChunk, count);
    filterGradient(s, strip * MR, rows, from, to, outChannels, x, dy, out + (<usize>(chunk * length) * <usize>outChannels << 2), own);
    unit += some;
  }
}

function filterGradient(
  s: Sliding, firstRow: i32, rows: i32, from: i32, to: i32, outChannels: i32, x: usize, dy: usize, out: usize, scratch: usize,
): void {
  const step = <usize>outChannels << 2;
  out += <usize>firstRow * step;
  const blockA = scratch;
  const panelB = scratch + <usize>(MC * KC * 4);
  const edge = panelB + <usize>(KC * NC * 4);
  const at = scratch + <usize>matmulScratchBytes();
  const pixels = at + POSITION_BYTES;
  for (let j0 = 0; j0 < outChannels; j0 += NC) {
    const width = min(NC, outChannels - j0);
    for (let p0 = from; p0 < to; p0 += KC) {
      const depth = min(KC, to - p0);
      positions(s, p0, depth, x, at);
      packB(width, depth, dy + ((<usize>p0 * outChannels + j0) << 2), outChannels, 1, panelB);
      for (let i0 = 0; i0 < rows; i0 += MC) {
        const height = min(MC, rows - i0);
        packPatchesTurned(height, firstRow + i0, depth, s, at, pixels, blockA);
        block(height, width, depth, blockA, panelB, out + <usize>i0 * step + (<usize>j0 << 2), outChannels, p0 > from, edge);
      }
    }
  }
}

/** out [tap] [columns, rows] = the matrix [rows, columns] at `addresses` [tap] uint32, turned; in units of taps. */
export function turnTaps(begin: i32, end: i32, thread: i32, rows: i32, columns: i32, addresses: usize, out: usize): void {
  const step = <usize>columns << 2;
  for (let tap = begin; tap < end; tap++) {
    const from = <usize>load<u32>(addresses + (<usize>tap << 2));
    let to = out + <usize>tap * <usize>rows * step;
    for (let j = 0; j < columns; j++) {
      let at = from + (<usize>j << 2);
      for (let i = 0; i < rows; i++, at += step, to += 4) store<f32>(to, load<f32>(at));
    }
  }
}

/**
 * Puts the pixels of x [batch, depth, height, width, channels] into a larger y at every `stride`th place of each axis, from `first` on; `layout` holds, as
 * int32, the sizes of x's three axes, those of y, the strides, and the first places. In units of x's rows of pixels.
 */
export function spreadRows(begin: i32, end: i32, thread: i32, channels: i32, layout: usize, x: usize, y: usize): void {
  const depth = load<i32>(layout), height = load<i32>(layout, 4), width = load<i32>(layout, 8);
  const toDepth = load<i32>(layout, 12), toHeight = load<i32>(layout, 16), toWidth = load<i32>(layout, 20);
  const bytes = <usize>channels << 2;
  const step = <usize>load<i32>(layout, 32) * bytes;
  for (let unit = begin; unit < end; unit++) {
    const rest = unit / height;
    const row = (unit - rest * height) * load<i32>(layout, 28) + load<i32>(layout, 40);
    const image = rest / depth;
    const slice = (rest - image * depth) * load<i32>(layout, 24) + load<i32>(layout, 36);
    let from = x + <usize>(unit * width) * bytes;
    let to = y + <usize>(((image * toDepth + slice) * toHeight + row) * toWidth + load<i32>(layout, 44)) * bytes;
    for (let i = 0; i < width; i++, from += bytes, to += step) memory.copy(to, from, bytes);
  }
}
