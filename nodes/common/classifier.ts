import { type Classifier, type Examples, GenloomError } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { type Judged, judge } from '@/ml/classify/judge';
import { probabilitiesOf } from '@/ml/classify/probabilities';
import { applyScaling } from '@/ml/data/points';
import type { Network } from '@/ml/network';
import { withRole } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { excerpt } from './documents';
import { concreteNetwork } from './network';

type Known = Omit<Classifier, 'accuracy'>;

/**
 * What a trained classifier says of examples as people see them: their classes, and the features that it decides by.
 * @throws GenloomError `judge.other-shape` for examples of another shape than it learned from
 */
export const judgeExamples = (
  classifier: Known,
  examples: Examples,
  breathe: (done: number) => Promise<void>,
): Promise<Judged> =>
  withClassifier(classifier, examples, (network, weights, scaled) => judge(network, weights, scaled, breathe));

/** How likely it takes each class to be, of each example: rows of `[classes]`. @throws GenloomError `judge.other-shape` */
export const classProbabilities = (
  classifier: Known,
  examples: Examples,
  breathe: () => Promise<void>,
): Promise<Arrays> =>
  withClassifier(classifier, examples, (network, weights, scaled) =>
    probabilitiesOf(network, weights, scaled, breathe),
  );

async function withClassifier<Result>(
  { networks, weights, shape, scaling }: Known,
  examples: Examples,
  work: (network: Network, weights: ReturnType<typeof uploadWeights>, scaled: Arrays) => Promise<Result>,
): Promise<Result> {
  if (examples.shape.join() !== shape.join())
    throw new GenloomError({
      code: 'judge.other-shape',
      title: `The classifier knows examples of the shape [${shape.join(', ')}], and these have [${examples.shape.join(', ')}].`,
      fix: 'Bring both to one shape with “Prepare images”, or train a classifier on examples like these.',
    });
  const network = withRole(concreteNetwork(networks.classifier), 'classifier');
  const uploaded = uploadWeights(network, weights);
  try {
    return await work(network, uploaded, applyScaling(examples, scaling));
  } finally {
    disposeAll(uploaded);
  }
}

/**
 * The classes of examples as the classifier counts them, matched by their names whatever the case: a folder may hold some of them, in another order.
 * @throws GenloomError where examples have no classes, or one that the classifier does not know
 */
export function labelsAs({ classes: known }: Pick<Classifier, 'classes'>, examples: Examples): Int32Array {
  const { labels, classes, count } = examples;
  if (!labels || !classes)
    throw new GenloomError({
      code: 'classifier.no-classes',
      title: 'These examples have no classes to compare with.',
      fix: 'Give examples with classes: of image files, the folders that they lie in.',
    });
  if (count === 0)
    throw new GenloomError({
      code: 'classifier.no-examples',
      title: 'There are no examples to look at.',
      fix: 'Look at what comes in: a filter before this node may have removed everything.',
    });
  const places = new Map(known.map((name, place) => [nameOf(name), place]));
  const used = new Set(labels);
  const unknown = classes.filter((name, label) => used.has(label) && !places.has(nameOf(name)));
  if (unknown.length > 0)
    throw new GenloomError({
      code: 'classifier.other-classes',
      title: `The classifier does not know ${unknown.length === 1 ? 'the class' : `${unknown.length} of the classes, such as`} “${excerpt(unknown[0] ?? '', 60)}”.`,
      detail: `It knows ${known.slice(0, 20).join(', ')}${known.length > 20 ? ` and ${known.length - 20} more` : ''}.`,
      fix: 'Name the folders as the classes that it learned, or leave these out in “Classes to keep” of “Images”.',
    });
  return labels.map((label) => places.get(nameOf(classes[label] ?? '')) ?? -1);
}

const nameOf = (name: string): string => name.trim().toLowerCase();
