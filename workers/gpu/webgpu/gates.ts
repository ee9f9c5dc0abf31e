import { floats, floatsOf, sizeOf } from '@/workers/kernels/kernel';
import type { GraphicsKernel } from '../kernel';
import { LANES, output, runShader, type Shader, webgpu } from './program';

/** As in ml/functions/gelu.ts. */
const LINEAR = 2 * Math.sqrt(2 / Math.PI);

/** GELU by its tanh approximation, SiLU, SwiGLU (Shazeer 2020), and their gradients: any shape, one program each. */
export const gates: readonly GraphicsKernel[] = [
  each('FusedGelu', ['x'], ['x * sigmoid(x * (LINEAR + CUBIC * x * x))']),
  each(
    'FusedGeluGrad',
    ['x', 'dy'],
    ['dy * gated * (1.0 + x * (1.0 - gated) * (LINEAR + 3.0 * CUBIC * x * x))'],
    'let gated = sigmoid(x * (LINEAR + CUBIC * x * x));',
  ),
  each('FusedSilu', ['x'], ['x * sigmoid(x)']),
  each('FusedSiluGrad', ['x', 'dy'], ['dy * opened * (1.0 + x * (1.0 - opened))'], 'let opened = sigmoid(x);'),
  each('FusedSwiglu', ['gate', 'up'], ['gate * sigmoid(gate) * up']),
  each(
    'FusedSwigluGrad',
    ['gate', 'up', 'dy'],
    ['dy * up * opened * (1.0 + gate * (1.0 - opened))', 'dy * gate * opened'],
    'let opened = sigmoid(gate);',
  ),
];

/** A kernel that does the same to each number: its inputs by name, and an expression in them for each of its outputs. */
function each(
  name: GraphicsKernel['name'],
  inputs: readonly [string, ...string[]],
  values: readonly string[],
  before = '',
): GraphicsKernel {
  const writes = values.map((_, index) => (index === 0 ? 'result' : `result${index}`));
  const shader: Shader = {
    name,
    reads: inputs.map((input) => `${input}s`),
    writes,
    uniforms: { count: 'i32' },
    code: `
      const LINEAR = ${LINEAR};
      const CUBIC = ${0.044715 * LINEAR};
      fn main(index : i32) {
        if (index >= uniforms.count) { return; }
        ${inputs.map((input) => `let ${input} = ${input}s[index];`).join('\n')}
        ${before}
        ${values.map((value, at) => `${writes[at]}[index] = ${value};`).join('\n')}
      }`,
  };
  return {
    name,
    run: ({ inputs: given, backend: on }) => {
      const backend = webgpu(on);
      const { shape } = floats(given, inputs[0]);
      const count = sizeOf(shape);
      const reads = inputs.map((input) => floatsOf(given, input, count));
      const outputs = values.map(() => output(backend, shape));
      const groups = Math.ceil(count / LANES);
      if (count > 0) runShader(backend, shader, { reads, writes: outputs, uniforms: { count }, groups });
      return outputs;
    },
  };
}
