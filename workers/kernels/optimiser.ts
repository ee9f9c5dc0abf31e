import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmHeap } from './heap';
import { type KernelContext, numberOf, sizeOf, type WasmKernel } from './kernel';
import { known } from './known';
import { grainOf } from './threads/parallel';

/**
 * The length of all gradients together, a scalar: inputs `gradient/0`, `gradient/1` …, attribute `scale`, which multiplies it. Sums are in float64, and the
 * same on any number of threads.
 */
const gradientNorm: WasmKernel = {
  name: 'FusedGradientNorm',
  create: ({ heap, module, parallel }) => {
    const rootOfSum = module.kernel('rootOfSum');
    return ({ inputs, attrs }) => {
      const out = heap.output([], 'float32');
      const { rows, units } = rowsOf(inputs, heap, []);
      const scratch = heap.scratch(8 * units + ROW_BYTES * rows.length);
      const table = scratch + 8 * units;
      heap.writeAddresses(table, rows.flat());
      parallel.run('sumOfSquares', units, grainOf(2 * UNIT), rows.length, table, scratch);
      rootOfSum(units, scratch, heap.addressOf(out), Number(attrs?.scale ?? 1));
      return out;
    };
  },
  selfTest: known.FusedGradientNorm,
};

/**
 * AdamW over all parameters, **in place**: inputs `weights/0`, `gradient/0`, `first/0`, `second/0` and so on, and `norm`, the gradients' length. Weights and
 * moments are written over, whoever else holds those tensors sees the new numbers, and nothing is returned. Attributes: `clip` and `scale` (what gradients
 * are multiplied by), `decays` (for each parameter), `beta1`, `beta2`, `stepSize`, `epsilon` and `kept`, what a decaying weight is multiplied by.
 */
const adamw: WasmKernel = {
  name: 'FusedAdamW',
  create: (context) => (params) => {
    const attr = (name: string) => numberOf(params.attrs, name);
    const [beta1, beta2] = [attr('beta1'), attr('beta2')];
    const settings = [beta1, 1 - beta1, beta2, 1 - beta2, attr('stepSize'), attr('epsilon'), attr('kept')];
    return update(context, params, 'adamwUpdate', 16, settings);
  },
  selfTest: known.FusedAdamW,
};

/** Gradient descent, likewise in place. Attributes besides `clip`, `scale` and `decays`: `momentum`, `learningRate`, `kept`. Without `first/0` … no momentum. */
const sgd: WasmKernel = {
  name: 'FusedSgd',
  create: (context) => (params) => {
    const settings = ['momentum', 'learningRate', 'kept'].map((name) => numberOf(params.attrs, name));
    return update(context, params, 'sgdUpdate', 4, settings);
  },
  selfTest: known.FusedSgd,
};

/** Whole optimisers and what they need, for all parameters at once. */
export const optimisers: readonly WasmKernel[] = [gradientNorm, adamw, sgd];

type Params = Parameters<ReturnType<WasmKernel['create']>>[0];

function update(
  { heap, parallel }: KernelContext,
  { inputs, attrs }: Params,
  name: string,
  cost: number,
  settings: readonly number[],
): TensorInfo[] {
  const { rows, units } = rowsOf(inputs, heap, attrs?.decays);
  const table = heap.scratch(ROW_BYTES * rows.length);
  heap.writeAddresses(table, rows.flat());
  const norm = inputs.norm ? heap.addressOf(inputs.norm) : 0;
  const clip = norm === 0 ? 0 : numberOf(attrs, 'clip');
  parallel.run(
    name,
    units,
    grainOf(cost * UNIT),
    rows.length,
    table,
    norm,
    clip,
    numberOf(attrs, 'scale'),
    ...settings,
  );
  return [];
}

/** Numbers in a unit, and bytes of a row, of wasm/optimiser.ts. */
const UNIT = 1024;
const ROW_BYTES = 28;

/** The table of wasm/optimiser.ts; parameters without a number have no row. */
function rowsOf(inputs: Params['inputs'], heap: WasmHeap, decays: unknown) {
  const addressOf = (name: string) => {
    const tensor = inputs[name];
    if (tensor && tensor.dtype !== 'float32') throw new TypeError(`“${name}” is ${tensor.dtype} and not float32.`);
    return tensor ? heap.addressOf(tensor) : 0;
  };
  const rows: number[][] = [];
  let units = 0;
  for (let index = 0; ; index++) {
    const gradient = inputs[`gradient/${index}`];
    if (!gradient) return { rows, units };
    const count = sizeOf(gradient.shape);
    if (count === 0) continue;
    const addresses = ['weights', 'gradient', 'first', 'second'].map((name) => addressOf(`${name}/${index}`));
    rows.push([units, count, ...addresses, Array.isArray(decays) && decays[index] === true ? 1 : 0]);
    units += Math.ceil(count / UNIT);
  }
}
