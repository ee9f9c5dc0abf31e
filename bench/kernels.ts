/**
 * Ours beside plain TF.js, kernel by kernel, over shapes of which some are awkward, in turns in one Chromium.
 * `npm run bench -- kernels [--write] [--only PART_OF_A_NAME] [--quick]`; `--quick` measures each once, to see that all run and agree.
 */
import { atMostApart, median } from './support/bar';
import { compare, withContenders } from './support/contenders';
import { circumstances, ms, table, times, writePerformance } from './support/table';

const [quick, write] = [process.argv.includes('--quick'), process.argv.includes('--write')];
const at = process.argv.indexOf('--only');
const only = at < 0 ? '' : (process.argv[at + 1] ?? '');
const plan = quick ? { rounds: 1, runs: 1, warm: 0 } : { rounds: 5, runs: 3, warm: 1 };

await withContenders(['ours', 'plain'], async ({ ours, plain }, browser) => {
  const rows: string[][] = [];
  const ratios: number[] = [];
  for (const task of ours.tasks.filter((name) => name.startsWith('kernel ') && name.includes(only))) {
    const found = await compare([ours, plain], task, {}, () => plan);
    const [own, theirs] = [found.ours, found.plain];
    if (!own || !theirs) throw new Error('a contender is missing');
    const size = Math.max(1, ...theirs.values.map(Math.abs));
    atMostApart(own.values, theirs.values, 1e-4 * size, task);
    const ratio = theirs.median / own.median;
    ratios.push(ratio);
    rows.push([task.slice('kernel '.length), ms(own.median), ms(theirs.median), times(ratio)]);
    console.log(rows.at(-1)?.join('   '));
  }
  const text = `${table(['kernel, and the shapes of its inputs', 'ours', 'plain TF.js', 'plain / ours'], rows)}\n\n${circumstances(browser.version())}`;
  const slowest = ratios.indexOf(Math.min(...ratios));
  console.log(`\n${text}\n\nmiddle ratio ${times(median(ratios))}; smallest: ${rows[slowest]?.join(', ')}`);
  if (write && !quick)
    writePerformance(
      'kernels',
      `\`npm run bench -- kernels\`: TF.js's kernels on wasm, ours beside its own.\n\n${text}`,
    );
});
