import { broadcast_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { batchOffsets } from './batch-offsets';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** Activations done here; the others are left to TF.js's own kernel. The numbers are those of wasm/activation.ts. */
export const ACTIVATIONS: Readonly<Record<string, number>> = { linear: 0, relu: 1, relu6: 2, sigmoid: 3, elu: 4 };

/** `tf.matMul` on wasm: batched, broadcast over batches, either side transposed, without copying an operand. */
export const batchMatMul: WasmKernel = {
  name: 'BatchMatMul',
  create: (context) => {
    const product = matrixProduct(context);
    return (params) => {
      const [a, b] = [input(params.inputs, 'a'), input(params.inputs, 'b')];
      if (a.dtype !== 'float32' || b.dtype !== 'float32') return runOriginal(context.original, params);
      return product(a, b, params.attrs?.transposeA === true, params.attrs?.transposeB === true);
    };
  },
  selfTest: (test) => {
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) test.expect(...example(7, 9, 11, transposeA, transposeB));
    }
  },
};

/** `tf.fused.matMul` on wasm: the product, then a row of biases and an activation while it is still in the cache. */
export const fusedMatMul: WasmKernel = {
  name: '_FusedMatMul',
  create: (context) => {
    const product = matrixProduct(context);
    const kernel: KernelFunc = (params) => {
      const { inputs, attrs } = params;
      const [a, b, bias] = [input(inputs, 'a'), input(inputs, 'b'), inputs.bias];
      const activation = ACTIVATIONS[String(attrs?.activation ?? 'linear')];
      const columns = attrs?.transposeB === true ? b.shape.at(-2) : b.shape.at(-1);
      const ours =
        activation !== undefined &&
        [a, b, bias].every((tensor) => !tensor || tensor.dtype === 'float32') &&
        (!bias || (bias.shape.length === 1 && bias.shape[0] === columns));
      if (!ours) return runOriginal(context.original, params);
      return product(a, b, attrs?.transposeA === true, attrs?.transposeB === true, { bias, activation });
    };
    return kernel;
  },
  selfTest: (test) => {
    const [inputs, attrs, expected] = example(5, 6, 9, false, true);
    const bias = Array.from({ length: 9 }, (_, column) => column - 4);
    const values = Array.from(expected.values, (value, index) => Math.max(0, value + (bias[index % 9] ?? 0)));
    test.expect(
      { ...inputs, bias: { shape: [9], values: bias } },
      { ...attrs, activation: 'relu' },
      { shape: expected.shape, values },
    );
  },
};

/** What is done to a product before it leaves the cache. */
export interface Finish {
  readonly bias: TensorInfo | undefined;
  readonly activation: number;
}

export const PLAIN: Finish = { bias: undefined, activation: 0 };

/** Addresses of the sides of a product and of its result, and how far apart the rows and the columns of each side are. */
interface Sides {
  readonly left: number;
  readonly stridesLeft: readonly [row: number, column: number];
  readonly right: number;
  readonly stridesRight: readonly [row: number, column: number];
  readonly to: number;
}

/** One product [m, n] of sides [m, k] and [k, n], the longer of its own sides shared among threads: each packs its own share of that side, and all of the other. */
export function sharedProduct({ heap, module, parallel }: KernelContext) {
  const scratchBytes = module.kernel('matmulScratchBytes')() * parallel.threads;
  return (m: number, n: number, k: number, sides: Sides, finish: Finish): void => {
    const bias = finish.bias ? heap.addressOf(finish.bias) : 0;
    if (m === 1 && sides.stridesRight[1] === 1 && k >= 16 * ROW_PARTS && n * k >= LONG_ROW) {
      const sums = heap.scratch(4 * ROW_PARTS * n);
      const from = [sides.left, sides.stridesLeft[1], sides.right, sides.stridesRight[0]];
      parallel.run('rowParts', ROW_PARTS, 1, ROW_PARTS, n, k, ...from, sums);
      module.kernel('joinParts')(ROW_PARTS, n, sums, sides.to, bias, finish.activation);
      return;
    }
    const scratch = heap.scratch(scratchBytes);
    const tall = m >= n;
    const [units, each] = tall ? [Math.ceil(m / ROWS), ROWS * n * k] : [Math.ceil(n / COLUMNS), COLUMNS * m * k];
    // A part must be much larger than what it packs of the other side.
    const grain = Math.max(grainOf(each), Math.ceil(LEAST_SIDE / (tall ? ROWS : COLUMNS)));
    const { left, stridesLeft, right, stridesRight, to } = sides;
    const numbers = [m, n, k, left, ...stridesLeft, right, ...stridesRight, to, n, bias, finish.activation, scratch];
    parallel.run(tall ? 'matmulRows' : 'matmulColumns', units, grain, ...numbers);
  };
}

function matrixProduct(context: KernelContext) {
  const { heap, module, parallel } = context;
  const scratchBytes = module.kernel('matmulScratchBytes')() * parallel.threads;
  const product = sharedProduct(context);
  return (
    a: TensorInfo,
    b: TensorInfo,
    transposeA: boolean,
    transposeB: boolean,
    finish: Finish = PLAIN,
  ): TensorInfo => {
    const [aRows = 1, aColumns = 1] = a.shape.slice(-2);
    const [bRows = 1, bColumns = 1] = b.shape.slice(-2);
    const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
    const [innerB, n] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
    if (k !== innerB) throw new RangeError(`Matrices of shapes [${a.shape}] and [${b.shape}] do not fit a product.`);
    const batchA = a.shape.slice(0, -2);
    const batchB = b.shape.slice(0, -2);
    const batch = broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
    const out = heap.output([...batch, m, n], 'float32');
    if (sizeOf(out.shape) === 0) return out;
    const stridesA = transposeA ? ([1, aColumns] as const) : ([aColumns, 1] as const);
    const stridesB = transposeB ? ([1, bColumns] as const) : ([bColumns, 1] as const);
    const [from, by, to] = [heap.addressOf(a), heap.addressOf(b), heap.addressOf(out)];
    const bias = finish.bias ? heap.addressOf(finish.bias) : 0;
    const count = sizeOf(batch);

    const one = (rows: number, left: number, right: number, part: number) =>
      product(rows, n, k, { left, stridesLeft: stridesA, right, stridesRight: stridesB, to: part }, finish);

    if (sizeOf(batchB) === 1 && !transposeA && sizeOf(batchA) === count) {
      // One right side for all batches: their rows are the rows of one tall matrix.
      one(count * m, from, by, to);
      return out;
    }
    const offsetsA = batchOffsets(batchA, batch);
    const offsetsB = batchOffsets(batchB, batch);
    const addresses = Array.from({ length: count }, (_, index) => [
      from + 4 * m * k * (offsetsA[index] ?? 0),
      by + 4 * k * n * (offsetsB[index] ?? 0),
      to + 4 * m * n * index,
    ]);
    if (count < 2 * parallel.threads) {
      for (const [left = 0, right = 0, part = 0] of addresses) one(m, left, right, part);
      return out;
    }
    const scratch = heap.scratch(scratchBytes + 12 * count);
    const table = scratch + scratchBytes;
    heap.writeAddresses(table, addresses.flat());
    const numbers = [m, n, k, ...stridesA, ...stridesB, n, table, bias, finish.activation, scratch];
    parallel.run('matmulBatch', count, grainOf(m * n * k), ...numbers);
    return out;
  };
}

/** Rows and columns in a unit of `matmulRows` and `matmulColumns`. */
export const ROWS = 6;
export const COLUMNS = 8;
/** Parts of a product of one long row. Their number is the same everywhere, so that the sums are too. */
const ROW_PARTS = 4;
/** Numbers of the other side from which on a product of one row is cut into parts. */
const LONG_ROW = 65_536;
/** Rows or columns of a part, at least. */
export const LEAST_SIDE = 48;

/** A product of small whole numbers, exact in float32, and what it must give. */
function example(m: number, k: number, n: number, transposeA: boolean, transposeB: boolean) {
  const left = (row: number, column: number) => ((row * 5 + column * 3) % 7) - 3;
  const right = (row: number, column: number) => ((row * 2 + column * 11) % 9) - 4;
  const grid = (rows: number, columns: number, at: (row: number, column: number) => number) =>
    Array.from({ length: rows * columns }, (_, index) => at(Math.floor(index / columns), index % columns));
  const a = transposeA
    ? { shape: [k, m], values: grid(k, m, (row, column) => left(column, row)) }
    : { shape: [m, k], values: grid(m, k, left) };
  const b = transposeB
    ? { shape: [n, k], values: grid(n, k, (row, column) => right(column, row)) }
    : { shape: [k, n], values: grid(k, n, right) };
  const values = grid(m, n, (row, column) => {
    let sum = 0;
    for (let inner = 0; inner < k; inner++) sum += left(row, inner) * right(inner, column);
    return sum;
  });
  return [
    { a, b },
    { transposeA, transposeB },
    { shape: [m, n], values },
  ] as const;
}
