import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';

/** Sizes that fit tiles and that do not, of numbers as small and as large as gradients and logits may be. */
const CASES = [
  { m: 96, k: 40, n: 96, sizeA: 1, sizeB: 1 },
  { m: 68, k: 36, n: 72, sizeA: 1e-9, sizeB: 300 },
  { m: 65, k: 35, n: 67, sizeA: 3e7, sizeB: 1e-3 },
] as const;

const SIDES = [
  { transposeA: false, transposeB: false },
  { transposeA: false, transposeB: true },
  { transposeA: true, transposeB: false },
  { transposeA: true, transposeB: true },
] as const;

/** How far off a number may be, by its own size, when it becomes one of 16 bits, whichever way it is rounded. */
const ROUNDING = 2 ** -10;

/**
 * Compares a kernel for products on this card with sums in float64, either side transposed. Each number may be off by what rounding both factors explains,
 * and one that is no number must stay none. Throws an Error where that is not so.
 */
export async function checkProduct(backend: Memory, kernel: KernelFunc): Promise<void> {
  for (const { m, k, n, sizeA, sizeB } of CASES) {
    for (const { transposeA, transposeB } of SIDES) {
      const a = { values: numbers(m * k, sizeA, 1), shape: transposeA ? [k, m] : [m, k] };
      const b = { values: numbers(k * n, sizeB, 2), shape: transposeB ? [n, k] : [k, n] };
      const actual = await multiply(backend, kernel, a, b, { transposeA, transposeB });
      for (let row = 0; row < m; row++) {
        for (let column = 0; column < n; column++) {
          let [sum, most] = [0, 0];
          for (let at = 0; at < k; at++) {
            const [left, right] = [
              transposeA ? at * m + row : row * k + at,
              transposeB ? column * k + at : at * n + column,
            ];
            const term = (a.values[left] ?? 0) * (b.values[right] ?? 0);
            sum += term;
            most += Math.abs(term);
          }
          const is = actual[row * n + column] ?? Number.NaN;
          if (!(Math.abs(is - sum) <= 2.01 * ROUNDING * most)) {
            throw new Error(`a number of ${m} × ${k} × ${n} is ${is} instead of ${sum}`);
          }
        }
      }
    }
  }
  const [a, b] = [numbers(128 * 32, 1, 3), numbers(32 * 96, 1, 4)];
  a[32 * 5] = Number.NaN;
  const actual = await multiply(backend, kernel, { values: a, shape: [128, 32] }, { values: b, shape: [32, 96] }, {});
  const lost = Array.from(actual.subarray(0, 6 * 96), Number.isNaN);
  if (lost.some((is, index) => is !== index >= 5 * 96)) throw new Error('what is no number does not stay none');
}

/** What is needed of a backend to compare numbers on it. */
type Memory = Pick<WebGPUBackend, 'makeTensorInfo' | 'read' | 'disposeData'>;

interface Matrix {
  readonly values: Float32Array;
  readonly shape: number[];
}

async function multiply(
  backend: Memory,
  kernel: KernelFunc,
  left: Matrix,
  right: Matrix,
  attrs: Readonly<Record<string, boolean>>,
): Promise<Float32Array> {
  const a = backend.makeTensorInfo(left.shape, 'float32', left.values);
  const b = backend.makeTensorInfo(right.shape, 'float32', right.values);
  const made = [kernel({ inputs: { a, b }, backend, attrs })].flat();
  try {
    const values = made[0] && (await backend.read(made[0].dataId));
    return values instanceof Float32Array ? values : new Float32Array();
  } finally {
    for (const { dataId } of [a, b, ...made]) backend.disposeData(dataId);
  }
}

/** Numbers up to that size and of either sign, a tenth of them a thousandth of it. */
function numbers(count: number, size: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * size * (index % 10 === 3 ? 1e-3 : 1);
  });
}

/** Rows, columns and depth of the products that are timed. */
const SIZE = 512;
const ROUNDS = 3;

/** About how long either kernel may take in a round, in milliseconds; where once takes many times as long, one round has to do. */
const BUDGET_MS = 25;
const LONG_MS = 200;

/** Milliseconds that each kernel takes for a product and both of its gradients, in turns; the best round counts. */
export async function timeProducts(backend: WebGPUBackend, kernels: readonly KernelFunc[]): Promise<number[]> {
  const [a, b] = [1, 2].map((seed) => backend.makeTensorInfo([SIZE, SIZE], 'float32', numbers(SIZE * SIZE, 1, seed)));
  const time = async (kernel: KernelFunc, times: number): Promise<number> => {
    const made: TensorInfo[] = [];
    const start = performance.now();
    for (let run = 0; run < times; run++) {
      for (const attrs of SIDES.slice(0, 3)) made.push(...[kernel({ inputs: { a, b }, backend, attrs })].flat());
    }
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.submitQueue();
    await backend.queue.onSubmittedWorkDone();
    const taken = (performance.now() - start) / times;
    for (const { dataId } of made) backend.disposeData(dataId);
    return taken;
  };
  try {
    // The first run compiles; the second says how many fit.
    for (const kernel of kernels) await time(kernel, 1);
    const firsts: number[] = [];
    for (const kernel of kernels) firsts.push(await time(kernel, 1));
    const slowest = Math.max(...firsts);
    if (slowest > LONG_MS) return firsts;
    const times = Math.max(1, Math.min(20, Math.floor(BUDGET_MS / slowest)));
    const best = kernels.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, kernel] of kernels.entries())
        best[index] = Math.min(best[index] ?? 0, await time(kernel, times));
    }
    return best;
  } finally {
    for (const tensor of [a, b]) if (tensor) backend.disposeData(tensor.dataId);
  }
}
