import { stopGradient } from '../functions/stop-gradient';
import { type Scalar, tidy } from '../tf';
import { batchTensors, type NoisedBatch, rowShares } from './batch';
import { type Level, levelsAhead } from './levels';
import { weightedSquares } from './loss';
import { addNoise } from './parameterisation';
import { type Asked, cleanAt, cleanThrough, rowStep, type Told } from './row-step';

export interface ProgressiveLossOptions {
  /** The teacher's steps, an even number of them. The student's are every second one, and the batch's times where those begin. */
  readonly grid: readonly Level[];
  /** Of the squared error of x₀: max(SNR, 1), or SNR + 1 (Salimans & Ho 2022, eq. 9); truncated if not said. */
  readonly weighting?: 'truncated-snr' | 'snr-plus-one';
}

/**
 * The loss of progressive distillation (Salimans & Ho 2022, algorithm 2): from a time on, the student's one step of DDIM should lead to
 * where the teacher's two lead. A differentiable scalar.
 * @throws RangeError for a time that is not on the grid, or from which it does not go on for two steps.
 */
export function progressiveLoss(
  { student, teacher }: { readonly student: Asked; readonly teacher: Asked },
  batch: NoisedBatch,
  { grid, weighting = 'truncated-snr' }: ProgressiveLossOptions,
): Scalar {
  return tidy(() => {
    const { clean, epsilon, labels, captions } = batchTensors(batch);
    const told: Told = { labels, captions };
    const from = levelsAhead(grid, batch.times, 0);
    const x = addNoise(clean, epsilon, rowShares(from, clean.rank));
    const wanted = stopGradient(() => {
      const between = levelsAhead(grid, batch.times, 1);
      const to = levelsAhead(grid, batch.times, 2);
      const middle = rowStep('ddim', teacher, { x, from, to: between, told });
      return cleanThrough(x, rowStep('ddim', teacher, { x: middle, from: between, to, told }), from, to);
    });
    const found = cleanAt(student, x, from, told);
    const weights = from.map(({ signal, noise }) => {
      const snr = (signal / noise) ** 2;
      return weighting === 'truncated-snr' ? Math.max(snr, 1) : snr + 1;
    });
    return weightedSquares(found, wanted, weights);
  });
}
