/** Products of the shapes that training makes, on wasm: TF.js's own kernels, and ours. `--ours`: ours alone. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { installWasmKernels } from '@/workers/kernels/install';
import { bar } from '../support/bar';
import { asked, finish, wasmPath } from '../support/environment';

const shapes: readonly (readonly [batch: number, m: number, k: number, n: number])[] = [
  [1, 512, 512, 512],
  [1, 1024, 1024, 1024],
  [1, 1024, 128, 512],
  [1, 128, 1024, 512],
  [32, 128, 32, 128],
  [32, 128, 128, 32],
  [1, 1, 128, 512],
];

setWasmPaths(await wasmPath());
tf.enableProdMode();
await tf.setBackend('wasm');
const before = asked('--ours') ? null : measureAll();
const result = await installWasmKernels(tf.backend(), { log: console.log });
console.log(result);
const after = measureAll();
for (const [name, ours] of after) {
  const theirs = before?.get(name);
  console.log(name.padEnd(28), (theirs?.toFixed(1) ?? '').padStart(8), ours.toFixed(1).padStart(8), 'GFLOP/s');
}
for (const name of ['1x512x512x512 -T', '1x512x512x512 T-', '32x128x32x128 -T']) {
  const [ours = 0, theirs] = [after.get(name), before?.get(name)];
  if (theirs)
    bar(`${name.replace(' ', '-')}-times-plain`, ours / theirs, { atLeast: name.startsWith('32') ? 5 : 10 }, 1);
}
finish();

function measureAll(): Map<string, number> {
  const out = new Map<string, number>();
  for (const [batch, m, k, n] of shapes) {
    for (const [ta, tb] of [
      [false, false],
      [false, true],
      [true, false],
      [true, true],
    ] as const) {
      const a = tf.randomUniform(ta ? [batch, k, m] : [batch, m, k]);
      const b = tf.randomUniform(tb ? [batch, n, k] : [batch, k, n]);
      const run = () => tf.dispose(tf.matMul(a, b, ta, tb));
      run();
      let best = Number.POSITIVE_INFINITY;
      // A browser's clock ticks coarsely: as many runs between two looks as take about a millisecond.
      const runs = Math.max(1, Math.ceil(2e7 / (2 * batch * m * k * n)));
      const until = performance.now() + 300;
      do {
        const start = performance.now();
        for (let index = 0; index < runs; index++) run();
        best = Math.min(best, (performance.now() - start) / runs);
      } while (performance.now() < until);
      tf.dispose([a, b]);
      out.set(`${batch}x${m}x${k}x${n} ${ta ? 'T' : '-'}${tb ? 'T' : '-'}`, (2 * batch * m * k * n) / best / 1e6);
    }
  }
  return out;
}
