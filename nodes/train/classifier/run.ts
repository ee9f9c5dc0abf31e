import { type Examples, GenloomError, type Run } from '@/graph';
import { accuracyOf } from '@/ml/classify/judge';
import { classification } from '@/ml/objectives/classifier';
import { judgeExamples } from '../../common/classifier';
import { rolesOf } from '../../common/network';
import { trainNetworks } from '../common/example-training';
import { givenTo } from '../common/labels';
import type { TrainingWords } from '../common/words';
import type { trainClassifier } from './node';

const words: TrainingWords = {
  loss: 'cross-entropy, nats per example',
  unit: 'nats per example',
  speed: 'examples/s',
  measures: {
    accuracy: {
      title: 'Right in the last look',
      help: 'The share of a few batches that the classifier got right, from 0 to 1.',
      better: 'higher',
      apart: true,
    },
  },
};

export const run: Run<typeof trainClassifier> = async ({ network, examples, validation }, params, context) => {
  for (const [what, given] of givenTo(examples, validation)) requireClasses(given, what);
  const networks = { classifier: network };
  const roles = rolesOf(networks);
  const { trained, metrics } = await trainNetworks(
    networks,
    roles,
    examples,
    validation,
    { ...params, samples: 0 },
    context,
    { words, objective: classification(roles.classifier, { smoothing: params.smoothing }) },
  );
  const model = { ...trained, networks };
  const measured = validation && validation.count > 0 ? validation : examples;
  const accuracy = accuracyOf(await judgeExamples(model, measured, context.breathe), measured);
  return {
    classifier: { ...model, accuracy },
    metrics: {
      ...metrics,
      values: [
        {
          name: measured === validation ? 'Accuracy, validation' : 'Accuracy, training',
          value: 100 * accuracy,
          unit: '%',
          better: 'higher',
          help: `The share of all ${measured.count.toLocaleString('en')} ${measured === validation ? 'examples that were put aside' : 'examples'} whose class it tells.`,
        },
        ...metrics.values,
      ],
    },
  };
};

function requireClasses({ labels, classes }: Examples, what: string): void {
  if (!labels)
    throw new GenloomError({
      code: 'train.no-labels',
      title: `The ${what} have no classes to learn.`,
      fix: 'Give examples with classes: of image files, the folders that they lie in.',
    });
  const [first] = labels;
  if (labels.every((label) => label === first))
    throw new GenloomError({
      code: 'train.one-class',
      title: `All ${what} are of one class${classes?.[first ?? 0] ? `, “${classes[first ?? 0]}”` : ''}.`,
      detail: 'There is nothing to tell apart.',
      fix: 'Give examples of at least two classes.',
    });
}
