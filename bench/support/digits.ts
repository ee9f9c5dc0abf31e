import type { Classifier, Examples, Facts, Generator, JsonObject, Metrics } from '@/graph';
import { prepareImages } from '@/nodes/prepare/images/node';
import { run as prepare } from '@/nodes/prepare/images/run';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as runClassifier } from '@/nodes/train/classifier/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as runVae } from '@/nodes/train/vae/run';
import { testContext } from '@/tests/nodes/support';
import { chain } from './chain';

/** Images to learn from, and others that were put aside. */
export interface Parts {
  readonly training: Examples;
  readonly validation: Examples;
}

/** What is told of a training while it goes on. */
export type Telling = (step: number, values: Readonly<Record<string, number>>) => void;

/** A classifier of digits, of convolutions, learned from two moved and turned copies of each image. */
export async function digitClassifier(
  { training, validation }: Parts,
  steps: number,
  metric: Telling = () => {},
): Promise<{ readonly classifier: Classifier; readonly metrics: Metrics }> {
  const examples = await changed(training, { copies: 2, shift: 2, rotate: 10 });
  const given: Facts = { exampleShape: examples.shape, classes: examples.classes ?? [] };
  const network = chain([
    ['network.example-input', {}, { examples: given }],
    ['network.image-encoder', { channels: 16, halvings: 2, width: 64 }],
    ['network.example-output', { gives: 'classes' }, { examples: given }],
  ]);
  const params = trainClassifier.params.parse({
    steps,
    decaySteps: steps,
    batchSize: 64,
    learningRate: 0.003,
    minimumLearningRate: 1e-5,
    weightDecay: 0.01,
    smoothing: 0.05,
    evaluateEvery: 250,
    average: 0.99,
  });
  return runClassifier({ network, examples, validation }, params, { ...testContext({ seed: 1337 }), metric });
}

/** A VAE of 20 latent numbers, of dense layers. */
export async function digitVae(
  { training: examples, validation }: Parts,
  steps: number,
  metric: Telling = () => {},
): Promise<{ readonly model: Generator; readonly metrics: Metrics }> {
  const given: Facts = { exampleShape: examples.shape };
  const layers = { width: 512, layers: 2, activation: 'silu', residual: true };
  const latent = 20;
  const encoder = chain([
    ['network.example-input', {}, { examples: given }],
    ['network.mlp', layers],
    ['network.example-output', { gives: 'latent', latent }],
  ]);
  const decoder = chain([
    ['network.noise-input', { width: latent }],
    ['network.mlp', layers],
    ['network.example-output', {}, { examples: given }],
  ]);
  const params = trainVae.params.parse({
    likelihood: 'bernoulli',
    steps,
    decaySteps: steps,
    batchSize: 128,
    learningRate: 0.001,
    minimumLearningRate: 1e-5,
    klWarmUp: 500,
    evaluateEvery: 1_000,
    average: 0.999,
    samples: 0,
  });
  return runVae({ encoder, decoder, examples, validation }, params, { ...testContext({ seed: 1337 }), metric });
}

/** Images as “Prepare images” makes them. */
export async function changed(examples: Examples, changes: JsonObject): Promise<Examples> {
  return (await prepare({ examples }, prepareImages.params.parse(changes), testContext())).examples;
}
