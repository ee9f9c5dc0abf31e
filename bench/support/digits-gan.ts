import type { Examples, Network } from '@/graph';
import { trainGan } from '@/nodes/train/gan/node';
import { chain } from './chain';

/** Steps of a GAN on MNIST that takes a few minutes on two cores. */
const STEPS = 2_400;

/** A generator and a critic of convolutions for digits of 28 × 28 pixels, both told the class or neither. */
export function digitNetworks(
  given: Examples,
  classes: boolean,
): { readonly generator: Network; readonly critic: Network } {
  const facts = { exampleShape: given.shape, ...(given.classes && { classes: given.classes }) };
  return {
    generator: chain([
      ['network.noise-input', { width: 64, classes }, { examples: facts }],
      ['network.image-decoder', { channels: 8, doublings: 2, activation: 'relu' }, { examples: facts }],
    ]),
    critic: chain([
      ['network.example-input', { classes }, { examples: facts }],
      ['network.image-encoder', { channels: 16, halvings: 2, width: 128, norm: 'none', activation: 'leaky-relu' }],
      ['network.minibatch-deviation', {}],
      ['network.mlp', { width: 64, layers: 1, activation: 'leaky-relu' }],
      ['network.example-output', { gives: 'score' }],
    ]),
  };
}

export const digitTraining = trainGan.params.parse({
  loss: 'non-saturating',
  r1: 1,
  criticMoves: 1,
  steps: STEPS,
  decaySteps: STEPS,
  minimumLearningRate: 2e-4,
  batchSize: 32,
  learningRate: 1.5e-3,
  beta1: 0,
  beta2: 0.99,
  average: 0.995,
  evaluateEvery: 100,
  samples: 0,
});
