import { stopGradient } from '../functions/stop-gradient';
import { add, mul, type Scalar, type Tensor, type Tensor1D, tensor1d, tidy } from '../tf';
import { batchTensors, type NoisedBatch, perRow, rowShares } from './batch';
import type { Denoiser } from './denoiser';
import { diffusionLevels, type Level, levelsAhead } from './levels';
import { weightedSquares } from './loss';
import { addNoise, convertPrediction, type Prediction, readPrediction } from './parameterisation';
import { type NoiseSchedule, signalToNoise } from './schedules';

export interface ProgressiveLossOptions {
  readonly schedule: NoiseSchedule;
  /** How many steps the student is to take; the teacher takes twice as many. Times come from `gridTime` with this number. */
  readonly steps: number;
  readonly prediction: Prediction;
  readonly teacherPrediction: Prediction;
  /** Of the squared error of x₀: max(SNR, 1), or SNR + 1 (Salimans & Ho 2022, eq. 9); truncated if not said. */
  readonly weighting?: 'truncated-snr' | 'snr-plus-one';
}

/**
 * The loss of progressive distillation (Salimans & Ho 2022, algorithm 2): from a time on, the student's one step of DDIM should lead to
 * where the teacher's two lead. A differentiable scalar.
 * @throws RangeError for a time that is not on the student's grid, or more than half as many steps as the schedule has.
 */
export function progressiveLoss(
  { student, teacher }: { readonly student: Denoiser; readonly teacher: Denoiser },
  batch: NoisedBatch,
  { schedule, steps, prediction, teacherPrediction, weighting = 'truncated-snr' }: ProgressiveLossOptions,
): Scalar {
  return tidy(() => {
    const { clean, epsilon, times, labels } = batchTensors(batch);
    const grid = diffusionLevels(schedule, 2 * steps);
    const from = levelsAhead(grid, batch.times, 0);
    const shares = rowShares(from, clean.rank);
    const x = addNoise(clean, epsilon, shares);
    const wanted = stopGradient(() => {
      const between = levelsAhead(grid, batch.times, 1);
      const to = levelsAhead(grid, batch.times, 2);
      const middle = stepOf(teacher, teacherPrediction, x, from, between, labels);
      return cleanThrough(x, stepOf(teacher, teacherPrediction, middle, between, to, labels), from, to);
    });
    const found = convertPrediction(student(x, times, labels), prediction, 'x0', x, shares);
    const weights = from.map(({ signal }) => {
      const snr = signalToNoise(signal ** 2);
      return weighting === 'truncated-snr' ? Math.max(snr, 1) : snr + 1;
    });
    return weightedSquares(found, wanted, weights);
  });
}

/** One step of DDIM without noise, each row from its level to another. */
function stepOf(
  denoiser: Denoiser,
  prediction: Prediction,
  x: Tensor,
  from: readonly Level[],
  to: readonly Level[],
  labels: Tensor1D | undefined,
): Tensor {
  const times = tensor1d(
    from.map(({ time }) => time),
    'float32',
  );
  const said = readPrediction(denoiser(x, times, labels), prediction, x, rowShares(from, x.rank));
  return addNoise(said.clean, said.epsilon, rowShares(to, x.rank));
}

/** The x₀ whose single step of DDIM leads from `x` to `reached`: `(reached − r x) / (α_to − r α_from)`, r = σ_to / σ_from. */
function cleanThrough(x: Tensor, reached: Tensor, from: readonly Level[], to: readonly Level[]): Tensor {
  const parts = from.map((start, row) => {
    const end = to[row] ?? start;
    const ratio = end.noise / start.noise;
    const share = 1 / (end.signal - ratio * start.signal);
    return { reached: share, start: -ratio * share };
  });
  return add(
    mul(
      reached,
      perRow(
        parts.map(({ reached }) => reached),
        x.rank,
      ),
    ),
    mul(
      x,
      perRow(
        parts.map(({ start }) => start),
        x.rank,
      ),
    ),
  );
}
