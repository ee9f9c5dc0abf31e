// Helpers of all kernels. Pointers are byte addresses in the memory of TF.js; nothing here allocates or keeps state.

/** a · b + c on four lanes: one rounding where relaxed SIMD has a fused instruction, two otherwise. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
export function splat(p: usize, offset: usize = 0): v128 {
  return v128.load32_splat(p + offset);
}

/** Sum of the four lanes, pairs first. */
@inline
export function lanesSum(v: v128): f32 {
  const pairs = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** Largest of the four lanes. */
@inline
export function lanesMax(v: v128): f32 {
  const pairs = f32x4.max(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return max<f32>(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
}

/** Four numbers, or one and three zeros: what a loop over a row reads at its end. */
@inline
export function part(at: usize, four: bool): v128 {
  return four ? v128.load(at) : v128.load32_zero(at);
}

@inline
export function put(at: usize, value: v128, four: bool): void {
  if (four) v128.store(at, value);
  else v128.store_lane<f32>(at, value, 0);
}
