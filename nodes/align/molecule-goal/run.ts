import { GenloomError, histogramsView, MOLECULE_PROPERTIES, type MoleculeGoal, type Run } from '@/graph';
import { allAlike, otherProperty } from '../../common/property-field';
import { meanAndDeviation } from '../common/figures';
import type { moleculeGoalNode } from './node';

export const run: Run<typeof moleculeGoalNode> = async ({ molecules, predictor }, params, { preview }) => {
  const { property, direction, target, most, impossible, repeated, atoms, notation } = params;
  const values = molecules.items.map(({ properties }) => properties[property]);
  const { mean, deviation } = meanAndDeviation(values);
  const { title } = MOLECULE_PROPERTIES[property];
  if (!(deviation > 0)) throw new GenloomError(allAlike(title));
  if (predictor && predictor.property !== property) throw new GenloomError(otherProperty(predictor.property, property));
  const goal: MoleculeGoal = {
    ...{ property, mean, deviation, most, impossible, repeated, atoms, notation },
    wanted: direction === 'near' ? { by: direction, target } : { by: direction },
    ...(predictor && { predictor }),
  };
  const table = { columns: [{ name: title, kind: 'number' as const }], rows: values.map((value) => [value]) };
  preview(
    histogramsView(
      [{ name: 'Given', table, role: 'given' }],
      `${title} ${mean.toFixed(2)} ± ${deviation.toFixed(2)}; wanted: ${direction === 'near' ? `near ${target}` : direction}`,
    ),
    'goal',
    'stays',
  );
  return { goal };
};
