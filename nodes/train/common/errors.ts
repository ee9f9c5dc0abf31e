import { GenloomError } from '@/graph';
import type { TrainingDiverged } from '@/ml/training/state';

/** What 16 bytes for each parameter (weights, gradients, two moments) may come to before a browser gives up. */
const MOST_PARAMETERS = 400_000_000;

/** @throws GenloomError `train.too-large` before the memory is asked for */
export function refuseLarge(parameters: number): void {
  if (parameters <= MOST_PARAMETERS) return;
  throw new GenloomError({
    code: 'train.too-large',
    title: `A network of ${parameters.toLocaleString('en')} parameters does not fit into a browser’s memory while it trains.`,
    fix: 'Use a smaller width, fewer layers or a smaller vocabulary.',
  });
}

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
