// Updates of weights where they lie. A table tells where each parameter's numbers are; all parameters are one range of units, 1024 numbers of one
// parameter each, so that a hundred small parameters are one job like one large one.

/** Numbers in a unit. */
const UNIT: i32 = 1024;

/** Bytes of a table's row: int32 first unit, count, then the addresses of weights, gradient and two moments (0 for none), and whether it decays. */
const ROW: usize = 28;

/** The table's row that holds a unit; `rows` rows in order of their first units. */
function rowOf(unit: i32, rows: i32, table: usize): usize {
  let low = 0, high = rows - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (load<i32>(table + <usize>middle * ROW) <= unit) low = middle;
    else high = middle - 1;
  }
  return table + <usize>low * ROW;
}

/** What gradients are multiplied by: `scale`, and less where their norm, the number at this address, is above `clip`. 0 never clips. */
function clipped(norm: usize, clip: f32, scale: f32): f32 {
  return clip > 0 ? scale * min<f32>(clip / (load<f32>(norm) + 1e-6), 1) : scale;
}

/** sums [units] float64 = Σ g² over each unit's numbers. Squares are exact in float64 and do not overflow; who takes which unit changes nothing. */
export function sumOfSquares(begin: i32, end: i32, thread: i32, rows: i32, table: usize, sums: usize): void {
  for (let unit = begin; unit < end; unit++) {
    const row = rowOf(unit, rows, table);
    const start = (unit - load<i32>(row)) * UNIT;
    const count = min(UNIT, load<i32>(row, 4) - start);
    let g = <usize>load<u32>(row, 12) + (<usize>start << 2);
    let low = f64x2.splat(0), high = f64x2.splat(0);
    let i = 0;
    for (; i + 4 <= count; i += 4, g += 16) {
      const four = v128.load(g);
      const a = f64x2.promote_low_f32x4(four);
      const b = f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3));
      low = f64x2.add(low, f64x2.mul(a, a));
      high = f64x2.add(high, f64x2.mul(b, b));
    }
    const both = f64x2.add(low, high);
    let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
    for (; i < count; i++, g += 4) {
      const one = <f64>load<f32>(g);
      sum += one * one;
    }
    store<f64>(sums + (<usize>unit << 3), sum);
  }
}

/** The number at `out` = scale · √(Σ sums [count] float64), added in order. */
export function rootOfSum(count: i32, sums: usize, out: usize, scale: f64): void {
  let sum: f64 = 0;
  for (let i = 0; i < count; i++) sum += load<f64>(sums + (<usize>i << 3));
  store<f32>(out, <f32>(Math.sqrt(sum) * scale));
}

/**
 * AdamW in place, in units: g ← g · scale; m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; w ← kept · w − stepSize · m / (√v + ε), where `kept` is 1 for what
 * does not decay. The operations and their order are those of ml/optimisers/adamw.ts.
 */
export function adamwUpdate(
  begin: i32, end: i32, thread: i32,
  rows: i32, table: usize, norm: usize, clip: f32, scale: f32,
  beta1: f32, rest1: f32, beta2: f32, rest2: f32, stepSize: f32, epsilon: f32, kept: f32,
): void {
  const factor = clipped(norm, clip, scale);
  for (let unit = begin; unit < end; unit++) {
    const row = rowOf(unit, rows, table);
    const start = (unit - load<i32>(row)) * UNIT;
    const count = min(UNIT, load<i32>(row, 4) - start);
    const at = <usize>start << 2;
    let w = <usize>load<u32>(row, 8) + at, g = <usize>load<u32>(row, 12) + at;
    let m = <usize>load<u32>(row, 16) + at, v = <usize>load<u32>(row, 20) + at;
    const keep = load<i32>(row, 24) != 0 ? kept : <f32>1;
    const b1 = f32x4.splat(beta1), r1 = f32x4.splat(rest1), b2 = f32x4.splat(beta2), r2 = f32x4.splat(rest2);
    const size = f32x4.splat(stepSize), eps = f32x4.splat(epsilon), k = f32x4.splat(keep), s = f32x4.splat(factor);
    let i = 0;
    for (; i + 4 <= count; i += 4, w += 16, g += 16, m += 16, v += 16) {
      const x = f32x4.mul(v128.load(g), s);
      const first = f32x4.add(f32x4.mul(v128.load(m), b1), f32x4.mul(x, r1));
      const second = f32x4.add(f32x4.mul(v128.load(v), b2), f32x4.mul(f32x4.mul(x, x), r2));
      const move = f32x4.div(f32x4.mul(first, size), f32x4.add(f32x4.sqrt(second), eps));
      v128.store(m, first);
      v128.store(v, second);
      v128.store(w, f32x4.sub(f32x4.mul(v128.load(w), k), move));
    }
    for (; i < count; i++, w += 4, g += 4, m += 4, v += 4) {
      const x = load<f32>(g) * factor;
      const first = load<f32>(m) * beta1 + x * rest1;
      const second = load<f32>(v) * beta2 + x * x * rest2;
      store<f32>(m, first);
      store<f32>(v, second);
      store<f32>(w, load<f32>(w) * keep - first * stepSize / (Mathf.sqrt(second) + epsilon));
    }
  }
}

/** Gradient descent in place, in units: g ← g · scale; v ← momentum · v + g where there is a first moment; w ← kept · w − learningRate · v (or g). */
export function sgdUpdate(
  begin: i32, end: i32, thread: i32,
  rows: i32, table: usize, norm: usize, clip: f32, scale: f32, momentum: f32, learningRate: f32, kept: f32,
): void {
  const factor = clipped(norm, clip, scale);
  for (let unit = begin; unit < end; unit++) {
    const row = rowOf(unit, rows, table);
    const start = (unit - load<i32>(row)) * UNIT;
    const count = min(UNIT, load<i32>(row, 4) - start);
    const at = <usize>start << 2;
    let w = <usize>load<u32>(row, 8) + at, g = <usize>load<u32>(row, 12) + at;
    const moments = <usize>load<u32>(row, 16);
    let m = moments + at;
    const keep = load<i32>(row, 24) != 0 ? kept : <f32>1;
    const mu = f32x4.splat(momentum), rate = f32x4.splat(learningRate), k = f32x4.splat(keep), s = f32x4.splat(factor);
    let i = 0;
    for (; i + 4 <= count; i += 4, w += 16, g += 16, m += 16) {
      let move = f32x4.mul(v128.load(g), s);
      if (moments != 0) {
        move = f32x4.add(f32x4.mul(v128.load(m), mu), move);
        v128.store(m, move);
      }
      v128.store(w, f32x4.sub(f32x4.mul(v128.load(w), k), f32x4.mul(move, rate)));
    }
    for (; i < count; i++, w += 4, g += 4, m += 4) {
      let move = load<f32>(g) * factor;
      if (moments != 0) {
        move = load<f32>(m) * momentum + move;
        store<f32>(m, move);
      }
      store<f32>(w, load<f32>(w) * keep - move * learningRate);
    }
  }
}
