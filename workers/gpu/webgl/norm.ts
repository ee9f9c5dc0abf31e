import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { floats, floatsOf, sizeOf } from '@/workers/kernels/kernel';
import type { GraphicsKernel } from '../kernel';
import { type Formula, mapEach, reduceRows, sizesOf, sumColumns, webgl } from './program';

/** Layer norm and RMS norm over the last axis and their gradients, as workers/kernels/norm.ts has them: a program for each result and each sum. */
export const norms: readonly GraphicsKernel[] = [
  { name: 'FusedLayerNorm', run: forward(true) },
  { name: 'FusedLayerNormGrad', run: backward(true) },
  { name: 'FusedRmsNorm', run: forward(false) },
  { name: 'FusedRmsNormGrad', run: backward(false) },
];

type Tensors = Readonly<Record<string, TensorInfo>>;

const mean = 'value / count';

function forward(centred: boolean): KernelFunc {
  return ({ inputs, attrs, backend: on }) => {
    const backend = webgl(on);
    const { x, sizes, rows, width } = rowsOf(inputs);
    const bias = inputs.bias && floatsOf(inputs, 'bias', width);
    const columns: Tensors = { weight: floatsOf(inputs, 'weight', width), ...(bias && { bias }) };
    const middle: Tensors = centred
      ? { mean: reduceRows(backend, { sizes, numbers: { x }, value: 'x' }, { finish: mean }) }
      : {};
    const centre = centred ? 'x - mean' : 'x';
    const spread = {
      ...{ sizes, numbers: { x }, rows: middle, uniforms: { epsilon: Number(attrs?.epsilon ?? 0) } },
      value: `(${centre}) * (${centre})`,
    };
    const inverse = reduceRows(backend, spread, { finish: `inversesqrt(${mean} + epsilon)` });
    const kept: Tensors = { ...middle, inverse };
    const value = `(${centre}) * inverse * weight${bias ? ' + bias' : ''}`;
    const out = mapEach(backend, { sizes, numbers: { x }, rows: kept, columns, value });
    return [{ ...out, shape: x.shape }, ...Object.values(kept).map((one) => ({ ...one, shape: [rows] }))];
  };
}

function backward(centred: boolean): KernelFunc {
  return ({ inputs, attrs, backend: on }) => {
    const backend = webgl(on);
    const { x, sizes, rows, width } = rowsOf(inputs);
    const dy = floatsOf(inputs, 'dy', rows * width);
    const inverse = floatsOf(inputs, 'inverse', rows);
    const given: Omit<Formula, 'value'> = {
      sizes,
      numbers: { x, dy },
      rows: centred ? { mean: floatsOf(inputs, 'mean', rows), inverse } : { inverse },
      columns: { weight: floatsOf(inputs, 'weight', width) },
      before: `vec4 normal = ${centred ? '(x - mean)' : 'x'} * inverse; vec4 towards = dy * weight;`,
    };
    const slope = reduceRows(backend, { ...given, value: 'towards * normal' }, { finish: mean });
    const middle: Tensors = centred
      ? { middle: reduceRows(backend, { ...given, value: 'towards' }, { finish: mean }) }
      : {};
    const value = `(towards ${centred ? '- middle ' : ''}- slope * normal) * inverse`;
    const dx = mapEach(backend, { ...given, rows: { ...given.rows, slope, ...middle }, value });
    for (const one of [slope, ...Object.values(middle)]) backend.disposeIntermediateTensorInfo(one);
    const toWeight = sumColumns(backend, { ...given, value: 'dy * normal' });
    const toBias = attrs?.bias === true ? [sumColumns(backend, { sizes, numbers: { dy }, value: 'dy' })] : [];
    return [{ ...dx, shape: x.shape }, toWeight, ...toBias];
  };
}

function rowsOf(inputs: Readonly<Record<string, TensorInfo | undefined>>) {
  const x = floats(inputs, 'x');
  return { x, sizes: sizesOf(x.shape), rows: sizeOf(x.shape.slice(0, -1)), width: x.shape.at(-1) ?? 1 };
}
