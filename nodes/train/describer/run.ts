import { type Describer, GenloomError, type Run } from '@/graph';
import { initialiseWeights } from '@/ml/weights';
import { describerOf } from '../../common/describer-network';
import { rolesOf } from '../../common/network';
import type { trainDescriber } from './node';
import { trainStage } from './stage';

export const run: Run<typeof trainDescriber> = ({ classifier, model, examples, validation }, params, context) => {
  if (classifier.shape.join() !== examples.shape.join())
    throw new GenloomError({
      code: 'describer.other-shape',
      title: 'The classifier learned from pictures of another shape than these.',
      fix: 'Connect the pictures that the classifier learned from, or others of their size.',
    });
  const { networks, weights, places } = describerOf(classifier, model, {
    hidden: params.hidden,
    queries: params.projector === 'queries' ? params.queries : 0,
  });
  const { projector } = rolesOf({ projector: networks.projector });
  const begun: Describer = {
    networks,
    weights: { ...weights, ...initialiseWeights(projector, context.seed) },
    tokenizer: model.tokenizer,
    places,
    tuned: false,
    shape: classifier.shape,
    classes: [],
    scaling: classifier.scaling,
    trainedSteps: 0,
  };
  return trainStage(begun, { examples, validation }, { picture: 0, language: 0 }, params, context);
};
