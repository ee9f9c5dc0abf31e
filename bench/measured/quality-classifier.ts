/** MNIST: the share of 1,000 images put aside that a classifier tells, trained on 9,000 with copies that are moved and turned a little. */
import type { Facts } from '@/graph';
import { prepareImages } from '@/nodes/prepare/images/node';
import { run as prepare } from '@/nodes/prepare/images/run';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as train } from '@/nodes/train/classifier/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { chain } from '../support/chain';
import { finish, startWasm } from '../support/environment';
import { mnistParts } from '../support/mnist';

const STEPS = 1_500;
await startWasm();
const { training, validation } = await mnistParts();
const moved = prepareImages.params.parse({ copies: 2, shift: 2, rotate: 10 });
const { examples } = await prepare({ examples: training }, moved, testContext());

const given: Facts = { exampleShape: training.shape, classes: training.classes ?? [] };
const network = chain([
  ['network.example-input', {}, { examples: given }],
  ['network.image-encoder', { channels: 16, halvings: 2, width: 64 }],
  ['network.example-output', { gives: 'classes' }, { examples: given }],
]);
const params = trainClassifier.params.parse({
  steps: STEPS,
  decaySteps: STEPS,
  batchSize: 64,
  learningRate: 0.003,
  minimumLearningRate: 1e-5,
  weightDecay: 0.01,
  smoothing: 0.05,
  evaluateEvery: 250,
  average: 0.99,
});
const began = performance.now();
const { classifier, metrics } = await train({ network, examples, validation }, params, {
  ...testContext({ seed: 1337 }),
  metric: (step, { validationLoss }) => {
    if (validationLoss !== undefined) console.log(`step ${step}: validation loss ${validationLoss.toFixed(4)} nats`);
  },
});
console.log(`trained in ${((performance.now() - began) / 1000).toFixed(0)} s`);
for (const { name, value, unit = '' } of metrics.values) console.log(`${name}: ${value.toFixed(3)} ${unit}`);
bar('quality-classifier.accuracy', 100 * classifier.accuracy, { atLeast: 98 }, 1);
finish();
