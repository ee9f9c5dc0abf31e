import { GenloomError } from '@/graph';
import type { TrainingDiverged } from '@/ml/training/state';

/** What happened, what is kept, and what to try. */
export function divergedError(thrown: TrainingDiverged): GenloomError {
  const { step } = thrown.lastGood;
  const kept =
    step > 0
      ? `The weights of step ${step.toLocaleString('en')} are kept.`
      : 'It happened before the first look after the start, so nothing is lost.';
  const use = step > 0 ? [`Or set “Steps” to ${step} to use the weights that are kept.`] : [];
  return new GenloomError(
    {
      code: 'train.diverged',
      title: `Training stopped at step ${thrown.step.toLocaleString('en')}: the loss is no longer a number.`,
      detail: `The steps were too large, and the weights ran away. ${kept}`,
      fix: [...thrown.advice, ...use].join(' '),
    },
    { cause: thrown },
  );
}
