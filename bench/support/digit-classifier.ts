import type { Classifier, Examples, Facts } from '@/graph';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as train } from '@/nodes/train/classifier/run';
import { testContext } from '@/tests/nodes/support';
import { chain } from './chain';

/** A small convolutional classifier of digits, as quality-classifier measures it and others are judged by. */
export async function digitClassifier(
  training: Examples,
  validation: Examples,
  steps = 1_500,
  told: (text: string) => void = console.log,
): Promise<Classifier> {
  const given: Facts = { exampleShape: training.shape, classes: training.classes ?? [] };
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
  const { classifier, metrics } = await train({ network, examples: training, validation }, params, {
    ...testContext({ seed: 1337 }),
    metric: (step, { validationLoss }) => {
      if (validationLoss !== undefined) told(`step ${step}: validation loss ${validationLoss.toFixed(4)} nats`);
    },
  });
  for (const { name, value, unit = '' } of metrics.values) told(`${name}: ${value.toFixed(3)} ${unit}`);
  return classifier;
}
