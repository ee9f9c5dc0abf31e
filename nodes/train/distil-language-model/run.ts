import type { Run } from '@/graph';
import { languageDistillation } from '@/ml/objectives/language-distillation';
import { joined, withRole } from '@/ml/roles';
import { initialiseWeights } from '@/ml/weights';
import { concreteNetwork } from '../../common/network';
import { refuseMasked } from '../common/model-wiring';
import { refuseUnfit } from '../common/token-fit';
import { trainOnTokens } from '../common/token-training';
import { NEXT_TOKEN_WORDS, writing } from '../common/writing';
import type { distilLanguageModel } from './node';

const ROLE = 'teacher';

export const run: Run<typeof distilLanguageModel> = async (inputs, params, context) => {
  const { training, validation } = inputs;
  refuseMasked(inputs.teacher);
  const student = concreteNetwork(inputs.network);
  const teacher = withRole(concreteNetwork(inputs.teacher.network), ROLE);
  for (const network of [student, teacher]) refuseUnfit(network, training);
  const frozen = Object.fromEntries(
    Object.entries(inputs.teacher.weights).map(([key, weight]) => [`${ROLE}/${key}`, weight]),
  );
  const { alpha, temperature } = params;
  const { trained, metrics } = await trainOnTokens(training, validation, params, context, {
    network: joined([teacher, student]),
    objective: languageDistillation({ student, teacher, alpha, temperature }),
    words: NEXT_TOKEN_WORDS,
    start: { weights: initialiseWeights(student, context.seed), frozen },
    ...writing(student, training, params, context),
  });
  return { model: { network: inputs.network, ...trained }, metrics };
};
