/**
 * What a GPT training step asks of memory (4 layers, width 128, 4 heads, 128 tokens, batch 8, vocabulary 256, AdamW): kernel calls, bytes allocated and
 * copied, times a number is read back, and the most bytes in use at once, beside what a step cannot do without. `--kernels`: calls by name.
 */
import { countParameters } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import { trainNetwork } from '@/ml/train';
import { gpt } from '@/tests/ml/helpers/networks';
import { activationNumbers } from '../support/activations';
import { bar, median } from '../support/bar';
import { asked, finish, startWasm } from '../support/environment';
import { countMemory, type StepCounts } from '../support/step-counts';

const [BATCH, TOKENS, STEPS, MEGABYTE] = [8, 128, 8, 2 ** 20];
await startWasm();

const network = gpt({ vocabulary: 256, width: 128, layers: 4, heads: 4, context: TOKENS, bias: true });
const ids = Int32Array.from({ length: 20_000 }, (_, index) => (index * index) % 251);
const counter = countMemory();
const steps: StepCounts[] = [];
await trainNetwork({
  network,
  data: { training: { ids, blockLength: TOKENS } },
  objective: languageModel,
  optimiser: { kind: 'adamw' },
  schedule: { kind: 'constant', learningRate: 1e-3 },
  batchSize: BATCH,
  clip: 1,
  steps: STEPS,
  evaluateEvery: 1_000_000,
  evaluateBatches: 1,
  seed: 1,
  hooks: { onEvaluate: () => void counter.take(), onStep: () => void steps.push(counter.take()) },
});

// The first step makes what later ones keep.
const later = steps.slice(1);
const middle = (of: (step: StepCounts) => number) => median(later.map(of));
console.log(
  `kernel calls ${middle(({ calls }) => calls)}, numbers read back ${middle(({ reads }) => reads)} times a step`,
);
console.log(
  `allocated ${megabytes(middle(({ allocated }) => allocated))} in ${middle(({ allocations }) => allocations)} pieces`,
);
console.log(`copied ${megabytes(middle(({ copied }) => copied))}`);
const parameters = countParameters(network);
const activations = activationNumbers(network, BATCH, TOKENS);
const peak = Math.max(...later.map(({ peak }) => peak));
const needed = 4 * (4 * parameters + activations.all);
const [at] = later.filter((step) => step.peak === peak);
console.log(
  `parameters, two moments, gradients ${megabytes(16 * parameters)}, activations ${megabytes(4 * activations.all)}`,
);
console.log(`most in use at once ${megabytes(peak)}, in ${at?.peakIn}`);
const strict = needed - 4 * activations.probabilities;
console.log(
  `without attention’s probabilities, which a fused attention computes again, ${(peak / strict).toFixed(2)} of ${megabytes(strict)}`,
);
bar('train.peak-heap-ratio', peak / needed, { atMost: 1.5 });
if (asked('--kernels')) for (const [name, calls] of later.at(-1)?.byName ?? []) console.log(name.padEnd(28), calls);
finish();

function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
