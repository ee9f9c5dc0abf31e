import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { tuneDescriber } from './node';

const { samples: _samples, average: _average, ...helps } = exampleTrainingHelps;

export const explain: Explanation<typeof tuneDescriber> = {
  more: 'The second of two stages. After the projector has learned to be understood, the language model learns too: to look at what stands before its words, and to answer what is asked. The encoder may learn along, more slowly: it was taught classes, and here it is asked for places and numbers too. Without the first stage the language model would be torn about by tokens that mean nothing yet.',
  formula: 'loss = −Σ log p(wordₜ | projector(seen), question, earlier words)',
  lookAt: 'What it says of pictures that were put aside, and how many of its tokens are right.',
  source: 'Liu et al. 2023 (LLaVA, section 4.2, stage 2)',
  params: {
    ...helps,
    encoderRate: 'How fast the encoder learns, as a share of the learning rate. 0: it stays as it is, as in LLaVA.',
    batchSize: 'Captions or questions that one step learns from.',
  },
  inputs: {
    describer: 'Of “Tell a language model of pictures”.',
    examples: 'With a caption each; further lines may ask and answer.',
  },
};
