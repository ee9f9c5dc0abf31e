/** What was told with how much certainty, and whether it was right: 1, 0, or a share between. */
export interface Prediction {
  /** 0 to 1. */
  readonly sure: number;
  readonly right: number;
}

export interface CalibrationBin {
  /** Mean certainty of its predictions. */
  readonly sure: number;
  /** The share that was right. */
  readonly right: number;
  readonly count: number;
}

export interface Calibration {
  readonly accuracy: number;
  /** Mean distance of certainty from rightness, weighted by how many predictions there are (Guo et al. 2017, eq. 3), 0 to 1. */
  readonly calibrationError: number;
  /** The reliability diagram, in order of certainty; empty bins are left out. */
  readonly bins: readonly CalibrationBin[];
}

/** The expected calibration error and its reliability diagram, over equally wide bins between `from`, the certainty of a blind guess, and 1. */
export function calibrationOf(
  predictions: readonly Prediction[],
  { bins: count = 10, from = 0 }: { readonly bins?: number; readonly from?: number } = {},
): Calibration {
  const meanOf = (some: readonly Prediction[], of: 'sure' | 'right') =>
    some.reduce((sum, one) => sum + one[of], 0) / some.length;
  const binOf = ({ sure }: Prediction) => Math.min(count - 1, Math.floor(((sure - from) / (1 - from)) * count));
  const bins = Array.from({ length: count }, (_, bin) => predictions.filter((one) => binOf(one) === bin))
    .filter((some) => some.length > 0)
    .map((some) => ({ sure: meanOf(some, 'sure'), right: meanOf(some, 'right'), count: some.length }));
  return {
    accuracy: meanOf(predictions, 'right'),
    calibrationError: bins.reduce(
      (sum, bin) => sum + (bin.count / predictions.length) * Math.abs(bin.sure - bin.right),
      0,
    ),
    bins,
  };
}
