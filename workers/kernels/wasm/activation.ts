import { exp4, sigmoid4 } from './math';

@inline
function activate(x: v128, activation: i32): v128 {
  if (activation == 1) return f32x4.max(x, f32x4.splat(0));
  if (activation == 2) return f32x4.min(f32x4.max(x, f32x4.splat(0)), f32x4.splat(6));
  if (activation == 3) return sigmoid4(x);
  if (activation == 4) return v128.bitselect(f32x4.sub(exp4(x), f32x4.splat(1)), x, f32x4.lt(x, f32x4.splat(0)));
  return x;
}

/**
 * x ← activation(x + bias) in place. x is [rows, columns], its rows `stride` numbers apart; bias [columns] or address 0;
 * activation 0 none, 1 relu, 2 relu6, 3 sigmoid,
 * 4 elu.
 */
export function biasActivation(rows: i32, columns: i32, x: usize, stride: i32, bias: usize, activation: i32): void {
  for (let i = 0; i < rows; i++) {
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const at = <usize>j << 2;
      let v = v128.load(x + at);
      if (bias != 0) v = f32x4.add(v, v128.load(bias + at));
      v128.store(x + at, activate(v, activation));
    }
    for (; j < columns; j++) {
      const at = <usize>j << 2;
      let v = v128.load32_zero(x + at);
      if (bias != 0) v = f32x4.add(v, v128.load32_zero(bias + at));
      v128.store_lane<f32>(x + at, activate(v, activation), 0);
    }
    x += <usize>stride << 2;
  }
}
