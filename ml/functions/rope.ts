import { add, matMul, mul, neg, reshape, type Tensor, tensor, tensor2d } from '../tf';
import { runFused } from './fused';
import { type RopeScaling, rotaryFrequencies } from './rope-scaling';
import { savedAt, withGradient } from './with-gradient';

/** Cosines and sines of every position's angles, each `[T, D]`, and the matrix `[D, D]` that turns halves by 90°. */
export interface RotaryTables {
  readonly cosines: Tensor;
  readonly sines: Tensor;
  readonly quarterTurn: Tensor;
}

/**
 * Angles of rotary position embedding (Su et al. 2021): position `p` turns the pair `i` of `D/2` pairs by
 * `p · theta^(−2i/D)`, or more slowly where it is scaled for longer texts. Number `i` is paired with `i + D/2`, as in GPT-NeoX and Llama.
 */
export function rotaryAngles(
  offset: number,
  count: number,
  width: number,
  theta: number,
  scaling: RopeScaling | null = null,
) {
  const half = width / 2;
  const { frequencies, size } = rotaryFrequencies(width, theta, scaling, offset + count);
  const cosines = new Float32Array(count * width);
  const sines = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < width; column++) {
      const angle = (offset + row) * (frequencies[column % half] ?? 0);
      cosines[row * width + column] = size * Math.cos(angle);
      sines[row * width + column] = size * Math.sin(angle);
    }
  }
  return { cosines: tensor(cosines, [count, width]), sines: tensor(sines, [count, width]) };
}

/** The matrix that takes `(a, b)`, two halves of a row, to `(−b, a)`. */
export function quarterTurn(width: number): Tensor {
  const half = width / 2;
  const matrix = new Float32Array(width * width);
  for (let i = 0; i < half; i++) {
    matrix[(i + half) * width + i] = -1;
    matrix[i * width + i + half] = 1;
  }
  return tensor2d(matrix, [width, width]);
}

/** Turns `x [B, T, heads, D]` by the angles of its positions. Its gradient is the turn back. */
export function rotate(x: Tensor, tables: RotaryTables): Tensor {
  return withGradient([x], (save) => {
    save([tables.cosines, tables.sines, tables.quarterTurn]);
    return {
      value: turn(x, tables, false),
      gradient: (dy, saved) => {
        const [cosines, sines, quarterTurn] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
        return [turn(dy, { cosines, sines, quarterTurn }, true)];
      },
    };
  });
}

function turn(x: Tensor, { cosines, sines, quarterTurn }: RotaryTables, back: boolean): Tensor {
  const [fused] = runFused('FusedRotary', { x, cosines, sines }, { back }) ?? [];
  if (fused) return fused;
  const [tokens = 0, width = 0] = cosines.shape;
  const forHeads = (table: Tensor) => reshape(table, [tokens, 1, width]);
  const turned = reshape(matMul(reshape(x, [-1, width]), quarterTurn), x.shape);
  return add(mul(x, forHeads(cosines)), mul(turned, forHeads(back ? neg(sines) : sines)));
}
