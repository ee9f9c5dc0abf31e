// Products with weights of eight bits: a quarter of the memory, which is what a single row waits for.
import { lanesSum, madd } from './simd';

/** Outputs in a unit, and codes of one output in a block of memory. */
const OUTPUTS: i32 = 4;

/** Bytes of scratch for each thread: four rows of weights as float32. */
export function matmulInt8ScratchBytes(depth: i32): i32 {
  return OUTPUTS * depth * 4;
}

/**
 * out [m, n] = x [m, k] · W + bias, where column j of W is `scales[j] · codes[j]`: codes [n, depth] int8, depth a multiple of 16 and at least k, with zeros
 * beyond k. bias [n] or address 0. In units of four columns.
 */
export function matmulInt8(
  begin: i32, end: i32, thread: i32,
  m: i32, n: i32, k: i32, depth: i32, x: usize, codes: usize, scales: usize, bias: usize, out: usize, scratch: usize,
): void {
  const weights = scratch + <usize>thread * <usize>matmulInt8ScratchBytes(depth);
  for (let unit = begin; unit < end; unit++) {
    const first = unit * OUTPUTS;
    const count = min(OUTPUTS, n - first);
    for (let j = 0; j < count; j++) widen(depth, codes + <usize>(first + j) * <usize>depth, weights + (<usize>(j * depth) << 2));
    for (let i = 0; i < m; i++) {
      const row = x + ((<usize>i * k) << 2);
      for (let j = 0; j < count; j++) {
        const column = <usize>(first + j) << 2;
        let y = dot(k, row, weights + (<usize>(j * depth) << 2)) * load<f32>(scales + column);
        if (bias != 0) y += load<f32>(bias + column);
        store<f32>(out + ((<usize>i * n) << 2) + column, y);
      }
    }
  }
}

/** Sixteen codes at a time to float32. */
function widen(depth: i32, codes: usize, to: usize): void {
  for (let p = 0; p < depth; p += 16, codes += 16, to += 64) {
    const bytes = v128.load(codes);
    const low = i16x8.extend_low_i8x16_s(bytes), high = i16x8.extend_high_i8x16_s(bytes);
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(low)));
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(low)), 16);
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(high)), 32);
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(high)), 48);
  }
}

function dot(count: i32, a: usize, b: usize): f32 {
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  let p = 0;
  for (; p + 16 <= count; p += 16, a += 64, b += 64) {
    s0 = madd(v128.load(a), v128.load(b), s0);
    s1 = madd(v128.load(a, 16), v128.load(b, 16), s1);
    s2 = madd(v128.load(a, 32), v128.load(b, 32), s2);
    s3 = madd(v128.load(a, 48), v128.load(b, 48), s3);
  }
  let sum = lanesSum(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
  for (; p < count; p++, a += 4, b += 4) sum += load<f32>(a) * load<f32>(b);
  return sum;
}
