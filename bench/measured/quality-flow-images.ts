/**
 * MNIST, 28 × 28 in 256 shades: bits per dimension of a small Glow on 1,000 images put aside of the 10,000, and of what knows less: that all shades are
 * as likely, and how often each shade comes.
 */
import type { Examples, Facts } from '@/graph';
import { trainFlow } from '@/nodes/train/flow/node';
import { run as train } from '@/nodes/train/flow/run';
import { testContext } from '@/tests/nodes/support';
import { chain } from '../support/chain';
import { finish, startWasm } from '../support/environment';
import { mnistParts } from '../support/mnist';

const STEPS = 2_000;
await startWasm();

const { training, validation } = await mnistParts();
const given: Facts = { exampleShape: training.shape };
const network = chain([
  ['network.example-input', {}, { examples: given }],
  ['network.glow', { levels: 2, steps: 4, width: 32 }],
]);
const params = trainFlow.params.parse({
  steps: STEPS,
  decaySteps: STEPS,
  batchSize: 32,
  learningRate: 0.004,
  minimumLearningRate: 1e-5,
  evaluateEvery: 200,
  samples: 0,
});
const began = performance.now();
const { metrics } = await train({ network, examples: training, validation }, params, {
  ...testContext({ seed: 1337 }),
  metric: (step, { trainingLoss, validationLoss }) => {
    if (validationLoss !== undefined)
      console.log(
        `step ${step}, ${((performance.now() - began) / 1000).toFixed(0)} s: training ${trainingLoss?.toFixed(3)}, validation ${validationLoss.toFixed(3)} bits per dimension`,
      );
  },
});
const seconds = (performance.now() - began) / 1000;
console.log(`${STEPS} steps in ${seconds.toFixed(0)} s (${((1000 * seconds) / STEPS).toFixed(0)} ms each)`);
for (const { name, value, unit = '' } of metrics.values) console.log(`${name}: ${value.toFixed(3)} ${unit}`);
console.log(
  `all shades as likely: 8 bits; each as often as in training: ${shadesOnly(training, validation).toFixed(3)}`,
);
finish();

/** Bits per pixel where each is drawn for itself, by how often shades came in training, each counted once more. */
function shadesOnly(from: Examples, of: Examples): number {
  const counts = new Float64Array(256).fill(1);
  const shade = (value: number) => Math.round(255 * value);
  for (const value of from.data) counts[shade(value)] = (counts[shade(value)] ?? 0) + 1;
  const total = from.data.length + 256;
  return of.data.reduce((sum, value) => sum - Math.log2((counts[shade(value)] ?? 0) / total), 0) / of.data.length;
}
