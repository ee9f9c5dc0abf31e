import { crossEntropy } from '../functions/cross-entropy';
import { klDivergence } from '../functions/kl-divergence';
import type { Network } from '../network';
import { add, mul } from '../tf';
import { drawBatch, type TokenBatch, type TokenBlocks } from '../tokens';
import { labelsOf, logitsOf } from './language-model';
import type { Objective } from './objective';

/** Who teaches whom. Both networks' weights lie in one record: the teacher's operations are named by a role (`withRole`), and its weights are frozen. */
export interface Distillation {
  readonly student: Network;
  readonly teacher: Network;
  /** What the text itself counts, 0 to 1; the teacher has the rest. */
  readonly alpha: number;
  /** Both are asked as if less sure of themselves, so that the teacher’s second thoughts count. */
  readonly temperature: number;
}

/**
 * Predict next tokens as a teacher does: `alpha · cross-entropy + (1 − alpha) · T² · KL(teacher‖student)`, both at the temperature T (Hinton et al. 2015,
 * section 2). Where it is only measured the loss is the cross-entropy alone, so that it compares with that of other models.
 */
export const languageDistillation = ({
  student,
  teacher,
  alpha,
  temperature,
}: Distillation): Objective<TokenBlocks, TokenBatch> => ({
  draw: drawBatch,
  size: ({ inputs }) => inputs.length,
  loss(_all, weights, batch, context) {
    const logits = logitsOf(student, weights, batch, context);
    const hard = crossEntropy(logits, labelsOf(batch));
    if (!context.training || alpha === 1) return hard;
    const { training: _training, random: _random, ...asked } = context;
    const soft = klDivergence(logitsOf(teacher, weights, batch, asked), logits, temperature);
    return add(mul(hard, alpha), mul(soft, (1 - alpha) * temperature ** 2)).asScalar();
  },
});
