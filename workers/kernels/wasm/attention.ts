// Scaled dot-product attention (Vaswani et al. 2017, eq. 1), forward and back, on queries, keys and values as the projections give them: [batch, tokens,
// heads, headWidth]. Scores of a block of queries live in scratch and nowhere else; keys that a causal block cannot see are not multiplied at all.
import { product, matmulScratchBytes } from './matmul';
import { exp4 } from './math';
import { lanesMax, lanesSum } from './simd';

/** Queries of a block: eight strips of the product's tile. */
const BLOCK: i32 = 48;

/** Bytes of scratch for each thread: that of a product, and the scores of a block twice over. */
export function attentionScratchBytes(keys: i32): i32 {
  return matmulScratchBytes() + 2 * BLOCK * padded(keys) * 4;
}

/** Rows of scores begin at whole vectors. */
@inline
function padded(keys: i32): i32 {
  return (keys + 3) & ~3;
}

/** How many keys a query may see: all, or in causal attention those up to its own place. Query i stands at `keys − queries + i`. */
@inline
function seen(query: i32, queries: i32, keys: i32, causal: i32): i32 {
  return causal ? min(keys, max(0, keys - queries + query + 1)) : keys;
}

/**
 * out [batch, queries, heads, width] = softmax(scale · q kᵀ − slope · distance) v, and for each row of scores its maximum and the inverse of its sum of
 * exponentials, rows [batch, heads, queries, 2]. Query head h meets key/value head `h / (heads / groups)` (Ainslie et al. 2023). q [batch, queries, heads,
 * width]; k, v [batch, capacity, groups, width], of which the first `keys` are there. slopes [heads] (ALiBi, Press et al. 2022) or address 0. Units are
 * blocks of 48 queries of a head.
 */
export function attention(
  begin: i32, end: i32, thread: i32,
  queries: i32, keys: i32, capacity: i32, heads: i32, groups: i32, width: i32, causal: i32, scale: f32,
  q: usize, k: usize, v: usize, slopes: usize, out: usize, rows: usize, scratch: usize,
): void {
  const own = scratch + <usize>thread * <usize>attentionScratchBytes(keys);
  const scores = own + <usize>matmulScratchBytes();
  const stride = padded(keys);
  const blocks = (queries + BLOCK - 1) / BLOCK;
  const group = heads / groups;
  const qRow = heads * width, kRow = groups * width;
  for (let unit = begin; unit < end; unit++) {
    const block = unit % blocks;
    const head = (unit / blocks) % heads;
    const batch = unit / blocks / heads;
    const first = block * BLOCK;
    const count = min(BLOCK, queries - first);
    const columns = seen(first + count - 1, queries, keys, causal);
    const from = <usize>((batch * queries + first) * qRow + head * width) << 2;
    const by = (<usize>batch * <usize>capacity * <usize>kRow + <usize>((head / group) * width)) << 2;
    product(count, columns, width, q + from, qRow, 1, k + by, 1, kRow, scores, stride, 0, 0, own, false);
    const slope: f32 = slopes == 0 ? 0 : load<f32>(slopes + (<usize>head << 2));
    for (let i = 0; i < count; i++) {
      const place = keys - queries + first + i;
      const row = rows + (<usize>((batch * heads + head) * queries + first + i) << 3);
      softmaxRow(seen(first + i, queries, keys, causal), columns, place, scale, slope, scores + (<usize>(i * stride) << 2), row);
    }
    product(count, width, columns, scores, stride, 1, v + by, kRow, 1, out + from, qRow, 0, 0, own, false);
  }
}

/** Scores of a row to probabilities, in place; beyond `visible` of its `columns` they are 0. Writes maximum and inverse sum to `row`. */
function softmaxRow(visible: i32, columns: i32, place: i32, scale: f32, slope: f32, x: usize, row: usize): void {
  const most = biasedMax(visible, place, scale, slope, x);
  let total = f32x4.splat(0);
  let rest: f32 = 0;
  const m = f32x4.splat(most);
  let j = 0;
  for (; j + 4 <= visible; j += 4) {
    const at = x + (<usize>j << 2);
    const e = exp4(f32x4.sub(v128.load(at), m));
    v128.store(at, e);
    total = f32x4.add(total, e);
  }
  for (; j < visible; j++) {
    const at = x + (<usize>j << 2);
    const e = f32x4.extract_lane(exp4(f32x4.splat(load<f32>(at) - most)), 0);
    store<f32>(at, e);
    rest += e;
  }
  const sum = lanesSum(total) + rest;
  const inverse: f32 = sum == 0 ? 0 : 1 / sum;
  const s = f32x4.splat(inverse);
  j = 0;
  for (; j + 4 <= visible; j += 4) {
    const at = x + (<usize>j << 2);
    v128.store(at, f32x4.mul(v128.load(at), s));
  }
  for (; j < visible; j++) {
    const at = x + (<usize>j << 2);
    store<f32>(at, load<f32>(at) * inverse);
  }
  if (columns > visible) memory.fill(x + (<usize>visible << 2), 0, <usize>(columns - visible) << 2);
  store<f32>(row, most);
  store<f32>(row, inverse, 4);
}

/** x ← scale · x − slope · distance, in place. @returns the largest of them */
function biasedMax(count: i32, place: i32, scale: f32, slope: f32, x: usize): f32 {
  const s = f32x4.splat(scale);
  const w = f32x4.splat(slope);
  let away = f32x4.sub(f32x4.splat(<f32>place), f32x4(0, 1, 2, 3));
  const four = f32x4.splat(4);
  let most = f32x4.splat(-Infinity);
  let j = 0;
  for (; j + 4 <= count; j += 4) {
    const at = x + (<usize>j << 2);
    let y = f32x4.mul(v128.load(at), s);
    if (slope != 0) y = f32x4.sub(y, f32x4.mul(w, f32x4.abs(away)));
    away = f32x4.sub(away, four);
    v128.store(at, y);
    most = f32x4.max(most, y);
  }
  let largest = lanesMax(most);
  for (; j < count; j++) {
    const at = x + (<usize>j << 2);
    const y = load<f32>(at) * scale - slope * abs<f32>(<f32>(place - j));
    store<f32>(at, y);
    largest = max<f32>(largest, y);
  }
  return largest;
}

/**
 * The gradients of `attention` towards q, k and v from that towards out, probabilities made anew from what it left in `rows` (as in Dao et al. 2022,
 * FlashAttention, algorithm 4). Units are key/value heads of a batch, each of which writes to its own keys and values. Here all keys are there: the
 * capacity is their number.
 */
export function attentionGrad(
  begin: i32, end: i32, thread: i32,
  queries: i32, keys: i32, heads: i32, groups: i32, width: i32, causal: i32, scale: f32,
  q: usize, k: usize, v: usize, slopes: usize, rows: usize, dOut: usize, dq: usize, dk: usize, dv: usize, scratch: usize,
): void {
  const own = scratch + <usize>thread * <usize>attentionScratchBytes(keys);
  const stride = padded(keys);
  const scores = own + <usize>matmulScratchBytes();
  const towards = scores + (<usize>(BLOCK * stride) << 2);
  const group = heads / groups;
  const qRow = heads * width, kRow = groups * width;
  for (let unit = begin; unit < end; unit++) {
    const batch = unit / groups;
    const by = <usize>(batch * keys * kRow + (unit % groups) * width) << 2;
    for (let j = 0; j < keys; j++) {
      const at = by + (<usize>(j * kRow) << 2);
      memory.fill(dk + at, 0, <usize>width << 2);
      memory.fill(dv + at, 0, <usize>width << 2);
    }
    for (let head = (unit % groups) * group; head < (unit % groups + 1) * group; head++) {
      const slope: f32 = slopes == 0 ? 0 : load<f32>(slopes + (<usize>head << 2));
      for (let first = 0; first < queries; first += BLOCK) {
        const count = min(BLOCK, queries - first);
        const columns = seen(first + count - 1, queries, keys, causal);
        const from = <usize>((batch * queries + first) * qRow + head * width) << 2;
        product(count, columns, width, q + from, qRow, 1, k + by, 1, kRow, scores, stride, 0, 0, own, false);
        product(count, columns, width, dOut + from, qRow, 1, v + by, 1, kRow, towards, stride, 0, 0, own, false);
        for (let i = 0; i < count; i++) {
          const row = rows + (<usize>((batch * heads + head) * queries + first + i) << 3);
          const visible = seen(first + i, queries, keys, causal);
          const at = <usize>(i * stride) << 2;
          backRow(visible, columns, keys - queries + first + i, scale, slope, scores + at, towards + at, load<f32>(row), load<f32>(row, 4));
        }
        product(columns, width, count, scores, 1, stride, dOut + from, qRow, 1, dv + by, kRow, 0, 0, own, true);
        product(columns, width, count, towards, 1, stride, q + from, qRow, 1, dk + by, kRow, 0, 0, own, true);
        product(count, width, columns, towards, stride, 1, k + by, kRow, 1, dq + from, qRow, 0, 0, own, false);
      }
    }
  }
}

/** x: scores to probabilities p; d: their gradients dp to those of the plain products, scale · p (dp − Σ p dp). Both in place, 0 beyond `visible`. */
function backRow(visible: i32, columns: i32, place: i32, scale: f32, slope: f32, x: usize, d: usize, most: f32, inverse: f32): void {
  biasedMax(visible, place, scale, slope, x);
  const m = f32x4.splat(most);
  const s = f32x4.splat(inverse);
  let along = f32x4.splat(0);
  let rest: f32 = 0;
  let j = 0;
  for (; j + 4 <= visible; j += 4) {
    const o = <usize>j << 2;
    const p = f32x4.mul(exp4(f32x4.sub(v128.load(x + o), m)), s);
    v128.store(x + o, p);
    along = f32x4.add(along, f32x4.mul(p, v128.load(d + o)));
  }
  for (; j < visible; j++) {
    const o = <usize>j << 2;
    const p = f32x4.extract_lane(exp4(f32x4.splat(load<f32>(x + o) - most)), 0) * inverse;
    store<f32>(x + o, p);
    rest += p * load<f32>(d + o);
  }
  const mean = lanesSum(along) + rest;
  const a = f32x4.splat(mean);
  const c = f32x4.splat(scale);
  j = 0;
  for (; j + 4 <= visible; j += 4) {
    const o = <usize>j << 2;
    v128.store(d + o, f32x4.mul(f32x4.mul(v128.load(x + o), f32x4.sub(v128.load(d + o), a)), c));
  }
  for (; j < visible; j++) {
    const o = <usize>j << 2;
    store<f32>(d + o, load<f32>(x + o) * (load<f32>(d + o) - mean) * scale);
  }
  if (columns > visible) {
    memory.fill(x + (<usize>visible << 2), 0, <usize>(columns - visible) << 2);
    memory.fill(d + (<usize>visible << 2), 0, <usize>(columns - visible) << 2);
  }
}
