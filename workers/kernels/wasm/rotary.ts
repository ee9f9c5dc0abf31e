// Rotary positions and the key/value cache: what attention does to queries and keys before it meets them.
import { madd } from './simd';

/**
 * out [batch · tokens, heads, width]: each pair (i, i + width/2) of x turned by the angle of its token (Su et al. 2021), whose cosines and sines stand in
 * [tokens, width]; `back` turns it the other way, which is the gradient. In units of tokens, all heads of each.
 */
export function rotary(
  begin: i32, end: i32, thread: i32, tokens: i32, heads: i32, width: i32, x: usize, cosines: usize, sines: usize, out: usize, back: i32,
): void {
  const half = width / 2;
  const run = <usize>(heads * width) << 2;
  x += <usize>begin * run;
  out += <usize>begin * run;
  const sign: f32 = back ? -1 : 1;
  const signs = f32x4.splat(sign);
  for (let token = begin; token < end; token++) {
    const at = <usize>((token % tokens) * width) << 2;
    const cosine = cosines + at, sine = sines + at;
    for (let head = 0; head < heads; head++) {
      const first = <usize>half << 2;
      let i = 0;
      for (; i + 4 <= half; i += 4) {
        const o = <usize>i << 2;
        const a = v128.load(x + o), b = v128.load(x + first + o);
        const c = v128.load(cosine + o), s = f32x4.mul(v128.load(sine + o), signs);
        v128.store(out + o, madd(f32x4.neg(b), s, f32x4.mul(a, c)));
        v128.store(out + first + o, madd(a, s, f32x4.mul(b, c)));
      }
      for (; i < half; i++) {
        const o = <usize>i << 2;
        const a = load<f32>(x + o), b = load<f32>(x + first + o);
        const c = load<f32>(cosine + o), s = load<f32>(sine + o) * sign;
        store<f32>(out + o, a * c - b * s);
        store<f32>(out + first + o, b * c + a * s);
      }
      x += <usize>width << 2;
      out += <usize>width << 2;
    }
  }
}
