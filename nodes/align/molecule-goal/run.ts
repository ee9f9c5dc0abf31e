import { GenloomError, histogramsView, MOLECULE_PROPERTIES, type MoleculeGoal, type Run } from '@/graph';
import { meanAndDeviation } from '../common/figures';
import type { moleculeGoalNode } from './node';

export const run: Run<typeof moleculeGoalNode> = async ({ molecules }, params, { preview }) => {
  const { property, direction, target, most, impossible, repeated, atoms } = params;
  const values = molecules.items.map(({ properties }) => properties[property]);
  const { mean, deviation } = meanAndDeviation(values);
  const { title } = MOLECULE_PROPERTIES[property];
  if (!(deviation > 0))
    throw new GenloomError({
      code: 'goal.all-alike',
      title: `All of these molecules have the same ${title}, so there is no measure of more and less.`,
      fix: 'Give molecules that differ, or choose another property.',
    });
  const goal: MoleculeGoal = {
    ...{ property, mean, deviation, most, impossible, repeated, atoms },
    wanted: direction === 'near' ? { by: direction, target } : { by: direction },
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
