// Activations that are a number times a sigmoid, and their gradients from the number alone. `kind`: 0 GELU, 1 SiLU.
import { sigmoid4 } from './math';
import { madd, part, put } from './simd';

/** 2√(2/π), and 0.044715 times that: GELU's z = x (LINEAR + CUBIC x²). */
const LINEAR: f32 = 1.5957691216057308;
const CUBIC: f32 = 0.0713548162726009;

/** Numbers in a unit. */
const UNIT: i32 = 256;

@inline
function gateOf(kind: i32, x: v128): v128 {
  if (kind == 1) return sigmoid4(x);
  return sigmoid4(f32x4.mul(x, madd(f32x4.mul(x, x), f32x4.splat(CUBIC), f32x4.splat(LINEAR))));
}

/** d (x σ(z)) / dx = σ(z) (1 + x (1 − σ(z)) z′) */
@inline
function slopeOf(kind: i32, x: v128, gate: v128): v128 {
  const one = f32x4.splat(1);
  let inner = f32x4.mul(x, f32x4.sub(one, gate));
  if (kind == 0) inner = f32x4.mul(inner, madd(f32x4.mul(x, x), f32x4.splat(3 * CUBIC), f32x4.splat(LINEAR)));
  return f32x4.mul(gate, f32x4.add(inner, one));
}

/** silu(x), and its gradient for dy: what other kernels end with. */
@inline
export function silu4(x: v128): v128 {
  return f32x4.mul(x, sigmoid4(x));
}

@inline
export function siluGrad4(x: v128, dy: v128): v128 {
  return f32x4.mul(slopeOf(1, x, sigmoid4(x)), dy);
}

/** out [count] = x σ(z(x)), in units of 256 numbers. */
export function gated(begin: i32, end: i32, thread: i32, count: i32, kind: i32, x: usize, out: usize): void {
  if (kind == 0) gatedPart(begin * UNIT, min(end * UNIT, count), 0, x, out);
  else gatedPart(begin * UNIT, min(end * UNIT, count), 1, x, out);
}

@inline
function gatedPart(start: i32, stop: i32, kind: i32, x: usize, out: usize): void {
  let i = start;
  for (; i + 4 <= stop; i += 4) gatedAt(true, <usize>i << 2, kind, x, out);
  for (; i < stop; i++) gatedAt(false, <usize>i << 2, kind, x, out);
}

@inline
function gatedAt(four: bool, at: usize, kind: i32, x: usize, out: usize): void {
  const value = part(x + at, four);
  put(out + at, f32x4.mul(value, gateOf(kind, value)), four);
}

/** dx [count] = dy · d (x σ(z(x))) / dx, likewise. */
export function gatedGrad(begin: i32, end: i32, thread: i32, count: i32, kind: i32, x: usize, dy: usize, dx: usize): void {
  if (kind == 0) gradPart(begin * UNIT, min(end * UNIT, count), 0, x, dy, dx);
  else gradPart(begin * UNIT, min(end * UNIT, count), 1, x, dy, dx);
}

@inline
function gradPart(start: i32, stop: i32, kind: i32, x: usize, dy: usize, dx: usize): void {
  let i = start;
  for (; i + 4 <= stop; i += 4) gradAt(true, <usize>i << 2, kind, x, dy, dx);
  for (; i < stop; i++) gradAt(false, <usize>i << 2, kind, x, dy, dx);
}

@inline
function gradAt(four: bool, at: usize, kind: i32, x: usize, dy: usize, dx: usize): void {
  const value = part(x + at, four);
  put(dx + at, f32x4.mul(slopeOf(kind, value, gateOf(kind, value)), part(dy + at, four)), four);
}

/** out [count] = silu(gate) · up (Shazeer 2020), in units of 256 numbers. */
export function swiglu(begin: i32, end: i32, thread: i32, count: i32, gate: usize, up: usize, out: usize): void {
  let i = begin * UNIT;
  const stop = min(end * UNIT, count);
  for (; i + 4 <= stop; i += 4) swigluAt(true, <usize>i << 2, gate, up, out);
  for (; i < stop; i++) swigluAt(false, <usize>i << 2, gate, up, out);
}

@inline
function swigluAt(four: bool, at: usize, gate: usize, up: usize, out: usize): void {
  put(out + at, f32x4.mul(silu4(part(gate + at, four)), part(up + at, four)), four);
}

/** toGate [count] = dy · up · silu′(gate), and toUp [count] = dy · silu(gate), likewise. */
export function swigluGrad(
  begin: i32, end: i32, thread: i32, count: i32, gate: usize, up: usize, dy: usize, toGate: usize, toUp: usize,
): void {
  let i = begin * UNIT;
  const stop = min(end * UNIT, count);
  for (; i + 4 <= stop; i += 4) swigluGradAt(true, <usize>i << 2, gate, up, dy, toGate, toUp);
  for (; i < stop; i++) swigluGradAt(false, <usize>i << 2, gate, up, dy, toGate, toUp);
}

@inline
function swigluGradAt(four: bool, at: usize, gate: usize, up: usize, dy: usize, toGate: usize, toUp: usize): void {
  const x = part(gate + at, four), d = part(dy + at, four);
  const sigmoid = sigmoid4(x);
  put(toGate + at, f32x4.mul(f32x4.mul(slopeOf(1, x, sigmoid), part(up + at, four)), d), four);
  put(toUp + at, f32x4.mul(f32x4.mul(x, sigmoid), d), four);
}
