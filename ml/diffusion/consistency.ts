import { stopGradient } from '../functions/stop-gradient';
import { add, mean, mul, type Scalar, sqrt, squaredDifference, sub, sum, type Tensor, tidy } from '../tf';
import { batchTensors, type NoisedBatch, perRow, rowShares } from './batch';
import { type Level, levelsAhead } from './levels';
import { weightedSquares } from './loss';
import { addNoise } from './parameterisation';
import { type Asked, cleanAt, type RowSolver, rowStep, type Told } from './row-step';

/** What a consistency function is made of besides its denoiser. */
export interface ConsistencyOptions {
  /**
   * σ_data, where the denoiser predicts x₀ or ε; 0.5 if not said. What is skipped is most of x while noise / signal is less. Luo et al. 2023 take a tenth
   * of 0.5, so that x̂₀ alone counts nearly everywhere: a denoiser that has to undo what is skipped is asked for huge numbers.
   */
  readonly dataDeviation?: number;
}

/**
 * The consistency function `f(x_t, t)`, from any point of a path to the path's data: `skip · x + out · F`, where without noise skip is 1 and out 0, so
 * that f is the identity there, whatever the denoiser says (Song et al. 2023, eq. 5). A row at the data is asked about as time 0.
 *
 * - Where F is a velocity, f is x̂₀ itself: `signal · x − noise · v` is the paper's skip and out (of data with deviation 1), and a flow's `x − t · u`
 *   has the same form.
 * - Otherwise F is x̂₀ (Luo et al. 2023). With ς = noise / signal, skip is σ_data² / (ς² + σ_data²) of x / signal, and out is what lacks to 1.
 */
export function consistencyFunction(
  asked: Asked,
  x: Tensor,
  levels: readonly Level[],
  told?: Told,
  { dataDeviation = 0.5 }: ConsistencyOptions = {},
): Tensor {
  return tidy(() => {
    const clean = cleanAt(asked, x, levels, told);
    if (asked.reading === 'v' || asked.reading === 'velocity') return clean;
    const all = levels.map(({ signal, noise }) => noise ** 2 + (signal * dataDeviation) ** 2);
    const skip = levels.map(({ signal }, row) => (signal * dataDeviation ** 2) / (all[row] ?? 1));
    const out = levels.map(({ noise }, row) => noise ** 2 / (all[row] ?? 1));
    return add(mul(x, perRow(skip, x.rank)), mul(clean, perRow(out, x.rank)));
  });
}

/** Who takes part in a consistency distillation. The teacher may be guided. */
export interface ConsistencyPeople {
  readonly student: Asked;
  /** The student with averaged weights (`createEma`); no gradient flows to it, so it may be the student itself. */
  readonly target: Asked;
  /** Trained by diffusion or flow matching. */
  readonly teacher: Asked;
}

export interface ConsistencyLossOptions extends ConsistencyOptions {
  /** The steps into which the teacher cuts a path. The batch's times are among theirs (`gridTime`). */
  readonly grid: readonly Level[];
  /** How the teacher takes its step; DDIM if not said. Heun's asks it twice, and strays less. */
  readonly solver?: RowSolver;
  /** How far apart two results are; squared if not said. Pseudo-Huber is Song & Dhariwal 2024, eq. 8. */
  readonly distance?: 'squared' | 'pseudo-huber';
}

/**
 * The loss of consistency distillation (Song et al. 2023, eq. 7 and algorithm 2): the student at a time should say what the target
 * says one step of the teacher nearer to the data. A differentiable scalar.
 * @throws RangeError for a time that is not on the grid.
 */
export function consistencyLoss(
  { student, target, teacher }: ConsistencyPeople,
  batch: NoisedBatch,
  { grid, solver = 'ddim', distance = 'squared', ...options }: ConsistencyLossOptions,
): Scalar {
  return tidy(() => {
    const { clean, epsilon, labels, captions } = batchTensors(batch);
    const told: Told = { labels, captions };
    const [from, to] = [levelsAhead(grid, batch.times, 0), levelsAhead(grid, batch.times, 1)];
    const x = addNoise(clean, epsilon, rowShares(from, clean.rank));
    const wanted = stopGradient(() => {
      const nearer = rowStep(solver, teacher, { x, from, to, told });
      return consistencyFunction(target, nearer, to, told, options);
    });
    const found = consistencyFunction(student, x, from, told, options);
    return distance === 'pseudo-huber' ? pseudoHuber(found, wanted) : weightedSquares(found, wanted);
  });
}

/** `√(‖a − b‖² + c²) − c` of each item, c = 0.00054 √numbers (Song & Dhariwal 2024), and the mean of that. */
function pseudoHuber(found: Tensor, wanted: Tensor): Scalar {
  const axes = found.shape.map((_, axis) => axis).slice(1);
  const c = 0.00054 * Math.sqrt(found.size / (found.shape[0] ?? 1));
  return mean(sub(sqrt(add(sum(squaredDifference(found, wanted), axes), c ** 2)), c));
}
