import { type Describer, GenloomError, type Run } from '@/graph';
import { joined } from '@/ml/roles';
import { initialiseWeights } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { endOf } from '../../common/describer';
import { gatesOf } from '../../common/describer-language';
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
  const between = params.reads === 'between';
  const { networks, weights, places } = describerOf(classifier, model, {
    hidden: params.hidden,
    queries: params.projector === 'queries' ? params.queries : 0,
    between,
  });
  const { projector, language } = rolesOf(networks);
  const begun: Describer = {
    networks,
    weights: { ...weights, ...initialiseWeights(joined([projector, gatesOf(language)]), context.seed) },
    tokenizer: model.tokenizer,
    places,
    // The end of a line: what comes next is a new one.
    ...(between && { begins: endOf(codecOf(model.tokenizer)) }),
    tuned: false,
    shape: classifier.shape,
    classes: [],
    scaling: classifier.scaling,
    trainedSteps: 0,
  };
  return trainStage(begun, { examples, validation }, { picture: 0, language: 0 }, params, context);
};
