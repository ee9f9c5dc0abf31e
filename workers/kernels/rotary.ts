import { input, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** Rotary positions in one pass: `x [B, T, heads, D]`, `cosines` and `sines [T, D]`; attribute `back` turns back, which is the gradient. */
export const fusedRotary: WasmKernel = {
  name: 'FusedRotary',
  create:
    ({ heap, parallel }) =>
    ({ inputs, attrs }) => {
      const [x, cosines, sines] = [input(inputs, 'x'), input(inputs, 'cosines'), input(inputs, 'sines')];
      const [batch = 0, tokens = 0, heads = 0, width = 0] = x.shape;
      if (cosines.shape.join() !== `${tokens},${width}`) {
        throw new RangeError(`Angles [${cosines.shape}] do not fit [${x.shape}].`);
      }
      const out = heap.output(x.shape, 'float32');
      const addresses = [x, cosines, sines, out].map(heap.addressOf);
      const back = attrs?.back === true ? 1 : 0;
      parallel.run('rotary', batch * tokens, grainOf(4 * heads * width), tokens, heads, width, ...addresses, back);
      return out;
    },
  selfTest: (test) => {
    // A quarter turn takes (1, 2) to (−2, 1).
    const angles = (values: number[]) => ({ shape: [1, 2], values });
    test.expect(
      { x: { shape: [1, 1, 1, 2], values: [1, 2] }, cosines: angles([0, 0]), sines: angles([1, 1]) },
      { back: false },
      { shape: [1, 1, 1, 2], values: [-2, 1] },
    );
  },
};

/**
 * Writes `x [B, T, heads, D]` into `buffer [B, capacity, heads, D]` from token `at` on, IN PLACE, and gives a second name of the buffer: a cache of keys
 * or values grows without being copied. The buffer's owner must be the only one who looks at it.
 */
export const fusedCacheWrite: WasmKernel = {
  name: 'FusedCacheWrite',
  create:
    ({ heap }) =>
    ({ inputs, attrs }) => {
      const [buffer, x] = [input(inputs, 'buffer'), input(inputs, 'x')];
      const [batch = 0, capacity = 0] = buffer.shape;
      const [rows = 0, tokens = 0] = x.shape;
      const run = 4 * sizeOf(x.shape.slice(2));
      const at = Number(attrs?.at ?? 0);
      if (rows !== batch || 4 * sizeOf(buffer.shape.slice(2)) !== run || at + tokens > capacity) {
        throw new RangeError(`[${x.shape}] does not fit into [${buffer.shape}] at ${at}.`);
      }
      const [from, to] = [heap.addressOf(x), heap.addressOf(buffer) + at * run];
      const bytes = new Uint8Array(heap.memory.buffer);
      for (let row = 0; row < batch; row++) {
        const start = from + row * tokens * run;
        bytes.copyWithin(to + row * capacity * run, start, start + tokens * run);
      }
      return heap.view(buffer, buffer.shape);
    },
  selfTest: (test) => {
    const buffer = { shape: [2, 3, 1, 1], values: [1, 2, 3, 4, 5, 6] };
    const x = { shape: [2, 1, 1, 1], values: [8, 9] };
    test.expect({ buffer, x }, { at: 1 }, { shape: [2, 3, 1, 1], values: [1, 8, 3, 4, 9, 6] });
  },
};
