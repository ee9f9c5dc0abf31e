import type { Classifier, Examples } from '@/graph';
import { prepareImages } from '@/nodes/prepare/images/node';
import { run as prepare } from '@/nodes/prepare/images/run';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as train } from '@/nodes/train/classifier/run';
import { testContext } from '@/tests/nodes/support';
import { chain } from './chain';

/** A classifier of digits to judge made ones by, learned in under a minute. Says how many of those put aside it names rightly. */
export async function digitsJudge(training: Examples, validation: Examples): Promise<Classifier> {
  const moved = prepareImages.params.parse({ copies: 2, shift: 2, rotate: 10 });
  const { examples } = await prepare({ examples: training }, moved, testContext());
  const given = { exampleShape: training.shape, classes: training.classes ?? [] };
  const network = chain([
    ['network.example-input', {}, { examples: given }],
    ['network.image-encoder', { channels: 16, halvings: 2, width: 64 }],
    ['network.example-output', { gives: 'classes' }, { examples: given }],
  ]);
  const params = trainClassifier.params.parse({
    steps: 600,
    decaySteps: 600,
    batchSize: 64,
    learningRate: 0.003,
    smoothing: 0.05,
    average: 0.98,
    evaluateEvery: 600,
  });
  const { classifier } = await train({ network, examples, validation }, params, testContext({ seed: 1337 }));
  console.log(`the judge names ${(100 * (classifier.accuracy ?? Number.NaN)).toFixed(1)} % of unseen digits rightly`);
  return classifier;
}
