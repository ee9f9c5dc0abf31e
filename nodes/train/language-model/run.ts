import type { Run } from '@/graph';
import { languageModel } from '@/ml/objectives/language-model';
import { concreteNetwork } from '../../common/network';
import { refuseUnfit } from '../common/token-fit';
import { trainOnTokens } from '../common/token-training';
import { NEXT_TOKEN_WORDS, writing } from '../common/writing';
import type { trainLanguageModel } from './node';

export const run: Run<typeof trainLanguageModel> = async (inputs, params, context) => {
  const { training, validation } = inputs;
  const network = concreteNetwork(inputs.network);
  refuseUnfit(network, training);
  const { trained, metrics } = await trainOnTokens(training, validation, params, context, {
    network,
    objective: languageModel,
    words: NEXT_TOKEN_WORDS,
    ...writing(network, training, params, context),
  });
  return { model: { network: inputs.network, ...trained }, metrics };
};
