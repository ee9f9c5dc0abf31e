// Products of a single row, as sampling has them: packing would cost more than the sums.
import { madd, splat } from './simd';

/** One row of A with B by rows: sampling's product, where packing would cost more than the sums. */
export function rowTimesRows(n: i32, k: i32, a: usize, aColumn: i32, b: usize, bRow: i32, c: usize): void {
  const aStep = <usize>aColumn << 2;
  const bStep = <usize>bRow << 2;
  let j = 0;
  for (; j + 16 <= n; j += 16) {
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
    let pa = a;
    let pb = b + (<usize>j << 2);
    for (let p = 0; p < k; p++, pa += aStep, pb += bStep) {
      const x = splat(pa);
      s0 = madd(x, v128.load(pb), s0);
      s1 = madd(x, v128.load(pb, 16), s1);
      s2 = madd(x, v128.load(pb, 32), s2);
      s3 = madd(x, v128.load(pb, 48), s3);
    }
    const at = c + (<usize>j << 2);
    v128.store(at, s0); v128.store(at, s1, 16); v128.store(at, s2, 32); v128.store(at, s3, 48);
  }
  for (; j + 4 <= n; j += 4) {
    let s = f32x4.splat(0);
    let pa = a;
    let pb = b + (<usize>j << 2);
    for (let p = 0; p < k; p++, pa += aStep, pb += bStep) s = madd(splat(pa), v128.load(pb), s);
    v128.store(c + (<usize>j << 2), s);
  }
  for (; j < n; j++) {
    let s: f32 = 0;
    for (let p = 0; p < k; p++) s += load<f32>(a + <usize>p * aStep) * load<f32>(b + <usize>p * bStep + (<usize>j << 2));
    store<f32>(c + (<usize>j << 2), s);
  }
}

/** One dense row of A with B by columns: dot products, four columns at a time. */
export function rowTimesColumns(n: i32, k: i32, a: usize, b: usize, bColumn: i32, c: usize): void {
  const step = <usize>bColumn << 2;
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    const b0 = b + <usize>j * step, b1 = b0 + step, b2 = b1 + step, b3 = b2 + step;
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
    let p = 0;
    for (; p + 4 <= k; p += 4) {
      const o = <usize>p << 2;
      const x = v128.load(a + o);
      s0 = madd(x, v128.load(b0 + o), s0);
      s1 = madd(x, v128.load(b1 + o), s1);
      s2 = madd(x, v128.load(b2 + o), s2);
      s3 = madd(x, v128.load(b3 + o), s3);
    }
    const l01 = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), v128.shuffle<f32>(s0, s1, 2, 6, 3, 7));
    const l23 = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 1, 5), v128.shuffle<f32>(s2, s3, 2, 6, 3, 7));
    let s = f32x4.add(v128.shuffle<u64>(l01, l23, 0, 2), v128.shuffle<u64>(l01, l23, 1, 3));
    for (; p < k; p++) {
      const o = <usize>p << 2;
      let y = v128.load32_zero(b0 + o);
      y = f32x4.replace_lane(y, 1, load<f32>(b1 + o));
      y = f32x4.replace_lane(y, 2, load<f32>(b2 + o));
      y = f32x4.replace_lane(y, 3, load<f32>(b3 + o));
      s = madd(splat(a + o), y, s);
    }
    v128.store(c + (<usize>j << 2), s);
  }
  for (; j < n; j++) {
    let s: f32 = 0;
    for (let p = 0; p < k; p++) s += load<f32>(a + (<usize>p << 2)) * load<f32>(b + <usize>j * step + (<usize>p << 2));
    store<f32>(c + (<usize>j << 2), s);
  }
}
