/**
 * MNIST, black and white (each pixel 1 where it is more than a half): minus the evidence bound of a VAE with 20 latent numbers, on 1,000 images put aside of
 * the 10,000, one code drawn for each image and the mean over several draws.
 */
import type { Examples, Facts, JsonObject } from '@/graph';
import { prepareImages } from '@/nodes/prepare/images/node';
import { run as prepare } from '@/nodes/prepare/images/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as train } from '@/nodes/train/vae/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { chain } from '../support/chain';
import { finish, startWasm } from '../support/environment';
import { mnistParts } from '../support/mnist';

const [LATENT, WIDTH, STEPS, COPIES] = [20, 512, 2_000, 4];
await startWasm();

const began = performance.now();
const { training: whole, validation: aside } = await mnistParts();
// What is measured is as it came, but black and white; what is learned from is also moved and turned a little.
const training = await blackAndWhite(whole, {
  copies: COPIES,
  shift: 1.5,
  rotate: 8,
});
const validation = await blackAndWhite(aside, {});

const given: Facts = { exampleShape: training.shape };
const layers = { width: WIDTH, layers: 2, activation: 'silu', residual: true };
const encoder = chain([
  ['network.example-input', {}, { examples: given }],
  ['network.mlp', layers],
  ['network.example-output', { gives: 'latent', latent: LATENT }],
]);
const decoder = chain([
  ['network.noise-input', { width: LATENT }],
  ['network.mlp', layers],
  ['network.example-output', {}, { examples: given }],
]);
const params = trainVae.params.parse({
  likelihood: 'bernoulli',
  steps: STEPS,
  decaySteps: STEPS,
  batchSize: 128,
  learningRate: 0.001,
  minimumLearningRate: 1e-5,
  klWarmUp: 500,
  evaluateEvery: 1_000,
  average: 0.999,
  samples: 0,
});
const learned = performance.now();
const { metrics } = await train({ encoder, decoder, examples: training, validation }, params, {
  ...testContext({ seed: 1337 }),
  metric: (step, { trainingLoss, validationLoss, kl }) => {
    if (validationLoss === undefined || trainingLoss === undefined) return;
    console.log(
      `step ${step}: training ${trainingLoss.toFixed(2)}, validation ${validationLoss.toFixed(2)} nats, of which ${kl?.toFixed(2)} KL`,
    );
  },
});
const seconds = (performance.now() - learned) / 1000;
for (const { name, value, unit = '' } of metrics.values) console.log(`${name}: ${value.toFixed(3)} ${unit}`);
console.log(
  `${training.count} images to learn from, ${validation.count} put aside; ${STEPS} steps in ${seconds.toFixed(0)} s (${((1000 * seconds) / STEPS).toFixed(1)} ms each), ${((performance.now() - began) / 1000).toFixed(0)} s with preparing`,
);
const elbo = metrics.values.find(({ name }) => name === '−ELBO, validation')?.value ?? Number.NaN;
bar('quality-vae.elbo', elbo, { atMost: 115 });
finish();

async function blackAndWhite(examples: Examples, changes: JsonObject): Promise<Examples> {
  const settings = prepareImages.params.parse({ ...changes, binary: true });
  return (await prepare({ examples }, settings, testContext())).examples;
}
