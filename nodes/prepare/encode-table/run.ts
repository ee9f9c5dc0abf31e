import { type Examples, examplesView, GenloomError, type Run } from '@/graph';
import { refuseHugeNumbers } from '@/ml/data/read';
import { encodeTable as encode, fitEncoding, scalingOfRows, widthOf } from '@/ml/data/table';
import { createRandom } from '@/ml/random';
import type { encodeTable } from './node';

/** The most numbers of a row: a network over more of them is no longer one for tables. */
const WIDEST = 2_000;

export const run: Run<typeof encodeTable> = async (
  { table },
  { scaling, classes, spread },
  { seed, preview, breathe },
) => {
  if (table.rows.length === 0)
    throw new GenloomError({
      code: 'table.no-rows',
      title: 'The table has no rows.',
      fix: 'Look at what comes in: there must be at least one.',
    });
  const codec = fitEncoding(table, { scaling, ...(classes.trim() !== '' && { classes: classes.trim() }) });
  const widest = codec.columns.reduce((most, column) => (widthOf(column) > widthOf(most) ? column : most));
  if (codec.width === 0)
    throw new GenloomError({
      code: 'table.no-numbers',
      title: 'Besides its class this table has no column.',
      fix: 'Give a table with more columns, or take no column as class.',
    });
  if (codec.width > WIDEST)
    throw new GenloomError({
      code: 'table.too-wide',
      title: `Each row would become ${codec.width.toLocaleString('en')} numbers; at most ${WIDEST.toLocaleString('en')} are taken.`,
      detail: `Most of them, ${widthOf(widest).toLocaleString('en')}, come from column “${widest.name}”.`,
      fix: 'Leave columns with many different words out, in “Table”.',
    });
  refuseHugeNumbers('The table', table.rows.length * codec.width);
  await breathe();
  const examples: Examples = {
    ...encode(table, codec, spread ? createRandom(seed).split('spread') : undefined),
    scaling: scalingOfRows(codec),
  };
  preview(examplesView(examples), 'examples');
  return { examples, codec };
};
