import { GenloomError, type Run, tableView } from '@/graph';
import { decodeTable as decode } from '@/ml/data/table';
import type { decodeTable } from './node';

export const run: Run<typeof decodeTable> = ({ examples, codec }, _params, { preview, log }) => {
  const broken = examples.data.reduce((sum, value) => sum + Number(!Number.isFinite(value)), 0);
  if (broken === examples.data.length && broken > 0)
    throw new GenloomError({
      code: 'table.not-a-number',
      title: 'What was made holds no numbers.',
      fix: 'Train the model again with a lower learning rate.',
    });
  if (broken > 0)
    log('warning', `${broken.toLocaleString('en')} of what was made are no numbers; they count as missing.`);
  const table = decode(examples, codec);
  preview(tableView(table, 5), 'table', 'stays');
  return { table };
};
