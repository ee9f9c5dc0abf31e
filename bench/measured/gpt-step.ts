/**
 * A GPT training step on wasm (4 layers, width 128, 4 heads, 128 tokens, batch 8, vocabulary 256, AdamW), and where its
 * time goes, kernel by kernel. `--plain`: TF.js's own kernels; `--shapes`: each kernel's shapes apart.
 */
import { languageModel } from '@/ml/objectives/language-model';
import { trainNetwork } from '@/ml/train';
import { gpt } from '@/tests/ml/helpers/networks';
import { bar, median } from '../support/bar';
import { asked, finish, inBrowser, startWasm } from '../support/environment';
import { startProfile } from '../support/profile';

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

const profiled = startProfile({ withShapes });
const slowed = await train(steps);
profiled.print(steps, median(slowed));
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
