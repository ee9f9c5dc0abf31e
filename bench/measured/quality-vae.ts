/**
 * MNIST, black and white (each pixel 1 where it is more than a half): minus the evidence bound of a VAE with 20 latent numbers, on 1,000 images put aside of
 * the 10,000, one code drawn for each image and the mean over several draws.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Examples, extendNode, type Facts, type JsonObject, type Network } from '@/graph';
import { catalogue } from '@/nodes';
import { prepareImages } from '@/nodes/prepare/images/node';
import { run as prepare } from '@/nodes/prepare/images/run';
import { splitExamples } from '@/nodes/prepare/split-examples/node';
import { run as split } from '@/nodes/prepare/split-examples/run';
import { sourceImages } from '@/nodes/source/images/node';
import { run as readImages } from '@/nodes/source/images/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as train } from '@/nodes/train/vae/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

const FOLDER = '../shared/data/images';
const [LATENT, WIDTH, STEPS, COPIES] = [20, 512, 2_000, 4];
await startWasm();

const began = performance.now();
const { training: whole, validation: aside } = await split(
  { examples: await mnist() },
  splitExamples.params.parse({ validation: 0.1 }),
  testContext(),
);
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
bar('elbo', elbo, { atMost: 115 });
finish();

async function mnist(): Promise<Examples> {
  const files = new Map<string, Uint8Array>();
  const file = (name: string) => {
    const bytes = new Uint8Array(readFileSync(`${FOLDER}/${name}`));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.set(sha256, bytes);
    return { name, size: bytes.length, sha256 };
  };
  const chosen = {
    origin: 'mnist',
    images: file('mnist-t10k-images-idx3-ubyte.gz'),
    labels: file('mnist-t10k-labels-idx1-ubyte.gz'),
    count: 10_000,
  };
  return (await readImages({}, sourceImages.params.parse(chosen), testContext({ files }))).examples;
}

async function blackAndWhite(examples: Examples, changes: JsonObject): Promise<Examples> {
  const settings = prepareImages.params.parse({ ...changes, binary: true });
  return (await prepare({ examples }, settings, testContext())).examples;
}

/** A network from its first block to its last, as wires would make it. */
function chain(blocks: readonly (readonly [type: string, params: object, inputs?: Record<string, Facts>])[]): Network {
  let facts: Facts | undefined;
  for (const [type, params, inputs = {}] of blocks) {
    const contract = catalogue.get(type);
    if (!contract) throw new Error(`there is no ${type}`);
    const wired = facts ? { ...inputs, network: facts } : inputs;
    const extended = extendNode(contract, wired, contract.params.parse(params), { nodeId: type });
    if (!extended.ok) throw new Error(extended.error.title);
    facts = extended.facts.network;
  }
  if (!facts?.network) throw new Error('no network');
  return facts.network;
}
