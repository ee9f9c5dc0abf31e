import { stopGradient } from '../functions/stop-gradient';
import {
  add,
  mean,
  mul,
  type Scalar,
  sqrt,
  squaredDifference,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tidy,
} from '../tf';
import { batchTensors, type NoisedBatch, perRow, rowShares } from './batch';
import type { Denoiser } from './denoiser';
import { diffusionLevels, type Level, levelsAhead } from './levels';
import { weightedSquares } from './loss';
import { addNoise, convertPrediction, type Prediction, readPrediction } from './parameterisation';
import type { NoiseSchedule } from './schedules';

/** What a consistency function is made of besides its denoiser. */
export interface ConsistencyOptions {
  /** What the denoiser within it predicts. */
  readonly prediction: Prediction;
  /** σ_data: the standard deviation of the data; 0.5 if not said, as in the paper, for images in [−1, 1]. */
  readonly dataDeviation?: number;
}

/**
 * The consistency function `f(x_t, t)`, from any point of a path to the path's data: `skip · x + out · x̂₀`, with x̂₀ as
 * the denoiser predicts it. Without noise skip is 1 and out 0, so f is the identity there, whatever the denoiser says
 * (Song et al. 2023, eq. 5; x̂₀ in place of a free network as in Luo et al. 2023). With ς = noise / signal, skip is
 * σ_data² / (ς² + σ_data²) of x / signal, and out is what lacks to 1. A row at the data is asked about as time 0.
 */
export function consistencyFunction(
  denoiser: Denoiser,
  x: Tensor,
  levels: readonly Level[],
  labels: Tensor1D | undefined,
  { prediction, dataDeviation = 0.5 }: ConsistencyOptions,
): Tensor {
  return tidy(() => {
    const times = tensor1d(
      levels.map(({ time }) => Math.max(time, 0)),
      'float32',
    );
    const clean = convertPrediction(denoiser(x, times, labels), prediction, 'x0', x, rowShares(levels, x.rank));
    const all = levels.map(({ signal, noise }) => noise ** 2 + (signal * dataDeviation) ** 2);
    const skip = levels.map(({ signal }, row) => (signal * dataDeviation ** 2) / (all[row] ?? 1));
    const out = levels.map(({ noise }, row) => noise ** 2 / (all[row] ?? 1));
    return add(mul(x, perRow(skip, x.rank)), mul(clean, perRow(out, x.rank)));
  });
}

/** Who takes part in a consistency distillation. The teacher may be guided. */
export interface ConsistencyPeople {
  readonly student: Denoiser;
  /** The student with averaged weights (`createEma`); no gradient flows to it, so it may be the student itself. */
  readonly target: Denoiser;
  /** A trained diffusion. */
  readonly teacher: Denoiser;
  readonly teacherPrediction: Prediction;
}

export interface ConsistencyLossOptions extends ConsistencyOptions {
  readonly schedule: NoiseSchedule;
  /** Into how many steps the teacher cuts a path. The batch's times come from `gridTime` with the same number. */
  readonly steps: number;
  /** How far apart two results are; squared if not said. Pseudo-Huber is Song & Dhariwal 2024, eq. 8. */
  readonly distance?: 'squared' | 'pseudo-huber';
}

/**
 * The loss of consistency distillation (Song et al. 2023, algorithm 2): the student at a time should say what the target
 * says one step of the teacher (DDIM) nearer to the data. A differentiable scalar.
 * @throws RangeError for a time that is not on the grid.
 */
export function consistencyLoss(
  { student, target, teacher, teacherPrediction }: ConsistencyPeople,
  batch: NoisedBatch,
  options: ConsistencyLossOptions,
): Scalar {
  return tidy(() => {
    const { clean, epsilon, times, labels } = batchTensors(batch);
    const grid = diffusionLevels(options.schedule, options.steps);
    const [from, to] = [levelsAhead(grid, batch.times, 0), levelsAhead(grid, batch.times, 1)];
    const shares = rowShares(from, clean.rank);
    const x = addNoise(clean, epsilon, shares);
    const wanted = stopGradient(() => {
      const said = readPrediction(teacher(x, times, labels), teacherPrediction, x, shares);
      const nearer = addNoise(said.clean, said.epsilon, rowShares(to, x.rank));
      return consistencyFunction(target, nearer, to, labels, options);
    });
    const found = consistencyFunction(student, x, from, labels, options);
    return options.distance === 'pseudo-huber' ? pseudoHuber(found, wanted) : weightedSquares(found, wanted);
  });
}

/** `√(‖a − b‖² + c²) − c` of each item, c = 0.00054 √numbers (Song & Dhariwal 2024), and the mean of that. */
function pseudoHuber(found: Tensor, wanted: Tensor): Scalar {
  const axes = found.shape.map((_, axis) => axis).slice(1);
  const c = 0.00054 * Math.sqrt(found.size / (found.shape[0] ?? 1));
  return mean(sub(sqrt(add(sum(squaredDifference(found, wanted), axes), c ** 2)), c));
}
