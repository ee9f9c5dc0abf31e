import { broadcast_util, type KernelFunc, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '@/workers/kernels/kernel';
import { productProgram, TILE } from './product-program';
import { output, webgpu } from './program';

/** TF.js's names of the matrix product, without and with what is added to it. */
export const PRODUCTS = ['BatchMatMul', '_FusedMatMul'] as const;

/**
 * A kernel for matrix products with tiles of that type, and TF.js's own for what it does not do: another activation than none, batches that are not alike,
 * and products with too few numbers to fill a card with tiles, for which TF.js has programs that cut the sums.
 */
export const product =
  (tile: 'f16' | 'f32', original: KernelFunc): KernelFunc =>
  (call) => {
    const backend = webgpu(call.backend);
    const plan = planOf(call.inputs, call.attrs ?? {});
    if (!plan) return original(call);
    const { a, b, bias, batch, m, n, k, transposeA, transposeB } = plan;
    const fours = [a, b].every(({ shape }) => (shape[2] ?? 1) % 4 === 0) && n % 4 === 0;
    const layout = { transposeA, transposeB, biased: bias !== undefined, fours, tile };
    const result = output(backend, [batch, m, n]);
    const sizes = [m, n, k, a.shape[0] ?? 1, b.shape[0] ?? 1].map((size) => ({ type: 'int32', data: [size] }));
    const program = productProgram(layout, [batch, m, n]);
    backend.runWebGPUProgram(program, [a, b, ...(bias ? [bias] : [])], 'float32', sizes, result);
    return { ...result, shape: [...plan.outer, m, n] };
  };

/** Tiles that a product must have, at least, to be worth a program of tiles; TF.js draws the line there too. */
const LEAST_TILES = 9;

function planOf(inputs: Readonly<Record<string, TensorInfo | undefined>>, attrs: NamedAttrMap) {
  const { a, b, bias } = inputs;
  if (a?.dtype !== 'float32' || b?.dtype !== 'float32') return null;
  if (inputs.preluActivationWeights || (attrs.activation ?? 'linear') !== 'linear') return null;
  const [transposeA, transposeB] = [attrs.transposeA === true, attrs.transposeB === true];
  const [rowsA, columnsA, rowsB, columnsB] = [...a.shape.slice(-2), ...b.shape.slice(-2)];
  if (!rowsA || !columnsA || !rowsB || !columnsB) return null;
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [n, depth] = transposeB ? [rowsB, columnsB] : [columnsB, rowsB];
  const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const [batchA, batchB] = [sizeOf(outerA), sizeOf(outerB)];
  const alike = outerA.join() === outerB.join() || batchA === 1 || batchB === 1;
  if (k !== depth || !alike || (bias && (bias.dtype !== 'float32' || sizeOf(bias.shape) !== n))) return null;
  const batch = Math.max(batchA, batchB);
  if (Math.min(m, n, k) < 8 || batch * Math.ceil(m / TILE) * Math.ceil(n / TILE) < LEAST_TILES) return null;
  return {
    a: { ...a, shape: [batchA, rowsA, columnsA] },
    b: { ...b, shape: [batchB, rowsB, columnsB] },
    ...(bias ? { bias: { ...bias, shape: [n] } } : {}),
    ...{ outer: broadcast_util.assertAndGetBroadcastShape(outerA, outerB), batch, m, n, k, transposeA, transposeB },
  };
}
