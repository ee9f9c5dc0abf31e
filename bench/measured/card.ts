/**
 * See bench/card.ts, which puts Dawn where a browser has WebGPU. Fused programs beside the `cpu` backend, then milliseconds of a training step and tokens a
 * second: TF.js's own programs, with ours, and with ours and products in half precision. `--small`: networks that a software adapter can bear.
 */
import { languageModel } from '@/ml/objectives/language-model';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { gpt } from '@/tests/ml/helpers/networks';
import { runFusedCases } from '@/tests/workers/backends/fused-cases';
import { startBackend } from '@/workers/backends';
import { replaceProducts } from '@/workers/gpu/webgpu/half';
import { webgpuKernels } from '@/workers/gpu/webgpu/list';
import { unetStep } from '../contenders/unet-step';
import { bar, median } from '../support/bar';
import { asked } from '../support/environment';

const small = asked('--small');
const { label } = await startBackend('webgpu', { wasmPath: '', log: console.log });
console.log(label);
replaceProducts(null);
const hasHalf = label.includes('half');

await checkFused();
const tasks: Readonly<Record<string, () => Promise<number>>> = small
  ? { 'GPT of 2 layers, width 64, 32 tokens, batch 8': () => gptStep(64, 2, 2, 32, 8, 65) }
  : {
      'GPT of 4 layers, width 128, 64 tokens, batch 12': () => gptStep(128, 4, 4, 64, 12, 65),
      'GPT of 6 layers, width 384, 256 tokens, batch 64': () => gptStep(384, 6, 6, 256, 64, 65),
      'U-Net of 32, 64 and 128 channels, 32 × 32, batch 16': () => imageStep(16),
      'U-Net of 32, 64 and 128 channels, 32 × 32, batch 128': () => imageStep(128),
    };
for (const [name, measure] of Object.entries(tasks)) {
  const ours = await measure();
  replaceProducts(hasHalf ? 'f16' : null);
  const half = hasHalf ? await measure() : null;
  replaceProducts(null);
  const plain = await withoutOurs(measure);
  const inHalf = half === null ? '' : `, in half precision ${half.toFixed(2)} ms`;
  console.log(`${name}: TF.js ${plain.toFixed(2)} ms, ours ${ours.toFixed(2)} ms${inHalf}`);
  bar(`card.step-over-tfjs, ${name}`, Math.min(ours, half ?? ours) / plain, { atMost: 1 });
}

/** Every fused program beside the same function composed of ops on `cpu`. */
async function checkFused(): Promise<void> {
  const found = await runFusedCases();
  await import('@tensorflow/tfjs-backend-cpu');
  const webgpu = tf.getBackend();
  await tf.setBackend('cpu');
  const wanted = await runFusedCases();
  await tf.setBackend(webgpu);
  let worst = 0;
  for (const [index, { name, numbers }] of wanted.entries()) {
    const scale = Math.max(1, ...numbers.map(Math.abs));
    const off = Math.max(...numbers.map((number, at) => Math.abs(number - (found[index]?.numbers[at] ?? Number.NaN))));
    if (!(off / scale <= 1e-3)) console.log(`${name}: off by ${off}`);
    worst = Math.max(worst, Number.isNaN(off) ? Number.POSITIVE_INFINITY : off / scale);
  }
  console.log(`${wanted.length} cases of fused programs`);
  bar('card.fused-off', worst, { atMost: 1e-3 }, 6);
}

/** With TF.js's own programs alone. */
async function withoutOurs(measure: () => Promise<number>): Promise<number> {
  const removed = webgpuKernels.flatMap(({ name }) => tf.getKernel(name, 'webgpu') ?? []);
  for (const { kernelName } of removed) tf.unregisterKernel(kernelName, 'webgpu');
  try {
    return await measure();
  } finally {
    for (const kernel of removed) tf.registerKernel(kernel);
  }
}

/** Milliseconds of a step. Losses are read as seldom as the product reads them, so that the card is never waited for in between. */
async function gptStep(
  width: number,
  layers: number,
  heads: number,
  context: number,
  batchSize: number,
  vocabulary: number,
): Promise<number> {
  const ids = Int32Array.from({ length: 100_000 }, (_, index) => (index * index) % 61);
  const steps = small ? 10 : 60;
  const warm = small ? 11 : 21;
  let [from, to] = [0, 0];
  await trainNetwork({
    network: gpt({ vocabulary, width, layers, heads, context, bias: true }),
    data: { training: { ids, blockLength: context } },
    objective: languageModel,
    optimiser: { kind: 'adamw' },
    schedule: { kind: 'constant', learningRate: 1e-3 },
    batchSize,
    clip: 1,
    steps: warm + steps,
    evaluateEvery: 1_000_000,
    evaluateBatches: 1,
    readEvery: 10,
    seed: 1,
    hooks: {
      // Told once the loss of a step has been read, and so once the card has done it.
      onStep: ({ step }) => {
        if (step + 1 === warm) from = performance.now();
        if (step + 1 === warm + steps) to = performance.now();
      },
    },
  });
  return (to - from) / steps;
}

async function imageStep(batch: number): Promise<number> {
  const work = await unetStep({ batch, size: 32, channels: [32, 64, 128], groups: 8 });
  const { times } = await work.round(20, 5);
  work.dispose();
  return median(times);
}
