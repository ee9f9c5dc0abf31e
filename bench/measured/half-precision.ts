/** See bench/half-precision.ts, which puts Dawn where a browser has WebGPU. The first argument is how many steps the GPT is trained; 100 if not given. */
import { existsSync, readFileSync } from 'node:fs';
import { languageModel } from '@/ml/objectives/language-model';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { gpt } from '@/tests/ml/helpers/networks';
import { startBackend } from '@/workers/backends';
import { replaceProducts } from '@/workers/gpu/webgpu/half';
import { checkProduct, timeProducts } from '@/workers/gpu/webgpu/half-check';
import { product } from '@/workers/gpu/webgpu/product';
import { webgpu } from '@/workers/gpu/webgpu/program';
import { bar } from '../support/bar';

const steps = Number(process.argv[2] ?? 100);
const { label } = await startBackend('webgpu', { wasmPath: '', log: console.log });
console.log(label);
replaceProducts(null);
const backend = webgpu(tf.backend());
const original = tf.getKernel('BatchMatMul', 'webgpu')?.kernelFunc ?? refuse;

for (const tile of ['f16', 'f32'] as const) await checkProduct(backend, product(tile, refuse));
console.log('products are right with tiles of 16 and of 32 bits');
for (const [name, size, spread] of [
  ['numbers about 1', 1, 0],
  ['numbers about 1e-9, as gradients are', 1e-9, 0],
  ['numbers from 1e-6 to 1e6 of either sign', 1, 6],
] as const) {
  const [half, single] = [await errorOf('f16', size, spread), await errorOf('f32', size, spread)];
  console.log(`error of a product of ${name}: ${half.toExponential(2)} in half, ${single.toExponential(2)} in single`);
  bar(`half-precision.error, ${name}`, half, { atMost: 5e-4 }, 6);
}
const times = await timeProducts(backend, [product('f16', refuse), product('f32', refuse), original]);
const [inHalf, inSingle, ofTf] = times.map((time) => `${time.toFixed(2)} ms`);
console.log(`512³ and both gradients: ${inHalf} in half, ${inSingle} with tiles of 32 bits, ${ofTf} of TF.js`);

const single = await losses(null);
const half = await losses('f16');
const apart = half.map((loss, step) => Math.abs(loss - (single[step] ?? Number.NaN)));
console.log('step   single    half      apart');
for (let step = 0; step < steps; step += step < 10 ? 5 : 10) row(step);
row(steps - 1);
bar('half-precision.losses-apart', Math.max(...apart), { atMost: 0.02 }, 5);
bar('half-precision.mean-of-last-ten-apart', Math.abs(tail(half) - tail(single)), { atMost: 0.005 }, 5);

function row(step: number): void {
  const numbers = [single, half, apart].map((list) => list[step]?.toFixed(5) ?? '');
  console.log(String(step + 1).padEnd(6), ...numbers.map((number) => number.padEnd(9)));
}

function tail(list: readonly number[]): number {
  return list.slice(-10).reduce((sum, loss) => sum + loss, 0) / Math.min(10, list.length);
}

function refuse(): never {
  throw new Error('a product was not taken');
}

/** The root of the summed squares of what is off, by that of what is right: 256 × 128 × 256. */
async function errorOf(tile: 'f16' | 'f32', size: number, spread: number): Promise<number> {
  const [m, k, n] = [256, 128, 256];
  const numbers = (count: number, seed: number) => {
    const power = tf.randomUniform([count], -spread, spread, 'float32', seed + 10).dataSync();
    const normal = tf.randomNormal([count], 0, size, 'float32', seed).dataSync();
    return Float32Array.from(normal, (value, index) => value * 10 ** (power[index] ?? 0));
  };
  const [left, right] = [numbers(m * k, 1), numbers(k * n, 2)];
  const a = backend.makeTensorInfo([m, k], 'float32', left.slice());
  const b = backend.makeTensorInfo([k, n], 'float32', right.slice());
  const made = [product(tile, refuse)({ inputs: { a, b }, backend, attrs: {} })].flat();
  const values = made[0] && (await backend.read(made[0].dataId));
  if (!(values instanceof Float32Array)) throw new Error('a product has no numbers');
  let [off, all] = [0, 0];
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let at = 0; at < k; at++) sum += (left[row * k + at] ?? 0) * (right[at * n + column] ?? 0);
      off += ((values[row * n + column] ?? Number.NaN) - sum) ** 2;
      all += sum ** 2;
    }
  }
  for (const { dataId } of [a, b, ...made]) backend.disposeData(dataId);
  return Math.sqrt(off / all);
}

/** Losses of a small GPT, each step's, on tiny Shakespeare where it lies beside the repository, and on this file's own text elsewhere. */
async function losses(tile: 'f16' | null): Promise<number[]> {
  replaceProducts(tile);
  const shared = '../shared/data/text/tinyshakespeare.txt';
  const text = readFileSync(existsSync(shared) ? shared : 'bench/measured/half-precision.ts', 'utf8');
  const letters = [...new Set(text)].sort();
  const ids = Int32Array.from(text.slice(0, 200_000), (letter) => letters.indexOf(letter));
  const out: number[] = [];
  const products = countProducts();
  const began = performance.now();
  await trainNetwork({
    network: gpt({ vocabulary: letters.length, width: 64, layers: 2, heads: 2, context: 32, bias: true }),
    data: { training: { ids, blockLength: 32 } },
    objective: languageModel,
    optimiser: { kind: 'adamw' },
    schedule: { kind: 'constant', learningRate: 2e-3 },
    batchSize: 16,
    clip: 1,
    steps,
    evaluateEvery: 1_000_000,
    evaluateBatches: 1,
    readEvery: 1,
    seed: 1,
    hooks: { onStep: ({ loss }) => void out.push(loss) },
  });
  const seconds = (performance.now() - began) / 1000;
  console.log(`${steps} steps in ${tile ? 'half' : 'single'} precision: ${seconds.toFixed(1)} s; ${products()}`);
  replaceProducts(null);
  return out;
}

/** From now on, and until what is returned is called. */
function countProducts(): () => string {
  const run = backend.runWebGPUProgram.bind(backend);
  const counts = { half: 0, all: 0 };
  backend.runWebGPUProgram = (program, ...rest) => {
    const ours = program.shaderKey.startsWith('genloom_Product');
    if (ours) counts.half += 1;
    if (ours || program.shaderKey.startsWith('matMul')) counts.all += 1;
    return run(program, ...rest);
  };
  return () => {
    Reflect.deleteProperty(backend, 'runWebGPUProgram');
    return `${counts.half} of ${counts.all} products in half`;
  };
}
