import { type TextJudge, textLogits } from '../classify/texts';
import { crossEntropy } from '../functions/cross-entropy';
import { argMax, cast, equal, mean, type Tensor, tensor1d } from '../tf';
import type { LossContext, Objective } from './objective';

/** A text and the place of its class. */
export interface LabelledText {
  readonly ids: ArrayLike<number>;
  readonly label: number;
}

/** Tell classes of texts apart: the cross-entropy of the labels in nats a text (as GPT and BERT are fine-tuned: Radford et al. 2018; Devlin et al. 2019). */
export function textClassification(judge: TextJudge): Objective<readonly LabelledText[], readonly LabelledText[]> {
  const logitsOf = (weights: Readonly<Record<string, Tensor>>, batch: readonly LabelledText[], context: LossContext) =>
    textLogits(
      judge,
      weights,
      batch.map(({ ids }) => ids),
      context,
    );
  const labelsOf = (batch: readonly LabelledText[]) =>
    tensor1d(
      batch.map(({ label }) => label),
      'int32',
    );
  return {
    draw: (data, batchSize, random) =>
      Array.from({ length: batchSize }, () => data[random.int(data.length)]).filter((one) => one !== undefined),
    size: (batch) => batch.reduce((sum, { ids }) => sum + ids.length, 0),
    loss: (_all, weights, batch, context) => crossEntropy(logitsOf(weights, batch, context), labelsOf(batch)),
    measures(weights, batch, context) {
      const told = cast(argMax(logitsOf(weights, batch, context), -1), 'int32');
      return { accuracy: mean(cast(equal(told, labelsOf(batch)), 'float32')).asScalar() };
    },
  };
}
