/** The ops beside the products, of the shapes that training makes, on wasm: TF.js's own kernels, and ours. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { installWasmKernels } from '@/workers/kernels/install';
import { finish, wasmPath } from '../support/environment';

setWasmPaths(await wasmPath());
tf.enableProdMode();
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
await tf.setBackend('wasm');

const x = (...shape: number[]) => tf.randomUniform(shape, -2, 2);
const flat = x(1024, 512);
const positive = tf.abs(flat);
const heads = x(8, 128, 4, 32);
const row = x(1024, 1);
const cube = x(16, 64, 512);
const condition = tf.greater(flat, 0);
const indices = tf.range(0, 1024, 1, 'int32');

const ops: Readonly<Record<string, () => tf.Tensor | tf.Tensor[]>> = {
  'Transpose [1024,512]': () => tf.transpose(flat),
  'Transpose [8,128,4,32] 0213': () => tf.transpose(heads, [0, 2, 1, 3]),
  'Transpose [8,128,4,32] 0231': () => tf.transpose(heads, [0, 2, 3, 1]),
  Exp: () => tf.exp(flat),
  Log: () => tf.log(positive),
  Log1p: () => tf.log1p(positive),
  Sqrt: () => tf.sqrt(positive),
  Rsqrt: () => tf.rsqrt(positive),
  Square: () => tf.square(flat),
  Neg: () => tf.neg(flat),
  Abs: () => tf.abs(flat),
  Sigmoid: () => tf.sigmoid(flat),
  Tanh: () => tf.tanh(flat),
  Relu: () => tf.relu(flat),
  LeakyRelu: () => tf.leakyRelu(flat),
  Elu: () => tf.elu(flat),
  Softplus: () => tf.softplus(flat),
  Step: () => tf.step(flat),
  Floor: () => tf.floor(flat),
  Sign: () => tf.sign(flat),
  Sin: () => tf.sin(flat),
  Cos: () => tf.cos(flat),
  'Multiply [16,64,512]·[16,1,512]': () => tf.mul(cube, tf.slice(cube, [0, 0, 0], [16, 1, 512])),
  Maximum: () => tf.maximum(flat, row),
  SquaredDifference: () => tf.squaredDifference(flat, row),
  Greater: () => tf.greater(flat, row),
  Select: () => tf.where(condition, flat, flat),
  'AddN 3': () => tf.addN([flat, flat, flat]),
  'Sum [16,64,512] axes 0,2': () => tf.sum(cube, [0, 2]),
  'Sum all': () => tf.sum(cube),
  'Max last': () => tf.max(flat, -1),
  'Max first': () => tf.max(flat, 0),
  'Prod last': () => tf.prod(flat, -1),
  'ArgMax last': () => tf.argMax(flat, -1),
  'Cumsum last': () => tf.cumsum(flat, 1),
  'Cumsum first': () => tf.cumsum(flat, 0),
  'Concat last': () => tf.concat([flat, flat], -1),
  'Pack middle': () => tf.stack([flat, flat], 1),
  Unpack: () => tf.unstack(cube, 1),
  PadV2: () =>
    tf.pad(flat, [
      [1, 1],
      [2, 2],
    ]),
  'Tile [1024,1]': () => tf.tile(row, [1, 512]),
  'Reverse rows': () => tf.reverse(flat, 0),
  'Reverse last': () => tf.reverse(flat, 1),
  'Cast float int': () => tf.cast(flat, 'int32'),
  'Cast bool float': () => tf.cast(condition, 'float32'),
  'Slice columns': () => tf.slice(flat, [0, 64], [1024, 256]),
  'Gather rows': () => tf.gather(flat, indices),
  'FFT 64×512': () => tf.spectral.fft(tf.complex(x(64, 512), x(64, 512))),
  'FFT 64×400': () => tf.spectral.fft(tf.complex(x(64, 400), x(64, 400))),
};

const before = measureAll();
const { leftOut } = await installWasmKernels(tf.backend(), { log: console.log });
if (leftOut.length > 0) console.log(leftOut);
const after = measureAll();
for (const [name, ours] of after) {
  const theirs = before.get(name);
  const ratio = theirs === undefined ? '' : `${(theirs / ours).toFixed(1)}×`;
  console.log(
    name.padEnd(32),
    (theirs?.toFixed(3) ?? 'none').padStart(9),
    ours.toFixed(3).padStart(9),
    'ms',
    ratio.padStart(8),
  );
}
finish();

/** Milliseconds of each op, the best of many runs; ops that this backend has no kernel for are left out. */
function measureAll(): Map<string, number> {
  const out = new Map<string, number>();
  for (const [name, op] of Object.entries(ops)) {
    const run = () => tf.dispose(tf.tidy(op));
    try {
      run();
    } catch (error) {
      console.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    // Single runs, and many: the engine compiles what is hot only after a while, and others use the machine too.
    let best = Number.POSITIVE_INFINITY;
    const started = performance.now();
    for (let runs = 0; runs < 300 && performance.now() - started < 1_500; runs++) {
      const start = performance.now();
      run();
      best = Math.min(best, performance.now() - start);
    }
    out.set(name, best);
  }
  return out;
}
