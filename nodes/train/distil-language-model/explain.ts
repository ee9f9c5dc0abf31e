import type { Explanation } from '@/graph';
import { sampleHelps, tokenDetailHelps, tokenTrainingHelps } from '../common/helps';
import type { distilLanguageModel } from './node';

export const explain: Explanation<typeof distilLanguageModel> = {
  more: 'A text says which token came. A teacher says how likely each would have been, which tells a student far more at each place. So a small model learns from a large one better than from the text alone.',
  formula: 'loss = α · CE(text) + (1 − α) · T² · KL(teacherᵀ ‖ studentᵀ)',
  lookAt:
    'The validation loss beside that of the same student trained without a teacher (weight of the text 1). The curve of single batches counts both parts; what is measured at each look is the text alone.',
  source: 'Hinton, Vinyals & Dean 2015',
  params: {
    ...sampleHelps,
    ...tokenDetailHelps,
    ...tokenTrainingHelps,
    alpha: 'How much the text itself counts beside the teacher. 1 is training without a teacher.',
    temperature: 'Above 1 the teacher’s less likely tokens count more: they say what it takes for nearly right.',
  },
  inputs: {
    network: 'A smaller network with the same vocabulary.',
  },
};
