import type { Run } from '@/graph';
import { runsFromTable } from '@/ml/physics/from-table';
import type { prepareTimeSeries } from './node';

export const run: Run<typeof prepareTimeSeries> = async ({ table }, params, { log }) => {
  const { trajectories, filled, leftOut } = runsFromTable(table, {
    time: params.time.trim(),
    run: params.run.trim(),
    controls: linesOf(params.controls),
    parameters: linesOf(params.parameters),
    timeStep: params.timeStep,
  });
  if (filled > 0)
    log(
      'warning',
      `${filled.toLocaleString('en')} missing ${filled === 1 ? 'number was' : 'numbers were'} drawn as a line between their neighbours.`,
    );
  if (leftOut.length > 0) log('warning', `Columns of words were left out: ${leftOut.join(', ')}.`);
  return { trajectories };
};

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
