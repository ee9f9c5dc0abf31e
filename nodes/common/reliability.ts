import type { Curve } from '@/graph';
import type { CalibrationBin } from '@/ml/metrics/calibration';

const DIAGRAM = { unit: '% right', over: '% sure', apart: true } as const;

/** The reliability diagram: how often something is right, by how sure it is. None where there is but one bin. */
export const reliabilityCurves = (bins: readonly CalibrationBin[], name = 'Calibration'): Curve[] =>
  bins.length < 2
    ? []
    : [
        {
          name,
          ...DIAGRAM,
          x: bins.map(({ sure }) => 100 * sure),
          y: bins.map(({ right }) => 100 * right),
        },
      ];

/** Where something would lie that is as sure as it should be. */
export const asSureAsRight: Curve = { name: 'As sure as right', ...DIAGRAM, x: [0, 100], y: [0, 100] };

/** The same in words. */
export const reliabilityNotes = (bins: readonly CalibrationBin[], of: string): string[] =>
  bins.map(
    ({ sure, right, count }) =>
      `Where it was ${Math.round(100 * sure)} % sure, it was right in ${Math.round(100 * right)} % of ${count.toLocaleString('en')} ${of}.`,
  );
