import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { floats, floatsOf, sizeOf } from '@/workers/kernels/kernel';
import type { GraphicsKernel } from '../kernel';
import { output, runShader, type Shader, webgpu, zeros } from './program';
import { sumStripes } from './stripes';

/** Layer norm and RMS norm over the last axis, a group for each row, and their gradients, as workers/kernels/norm.ts has them. */
export const norms: readonly GraphicsKernel[] = [
  { name: 'FusedLayerNorm', run: forward(true) },
  { name: 'FusedLayerNormGrad', run: backward(true) },
  { name: 'FusedRmsNorm', run: forward(false) },
  { name: 'FusedRmsNormGrad', run: backward(false) },
];

function forward(centred: boolean): KernelFunc {
  return ({ inputs, attrs, backend: on }) => {
    const backend = webgpu(on);
    const { x, rows, width } = rowsOf(inputs);
    const weight = floatsOf(inputs, 'weight', width);
    const bias = inputs.bias ? [floatsOf(inputs, 'bias', width)] : [];
    const value = output(backend, x.shape);
    const kept = Array.from({ length: centred ? 2 : 1 }, () => output(backend, [rows]));
    if (sizeOf(x.shape) > 0) {
      runShader(backend, forwardShader(centred, bias.length > 0), {
        reads: [x, weight, ...bias],
        writes: [value, ...kept],
        uniforms: { rows, width, epsilon: Number(attrs?.epsilon ?? 0) },
        groups: rows,
      });
    }
    return [value, ...kept];
  };
}

function backward(centred: boolean): KernelFunc {
  return ({ inputs, attrs, backend: on }) => {
    const backend = webgpu(on);
    const { x, rows, width } = rowsOf(inputs);
    const dy = floatsOf(inputs, 'dy', rows * width);
    const weight = floatsOf(inputs, 'weight', width);
    const inverses = floatsOf(inputs, 'inverse', rows);
    const kept: Record<string, TensorInfo> = centred
      ? { means: floatsOf(inputs, 'mean', rows), inverses }
      : { inverses };
    const biased = attrs?.bias === true;
    const dx = output(backend, x.shape);
    if (sizeOf(x.shape) === 0) return [dx, ...(biased ? [0, 0] : [0]).map(() => zeros(backend, [width]))];
    const uniforms = { rows, width };
    const reads = [x, dy, weight, ...Object.values(kept)];
    runShader(backend, backwardShader(centred), { reads, writes: [dx], uniforms, groups: rows });
    const sums = {
      name: centred ? 'LayerNormSums' : 'RmsNormSums',
      reads: { x, dy, ...kept },
      values: [`dy[at] * ${normal(centred, 'x[at]')}`, ...(biased ? ['dy[at]'] : [])],
    };
    return [dx, ...sumStripes(backend, sums, rows, width)];
  };
}

const forwardShader = (centred: boolean, biased: boolean): Shader => ({
  name: `${centred ? 'LayerNorm' : 'RmsNorm'}${biased ? 'Biased' : ''}`,
  reads: ['x', 'weight', ...(biased ? ['bias'] : [])],
  writes: ['result', ...(centred ? ['means'] : []), 'inverses'],
  uniforms: { rows: 'i32', width: 'i32', epsilon: 'f32' },
  code: `
    fn main(index : i32) {
      ${ROW}
      var sum = 0.0;
      ${centred ? 'for (var at = start + lane(); at < end; at += LANES) { sum += x[at]; }' : ''}
      let mean = ${centred ? 'total(sum) / f32(uniforms.width)' : 'sum'};
      var squares = 0.0;
      for (var at = start + lane(); at < end; at += LANES) { squares += (x[at] - mean) * (x[at] - mean); }
      let inverse = inverseSqrt(total(squares) / f32(uniforms.width) + uniforms.epsilon);
      for (var at = start + lane(); at < end; at += LANES) {
        result[at] = (x[at] - mean) * inverse * weight[at - start]${biased ? ' + bias[at - start]' : ''};
      }
      if (lane() == 0 && start < end) {
        ${centred ? 'means[row] = mean;' : ''}
        inverses[row] = inverse;
      }
    }`,
});

const backwardShader = (centred: boolean): Shader => ({
  name: centred ? 'LayerNormGrad' : 'RmsNormGrad',
  reads: ['x', 'dy', 'weight', ...(centred ? ['means'] : []), 'inverses'],
  writes: ['result'],
  uniforms: { rows: 'i32', width: 'i32' },
  code: `
    fn main(index : i32) {
      ${ROW}
      var sum = 0.0;
      var along = 0.0;
      for (var at = start + lane(); at < end; at += LANES) {
        let towards = dy[at] * weight[at - start];
        sum += towards;
        along += towards * ${normal(centred, 'x[at]')};
      }
      let middle = ${centred ? 'total(sum) / f32(uniforms.width)' : '0.0'};
      let slope = total(along) / f32(uniforms.width);
      for (var at = start + lane(); at < end; at += LANES) {
        let towards = dy[at] * weight[at - start];
        result[at] = (towards - middle - slope * ${normal(centred, 'x[at]')}) * inverses[row];
      }
    }`,
});

/** The group's row, and where it starts and ends; a group beyond the last row has none. */
const ROW = `
  let row = index / LANES;
  let start = row * uniforms.width;
  let end = select(start, start + uniforms.width, row < uniforms.rows);`;

const normal = (centred: boolean, x: string) => `${centred ? `(${x} - means[row])` : x} * inverses[row]`;

function rowsOf(inputs: Readonly<Record<string, TensorInfo | undefined>>) {
  const x = floats(inputs, 'x');
  return { x, rows: sizeOf(x.shape.slice(0, -1)), width: x.shape.at(-1) ?? 1 };
}
