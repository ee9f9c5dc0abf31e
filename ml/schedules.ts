/** How the learning rate goes on from step to step. */
export interface Schedule {
  readonly kind: 'cosine' | 'linear' | 'constant';
  readonly learningRate: number;
  /** What it decays to; unused by `constant`. */
  readonly minimumLearningRate?: number;
  /** Steps over which it rises from near 0. */
  readonly warmupSteps?: number;
  /** The step at which the minimum is reached; usually that of the whole training. Unused by `constant`. */
  readonly decaySteps?: number;
  /** Begins anew every so many steps (“warm restarts”, Loshchilov & Hutter 2017). */
  readonly restartEvery?: number;
}

/**
 * The learning rate at a step, counted from 0: rises linearly over the warm-up, `(step + 1) / (warmupSteps + 1)` of it,
 * then decays to the minimum along half a cosine (Loshchilov & Hutter 2017) or a line, or stays. nanoGPT's formula.
 */
export function learningRateAt(counted: number, schedule: Schedule): number {
  const {
    kind,
    learningRate,
    minimumLearningRate = 0,
    warmupSteps = 0,
    decaySteps = Number.POSITIVE_INFINITY,
    restartEvery = Number.POSITIVE_INFINITY,
  } = schedule;
  const step = counted % restartEvery;
  if (step < warmupSteps) return (learningRate * (step + 1)) / (warmupSteps + 1);
  if (kind === 'constant' || decaySteps === Number.POSITIVE_INFINITY) return learningRate;
  if (step >= decaySteps) return minimumLearningRate;
  const progress = (step - warmupSteps) / (decaySteps - warmupSteps);
  const share = kind === 'cosine' ? 0.5 * (1 + Math.cos(Math.PI * progress)) : 1 - progress;
  return minimumLearningRate + share * (learningRate - minimumLearningRate);
}
