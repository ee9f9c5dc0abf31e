import { type Calibration, calibrationOf } from '../metrics/calibration';

/** How sure a judge of pairs was and how often right, from how far the score of the preferred text lies above that of the other. A tie is half right. */
export const pairCalibrationOf = (differences: readonly number[]): Calibration =>
  calibrationOf(
    differences.map((apart) => ({
      sure: 1 / (1 + Math.exp(-Math.abs(apart))),
      right: apart > 0 ? 1 : apart < 0 ? 0 : 0.5,
    })),
    // Of two, a guess is half sure.
    { bins: 5, from: 0.5 },
  );
