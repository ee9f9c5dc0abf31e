import { floats, floatsOf, sizeOf } from '@/workers/kernels/kernel';
import type { GraphicsKernel } from '../kernel';
import { mapEach, sizesOf, webgl } from './program';

/** As in ml/functions/gelu.ts. */
const LINEAR = 2 * Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715 * LINEAR;
const GELU = `vec4 gated = sigmoid(x * (${LINEAR} + ${CUBIC} * x * x));`;

/** GELU by its tanh approximation, SiLU, SwiGLU (Shazeer 2020), and their gradients: a program for each result. */
export const gates: readonly GraphicsKernel[] = [
  each('FusedGelu', ['x'], ['x * gated'], GELU),
  each(
    'FusedGeluGrad',
    ['x', 'dy'],
    [`dy * gated * (1.0 + x * (1.0 - gated) * (${LINEAR} + ${3 * CUBIC} * x * x))`],
    GELU,
  ),
  each('FusedSilu', ['x'], ['x * sigmoid(x)']),
  each('FusedSiluGrad', ['x', 'dy'], ['dy * opened * (1.0 + x * (1.0 - opened))'], 'vec4 opened = sigmoid(x);'),
  each('FusedSwiglu', ['gate', 'up'], ['gate * sigmoid(gate) * up']),
  each(
    'FusedSwigluGrad',
    ['gate', 'up', 'dy'],
    ['dy * up * opened * (1.0 + gate * (1.0 - opened))', 'dy * gate * opened'],
    'vec4 opened = sigmoid(gate);',
  ),
];

/** A kernel that does the same to each number: its inputs by name, and an expression in them for each of its outputs. */
function each(
  name: GraphicsKernel['name'],
  inputs: readonly [string, ...string[]],
  values: readonly string[],
  before = '',
): GraphicsKernel {
  return {
    name,
    run: ({ inputs: given, backend }) => {
      const { shape } = floats(given, inputs[0]);
      const numbers = Object.fromEntries(inputs.map((input) => [input, floatsOf(given, input, sizeOf(shape))]));
      return values.map((value) => ({
        ...mapEach(webgl(backend), { sizes: sizesOf(shape), numbers, before, value }),
        shape,
      }));
    },
  };
}
