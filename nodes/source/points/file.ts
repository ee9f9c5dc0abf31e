import { type Examples, GenloomError, type RunContext, type z } from '@/graph';
import { pointsFromTable } from '@/ml/data/points';
import { refuseHuge } from '@/ml/data/read';
import { readTableFile } from '../../common/read/data';
import type { sourcePoints } from './node';

/**
 * Two columns of a table as points, and a third as their classes.
 * @throws GenloomError `source.no-file`, and with DataError what is wrong with the table and where
 */
export async function pointsFromFile(
  { file, x, y, label }: z.infer<typeof sourcePoints.params>,
  { asset, log, breathe }: RunContext,
): Promise<Examples> {
  if (!file)
    throw new GenloomError({
      code: 'source.no-file',
      title: 'No file has been chosen.',
      fix: 'Drop a file on this node, or choose one of the built-in shapes.',
    });
  refuseHuge(file.name, file.size);
  const warn = (text: string) => log('warning', text);
  const bytes = await asset(file.sha256);
  const { table } = await readTableFile({ name: file.name, bytes }, {}, { warn, breathe });
  const classes = label.trim();
  const { points, leftOut } = pointsFromTable(table, x.trim(), y.trim(), classes === '' ? undefined : classes);
  if (leftOut > 0)
    warn(
      `${leftOut.toLocaleString('en')} of ${table.rows.length.toLocaleString('en')} rows of “${file.name}” ${leftOut === 1 ? 'misses a value and was' : 'miss a value and were'} left out.`,
    );
  return points;
}
