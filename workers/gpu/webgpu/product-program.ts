import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { IN_HALF } from './half-device';

/** What a product's program depends on; sizes are given to it at each start. */
export interface ProductLayout {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly biased: boolean;
  /** Rows of both factors and of the product have lengths that are multiples of four: four numbers are read and written at a time. */
  readonly fours: boolean;
  /** What tiles hold: `f16` where the device has it. Sums are in f32 in any case. */
  readonly tile: 'f16' | 'f32';
}

/** Rows and columns of the product that a group makes, and how deep a tile is. */
export const TILE = 32;

/** Products start at `[batch, m, n]`; uniforms are m, n, k, and the numbers of matrices of a and b. */
export function productProgram(layout: ProductLayout, outputShape: readonly [number, number, number]): WebGPUProgram {
  const { transposeA, transposeB, biased, fours, tile } = layout;
  const [batch, m, n] = outputShape;
  return {
    variableNames: ['A', 'B', ...(biased ? ['bias'] : [])],
    outputShape: [...outputShape],
    outputComponent: fours ? 4 : 1,
    dispatchLayout: { x: [2], y: [1], z: [0] },
    dispatch: [Math.ceil(n / TILE), Math.ceil(m / TILE), batch],
    workgroupSize: [TILE / 4, TILE / 4, 1],
    uniforms: 'm : i32, n : i32, k : i32, batchA : i32, batchB : i32,',
    shaderKey: `genloom_Product_${tile}_${transposeA}_${transposeB}_${biased}_${fours}`,
    getUserCode: () => productCode(layout),
  };
}

/**
 * A group of 8 × 8 lanes makes 32 × 32 numbers of the product, each lane 4 × 4, over tiles of 32 of the sum. Numbers of 16 bits reach from 6e-5 to 65,504,
 * gradients do not: so each tile is multiplied by the power of two that brings its largest number to 2¹⁴ … 2¹⁵, and what the tiles add to the sums is
 * multiplied back. Numbers down to 2⁻²⁹ of a tile's largest keep all 11 bits, and nothing overflows.
 */
export function productCode({ transposeA, transposeB, biased, fours, tile }: ProductLayout): string {
  return `
  ${tile === 'f16' ? IN_HALF : ''}
  ${blockCode('A', fours)}
  ${blockCode('B', fours)}
  var<workgroup> tileA : array<vec4<${tile}>, ${TILE * 8}>;
  var<workgroup> tileB : array<vec4<${tile}>, ${TILE * 8}>;
  // The largest of each factor's tile, as the bits of a float without its sign; one pair is read while the other is cleared.
  var<workgroup> largest : array<atomic<u32>, 4>;

  fn largestOf(block : mat4x4<f32>) -> u32 {
    var most = vec4<u32>(0u);
    for (var i = 0; i < 4; i++) { most = max(most, bitcast<vec4<u32>>(block[i]) & vec4<u32>(0x7fffffffu)); }
    return max(max(most.x, most.y), max(most.z, most.w));
  }
  // The biased exponent of the power of two that brings the largest to 2^14 … 2^15. What is infinite or no number stays so.
  fn scaleOf(bits : u32) -> u32 {
    let exponent = bits >> 23u;
    return select(min(268u - exponent, 227u), 127u, exponent == 255u);
  }
  fn power(exponent : u32) -> f32 { return bitcast<f32>(exponent << 23u); }

  fn main() {
    let lx = i32(localId.x);
    let ly = i32(localId.y);
    let row = i32(workgroupId.y) * ${TILE};
    let column = i32(workgroupId.x) * ${TILE};
    let batch = i32(workgroupId.z);
    let batchA = select(batch, 0, uniforms.batchA == 1);
    let batchB = select(batch, 0, uniforms.batchB == 1);
    var sums = mat4x4<f32>();
    var pair = 0;
    for (var start = 0; start < uniforms.k; start += ${TILE}) {
      ${transposeA ? block('A', 'start', 'row') : block('A', 'row', 'start')}
      ${transposeB ? block('B', 'column', 'start') : block('B', 'start', 'column')}
      atomicMax(&largest[pair], largestOf(blockA));
      atomicMax(&largest[pair + 1], largestOf(blockB));
      workgroupBarrier();
      let scaleA = scaleOf(atomicLoad(&largest[pair]));
      let scaleB = scaleOf(atomicLoad(&largest[pair + 1]));
      pair = 2 - pair;
      if (localIndex < 2u) { atomicStore(&largest[pair + i32(localIndex)], 0u); }
      ${store('A', !transposeA, tile)}
      ${store('B', transposeB, tile)}
      workgroupBarrier();
      var part = mat4x4<f32>();
      for (var at = 0; at < ${TILE * 8}; at += 8) {
        let a = vec4<f32>(tileA[at + ly]);
        let b = vec4<f32>(tileB[at + lx]);
        part[0] = fma(vec4<f32>(a.x), b, part[0]);
        part[1] = fma(vec4<f32>(a.y), b, part[1]);
        part[2] = fma(vec4<f32>(a.z), b, part[2]);
        part[3] = fma(vec4<f32>(a.w), b, part[3]);
      }
      // The smaller power first: a large and a small factor have a product that is neither.
      let backA = power(254u - scaleA);
      let backB = power(254u - scaleB);
      sums += part * min(backA, backB) * max(backA, backB);
    }
    let left = column + lx * 4;
    for (var i = 0; i < 4; i++) {
      let top = row + ly * 4 + i;
      if (top >= uniforms.m || left >= uniforms.n) { continue; }
      let at = (batch * uniforms.m + top) * uniforms.n + left;
      ${
        fours
          ? `result[at / 4] = sums[i]${biased ? ' + bias[left / 4]' : ''};`
          : `for (var j = 0; j < min(4, uniforms.n - left); j++) { result[at + j] = sums[i][j]${biased ? ' + bias[left + j]' : ''}; }`
      }
    }
  }`;
}

/** `blockA(at, row, column, rows, columns)`: four rows of four numbers of a matrix that starts at number `at`; beyond its edges are zeros. */
const blockCode = (name: string, fours: boolean): string => `
  fn block${name}_(at : i32, row : i32, column : i32, rows : i32, columns : i32) -> mat4x4<f32> {
    var block = mat4x4<f32>();
    for (var i = 0; i < 4; i++) {
      if (row + i >= rows || column >= columns) { continue; }
      let first = at + (row + i) * columns + column;
      ${
        fours
          ? `block[i] = ${name}[first / 4];`
          : `for (var j = 0; j < min(4, columns - column); j++) { block[i][j] = ${name}[first + j]; }`
      }
    }
    return block;
  }`;

/** This lane's part of a tile that starts at that row and column of the matrix as it is stored. */
function block(name: 'A' | 'B', row: string, column: string): string {
  const size: Readonly<Record<string, string>> = {
    start: 'uniforms.k',
    row: 'uniforms.m',
    column: 'uniforms.n',
  };
  const [rows, columns] = [size[row], size[column]];
  return `let block${name} = block${name}_(batch${name} * ${rows} * ${columns}, ${row} + ly * 4, ${column} + lx * 4, ${rows}, ${columns});`;
}

/** Into the tile by steps of the sum, each four neighbours of the product's edge; a matrix that is stored the other way is turned. */
const store = (name: 'A' | 'B', turned: boolean, tile: string): string => `
      let turned${name} = ${turned ? `transpose(block${name})` : `block${name}`};
      for (var i = 0; i < 4; i++) {
        tile${name}[${turned ? '(lx * 4 + i) * 8 + ly' : '(ly * 4 + i) * 8 + lx'}] = vec4<${tile}>(turned${name}[i] * power(scale${name}));
      }`;
