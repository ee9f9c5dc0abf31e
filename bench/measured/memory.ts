/**
 * What 500 training steps leave behind: tensors, and JavaScript objects after a collection. A GPT (2 layers, width 64, 64 tokens, batch 8) on
 * wasm, with evaluations, samples and checkpoints as the node makes them.
 */
import { languageModel } from '@/ml/objectives/language-model';
import { generateAll } from '@/ml/sample';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { gpt } from '@/tests/ml/helpers/networks';
import { bar } from '../support/bar';
import { finish, inBrowser, startWasm } from '../support/environment';
import { heapAfterCollection } from '../support/heap';

/** Until here caches fill and functions are compiled. */
const WARM = 200;
const STEPS = 500;
const MEGABYTE = 2 ** 20;

await startWasm();

const place = inBrowser ? 'chromium' : 'node';
const network = gpt({ vocabulary: 65, width: 64, layers: 2, heads: 4, context: 64, bias: false });
const ids = Int32Array.from({ length: 20_000 }, (_, index) => (index * index) % 61);
const at = new Map<number, { readonly tensors: number; readonly heap: number }>();
const before = tf.memory().numTensors;
await trainNetwork({
  network,
  data: { training: { ids, blockLength: 64 }, validation: { ids: ids.slice(0, 4_000), blockLength: 64 } },
  objective: languageModel,
  optimiser: { kind: 'adamw' },
  schedule: { kind: 'constant', learningRate: 1e-3 },
  batchSize: 8,
  clip: 1,
  steps: WARM + STEPS,
  evaluateEvery: 100,
  evaluateBatches: 2,
  seed: 1,
  hooks: {
    checkpoint: async ({ step }) => {
      if (step >= WARM) at.set(step, { tensors: tf.memory().numTensors, heap: await heapAfterCollection() });
    },
    sample: async (weights, step) =>
      (
        await generateAll({
          network,
          weights,
          prompt: [1, 2, 3],
          strategy: 'sample',
          temperature: 0.8,
          maximumTokens: 20,
          context: 64,
          seed: `look/${step}`,
          breathe: async () => undefined,
        })
      ).ids,
  },
});
const after = tf.memory().numTensors;

for (const [step, { tensors, heap }] of at)
  console.log(`${place} step ${step}: ${tensors} tensors, ${(heap / MEGABYTE).toFixed(3)} MB of JavaScript objects`);
const [first, last] = [at.get(WARM), at.get(WARM + STEPS)];
if (!first || !last) throw new Error('the training told nothing of its steps');
bar(`memory.${place}.tensors-after-training`, after - before, { atMost: 0 }, 0);
bar(`memory.${place}.tensors-in-500-steps`, last.tensors - first.tensors, { atMost: 0 }, 0);
bar(`memory.${place}.heap-growth-mb`, (last.heap - first.heap) / MEGABYTE, { atMost: 0.5 }, 3);
finish();
