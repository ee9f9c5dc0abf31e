/**
 * A GPT training step on wasm (4 layers, width 128, 4 heads, 128 tokens, batch 8, vocabulary 256, AdamW), and where its
 * time goes, kernel by kernel. `--plain`: TF.js's own kernels; `--shapes`: each kernel's shapes apart.
 */
import type { KernelFunc } from '@tensorflow/tfjs-core';
import { languageModel } from '@/ml/objectives/language-model';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { gpt } from '@/tests/ml/helpers/networks';
import { bar, median } from '../support/bar';
import { asked, finish, inBrowser, startWasm } from '../support/environment';

const plain = asked('--plain');
const withShapes = asked('--shapes');
await startWasm({ plain, ...(asked('--alone') ? { threads: 1 } : {}) });

const network = gpt({ vocabulary: 256, width: 128, layers: 4, heads: 4, context: 128, bias: true });
const ids = Int32Array.from({ length: 20_000 }, (_, index) => (index * index) % 251);
const warm = plain ? 1 : 10;
const steps = plain ? 4 : 40;

await train(warm);
const times = await train(steps);
console.log(`step: median ${median(times).toFixed(1)} ms, best ${Math.min(...times).toFixed(1)} ms`);

if (!plain) bar(`gpt-step-${inBrowser ? 'chromium' : 'node'}-ms`, median(times), { atMost: 350 }, 0);

const spent = profile();
const profiled = await train(steps);
const all = [...spent.values()].reduce((sum, { ms }) => sum + ms, 0);
console.log(`kernels ${(all / steps).toFixed(1)} of ${median(profiled).toFixed(1)} ms a step`);
for (const [name, { ms, calls }] of [...spent].sort(([, a], [, b]) => b.ms - a.ms).slice(0, withShapes ? 60 : 40)) {
  console.log(
    name.padEnd(withShapes ? 90 : 24),
    (ms / steps).toFixed(2).padStart(8),
    'ms',
    (calls / steps).toFixed(1).padStart(7),
  );
}
finish();

async function train(count: number): Promise<number[]> {
  const out: number[] = [];
  let last = 0;
  await trainNetwork({
    network,
    data: { training: { ids, blockLength: 128 } },
    objective: languageModel,
    optimiser: { kind: 'adamw' },
    schedule: { kind: 'constant', learningRate: 1e-3 },
    batchSize: 8,
    clip: 1,
    steps: count,
    evaluateEvery: 1_000_000,
    evaluateBatches: 1,
    seed: 1,
    hooks: {
      onEvaluate: () => {
        last = performance.now();
      },
      onStep: () => {
        out.push(performance.now() - last);
        last = performance.now();
      },
    },
  });
  return out;
}

function profile(): Map<string, { ms: number; calls: number }> {
  const spent = new Map<string, { ms: number; calls: number }>();
  for (const config of tf.getKernelsForBackend('wasm')) {
    const { kernelFunc, kernelName } = config;
    const timed: KernelFunc = (params) => {
      const start = performance.now();
      const result = kernelFunc(params);
      const shapes = withShapes
        ? ` ${Object.values(params.inputs)
            .map((one) => `[${one?.shape}]${one?.dtype === 'int32' ? 'i' : ''}`)
            .join(' ')} ${JSON.stringify(params.attrs ?? {}).slice(0, 60)}`
        : '';
      const entry = spent.get(kernelName + shapes) ?? { ms: 0, calls: 0 };
      spent.set(kernelName + shapes, { ms: entry.ms + performance.now() - start, calls: entry.calls + 1 });
      return result;
    };
    tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({ ...config, kernelFunc: timed });
  }
  return spent;
}
