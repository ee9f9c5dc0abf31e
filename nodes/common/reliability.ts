import type { Curve } from '@/graph';
import type { CalibrationBin } from '@/ml/metrics/calibration';

/** The reliability diagram: how often something is right, by how sure it is. None where there is but one bin. */
export const reliabilityCurves = (bins: readonly CalibrationBin[], of: string, name = 'Calibration'): Curve[] =>
  bins.length < 2
    ? []
    : [
        {
          name: `${name}: how often right, by how sure`,
          unit: `share of ${of}`,
          apart: true,
          x: bins.map(({ sure }) => 100 * sure),
          y: bins.map(({ right }) => 100 * right),
        },
      ];

/** The same in words. */
export const reliabilityNotes = (bins: readonly CalibrationBin[], of: string): string[] =>
  bins.map(
    ({ sure, right, count }) =>
      `Where it was ${Math.round(100 * sure)} % sure, it was right in ${Math.round(100 * right)} % of ${count.toLocaleString('en')} ${of}.`,
  );
