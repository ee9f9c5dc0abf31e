import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A text says which token came. A teacher says how likely each would have been, which tells a student far more at each place. So a small model learns from a large one better than from the text alone.',
  formula: 'loss = α · CE(text) + (1 − α) · T² · KL(teacherᵀ ‖ studentᵀ)',
  lookAt:
    'The validation loss beside that of the same student trained without a teacher (weight of the text 1). The curve of single batches counts both parts; what is measured at each look is the text alone.',
  source: 'Hinton, Vinyals & Dean 2015',
};
