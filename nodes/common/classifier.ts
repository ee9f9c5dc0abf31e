import { type Classifier, type Examples, GenloomError } from '@/graph';
import { type Judged, judge } from '@/ml/classify/judge';
import { applyScaling } from '@/ml/data/points';
import { withRole } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { concreteNetwork } from './network';

/**
 * What a trained classifier says of examples as people see them: their classes, and the features that it decides by.
 * @throws GenloomError `judge.other-shape` for examples of another shape than it learned from
 */
export async function judgeExamples(
  { networks, weights, shape, scaling }: Omit<Classifier, 'accuracy'>,
  examples: Examples,
  breathe: () => Promise<void>,
): Promise<Judged> {
  if (examples.shape.join() !== shape.join())
    throw new GenloomError({
      code: 'judge.other-shape',
      title: `The classifier knows examples of the shape [${shape.join(', ')}], and these have [${examples.shape.join(', ')}].`,
      fix: 'Bring both to one shape with “Prepare images”, or train a classifier on examples like these.',
    });
  const network = withRole(concreteNetwork(networks.classifier), 'classifier');
  const uploaded = uploadWeights(network, weights);
  try {
    return await judge(network, uploaded, applyScaling(examples, scaling), breathe);
  } finally {
    disposeAll(uploaded);
  }
}
