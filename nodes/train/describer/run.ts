import { type Describer, GenloomError, type Run } from '@/graph';
import { initialiseWeights } from '@/ml/weights';
import { describerOf } from '../../common/describer-network';
import { rolesOf } from '../../common/network';
import type { trainDescriber } from './node';
import { trainStage } from './stage';

export const run: Run<typeof trainDescriber> = ({ encoder, model, examples, validation }, params, context) => {
  if (encoder.shape.join() !== examples.shape.join())
    throw new GenloomError({
      code: 'describer.other-shape',
      title: 'The encoder learned from pictures of another shape than these.',
      fix: 'Connect the pictures that the encoder learned from, or others of their size.',
    });
  const { networks, weights } = describerOf(encoder, model, params);
  const { projector } = rolesOf({ projector: networks.projector });
  const begun: Describer = {
    networks,
    weights: { ...weights, ...initialiseWeights(projector, context.seed) },
    tokenizer: model.tokenizer,
    places: params.places,
    tuned: false,
    shape: encoder.shape,
    classes: [],
    scaling: encoder.scaling,
    trainedSteps: 0,
  };
  return trainStage(begun, { examples, validation }, 'projector', params, context);
};
