/** Numbers in a unit of `castFlat`. */
const UNIT: i32 = 1024;

/**
 * out [count] = x [count] in another type: 0 float32 to int32, cut off, beyond its range the last number there is; 1 int32 to float32; 2 bool to float32;
 * 3 bool to int32; 4 and 5 float32 and int32 to bool. In units of 1,024 numbers.
 */
export function castFlat(begin: i32, end: i32, thread: i32, numbers: i32, conversion: i32, x: usize, out: usize): void {
  const first = begin * UNIT;
  const count = min(end * UNIT, numbers) - first;
  const from = conversion == 2 || conversion == 3 ? x + <usize>first : x + (<usize>first << 2);
  const to = conversion >= 4 ? out + <usize>first : out + (<usize>first << 2);
  if (conversion == 0) toInt(count, from, to);
  else if (conversion == 1) toFloat(count, from, to);
  else if (conversion == 2) fromBool(true, count, from, to);
  else if (conversion == 3) fromBool(false, count, from, to);
  else if (conversion == 4) for (let i = 0; i < count; i++) store<u8>(to + <usize>i, u8(load<f32>(from + (<usize>i << 2)) != 0));
  else for (let i = 0; i < count; i++) store<u8>(to + <usize>i, u8(load<i32>(from + (<usize>i << 2)) != 0));
}

function toInt(count: i32, x: usize, out: usize): void {
  let i = 0;
  for (; i + 4 <= count; i += 4, x += 16, out += 16) v128.store(out, i32x4.trunc_sat_f32x4_s(v128.load(x)));
  for (; i < count; i++, x += 4, out += 4) v128.store_lane<i32>(out, i32x4.trunc_sat_f32x4_s(v128.load32_zero(x)), 0);
}

function toFloat(count: i32, x: usize, out: usize): void {
  let i = 0;
  for (; i + 4 <= count; i += 4, x += 16, out += 16) v128.store(out, f32x4.convert_i32x4_s(v128.load(x)));
  for (; i < count; i++, x += 4, out += 4) store<f32>(out, <f32>load<i32>(x));
}

@inline
function fromBool(float: bool, count: i32, x: usize, out: usize): void {
  let i = 0;
  for (; i + 16 <= count; i += 16, x += 16, out += 64) {
    const bytes = v128.load(x);
    const low = i16x8.extend_low_i8x16_u(bytes), high = i16x8.extend_high_i8x16_u(bytes);
    store4(float, out, i32x4.extend_low_i16x8_u(low));
    store4(float, out + 16, i32x4.extend_high_i16x8_u(low));
    store4(float, out + 32, i32x4.extend_low_i16x8_u(high));
    store4(float, out + 48, i32x4.extend_high_i16x8_u(high));
  }
  for (; i < count; i++, x++, out += 4) {
    const value = <i32>load<u8>(x);
    if (float) store<f32>(out, <f32>value);
    else store<i32>(out, value);
  }
}

@inline
function store4(float: bool, out: usize, whole: v128): void {
  v128.store(out, float ? f32x4.convert_i32x4_s(whole) : whole);
}
