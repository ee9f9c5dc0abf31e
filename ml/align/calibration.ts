/** How sure a judge of pairs was, and how often it was right then. */
export interface CalibrationBin {
  /** Mean probability of what it preferred, 0.5 to 1. */
  readonly sure: number;
  /** The share that it was right about. */
  readonly right: number;
  readonly count: number;
}

export interface Calibration {
  readonly accuracy: number;
  /** Mean distance of sureness from rightness, weighted by how many pairs there are (Guo et al. 2017, eq. 3), 0 to 1. */
  readonly calibrationError: number;
  /** In order of sureness; empty ones are left out. */
  readonly bins: readonly CalibrationBin[];
}

/** Between a half and all. */
const BINS = 5;

/** From how far the score of the preferred text lies above that of the other one, pair by pair. A tie is half right. */
export function calibrationOf(differences: readonly number[]): Calibration {
  const judged = differences.map((apart) => ({
    sure: 1 / (1 + Math.exp(-Math.abs(apart))),
    right: apart > 0 ? 1 : apart < 0 ? 0 : 0.5,
  }));
  const meanOf = (some: typeof judged, of: 'sure' | 'right') =>
    some.reduce((sum, one) => sum + one[of], 0) / some.length;
  const bins = Array.from({ length: BINS }, (_, bin) =>
    judged.filter(({ sure }) => Math.min(BINS - 1, Math.floor((sure - 0.5) * 2 * BINS)) === bin),
  )
    .filter((some) => some.length > 0)
    .map((some) => ({ sure: meanOf(some, 'sure'), right: meanOf(some, 'right'), count: some.length }));
  return {
    accuracy: meanOf(judged, 'right'),
    calibrationError: bins.reduce(
      (sum, { sure, right, count }) => sum + (count / judged.length) * Math.abs(sure - right),
      0,
    ),
    bins,
  };
}
