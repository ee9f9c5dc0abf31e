import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** TF.js's functions of one number on wasm, for float32. Numbered as in wasm/unary.ts. */
export const unary: readonly WasmKernel[] = [
  kernel('Exp', 0, Math.exp),
  kernel('Log', 1, Math.log),
  kernel('Log1p', 2, Math.log1p),
  kernel('Expm1', 3, Math.expm1),
  kernel('Sqrt', 4, Math.sqrt),
  kernel('Rsqrt', 5, (x) => 1 / Math.sqrt(x)),
  kernel('Square', 6, (x) => x * x),
  kernel('Neg', 7, (x) => -x),
  kernel('Abs', 8, Math.abs),
  kernel('Sigmoid', 9, (x) => 1 / (1 + Math.exp(-x))),
  kernel('Tanh', 10, Math.tanh),
  kernel('Relu', 11, (x) => Math.max(0, x)),
  kernel('Relu6', 12, (x) => Math.min(6, Math.max(0, x))),
  kernel('LeakyRelu', 13, (x, alpha) => (x < 0 ? alpha * x : x)),
  kernel('Elu', 14, (x) => (x >= 0 ? x : Math.expm1(x))),
  kernel('Softplus', 15, (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  kernel('Step', 16, (x, alpha) => (Number.isNaN(x) ? x : x > 0 ? 1 : alpha)),
  kernel('Reciprocal', 17, (x) => 1 / x),
  kernel('Floor', 18, Math.floor),
  kernel('Sign', 19, Math.sign),
  kernel('Sin', 20, Math.sin),
  kernel('Cos', 21, Math.cos),
  kernel('Ceil', 22, Math.ceil),
];

function kernel(name: string, op: number, apply: (x: number, alpha: number) => number): WasmKernel {
  return {
    name,
    create: (context) => create(context, op),
    selfTest: (test) => {
      // Roots and logarithms of what is below zero are NaN, which no comparison passes.
      const lowest = ['Log', 'Log1p', 'Sqrt', 'Rsqrt'].includes(name) ? 0.3 : -2;
      const values = Array.from({ length: 11 }, (_, index) => Math.fround(lowest + index * 0.43));
      const x = { shape: [11], values };
      test.expect({ x }, { alpha: 0.25 }, { shape: [11], values: values.map((value) => apply(value, 0.25)) });
    },
  };
}

function create({ heap, parallel, original }: KernelContext, op: number) {
  return (params: Parameters<ReturnType<WasmKernel['create']>>[0]) => {
    const x = input(params.inputs, 'x');
    if (x.dtype !== 'float32') return runOriginal(original, params);
    const out = heap.output(x.shape, 'float32');
    const count = sizeOf(x.shape);
    const alpha = Number(params.attrs?.alpha ?? 0);
    const grain = grainOf(COST * UNIT);
    parallel.run('unaryFlat', Math.ceil(count / UNIT), grain, count, op, heap.addressOf(x), heap.addressOf(out), alpha);
    return out;
  };
}

/** Numbers in a unit of wasm/unary.ts, and what one costs: the polynomials more, the signs less. */
const UNIT = 256;
const COST = 4;
