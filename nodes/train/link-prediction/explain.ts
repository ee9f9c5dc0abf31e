import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainLinkPrediction } from './node';

const { samples: _none, average: _steady, ...helps } = exampleTrainingHelps;

export const explain: Explanation<typeof trainLinkPrediction> = {
  more: 'Each entity and each relation gets a vector, so that facts that are there score higher than others. What then scores high and is not there is likely missing: who works for a company mostly lives where it has its seat. Some facts are put aside; for each, all entities are ranked as its object, and as its subject. In the filtered setting, entities that make another true fact do not count as mistakes.',
  formula:
    'TransE: −‖h + r − t‖²    DistMult: ∑ h r t    ComplEx: Re ∑ h r t̄      MRR = mean of 1 / rank,  hits@k = share of ranks ≤ k',
  lookAt:
    'MRR beside that of guessing by how often each entity stands in such facts: only what is above it was learned. What is left to chance in a world cannot be foretold.',
  source:
    'Bordes et al. 2013 (TransE, filtered ranks); Yang et al. 2015; Trouillon et al. 2016; Lacroix et al. 2018 (loss over all entities)',
  params: {
    ...helps,
    scorer:
      'TransE sees a relation as a step from here to there. DistMult cannot tell a relation’s direction; ComplEx can.',
    width: 'Each vector has twice as many: of ComplEx the real and the imaginary parts.',
    heldOut: 'The share of facts that are not learned but ranked.',
    predict: 'The likeliest facts that are not in the graph, of subjects that have none of that relation yet.',
  },
  outputs: { predicted: 'With how sure it is: the share of the object among all entities that such a fact may have.' },
};
