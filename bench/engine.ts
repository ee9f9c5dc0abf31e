/**
 * Engine overhead in the browser: a thousand tiny real steps with a fresh store, the same run again, and a check after one edited parameter.
 * `npm run bench -- engine`
 */

import type { EngineTimes } from './pages/engine';
import { bar, median, within } from './support/bar';
import { onBenchPage } from './support/browser';

const ROUNDS = 5;
const rounds: EngineTimes[] = await onBenchPage('engine.ts', async (page) => {
  await page.waitForFunction('typeof window.measureEngine === "function"');
  const times: EngineTimes[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const one = await within(120, page.evaluate<EngineTimes>(`window.measureEngine(${round})`));
    if (one.finished !== 1_000) throw new Error(`of 1,000 steps ${one.finished} finished`);
    console.log(
      `round ${round + 1}: start ${one.start.toFixed(0)} ms, first ${one.first.toFixed(0)} ms (${one.finished} steps), again ${one.again.toFixed(0)} ms (${one.cached} from cache), re-check ${one.recheck.toFixed(2)} ms, of the source ${one.recheckSource.toFixed(2)} ms`,
    );
    times.push(one);
  }
  return times;
});
bar('engine-1000-nodes-seconds', median(rounds.map((one) => one.first)) / 1000, { atMost: 1 });
bar('engine-unchanged-ms', median(rounds.map((one) => one.again)), { atMost: 50 }, 1);
bar('engine-recheck-ms', median(rounds.map((one) => one.recheck)), { atMost: 5 });
bar('engine-recheck-source-ms', median(rounds.map((one) => one.recheckSource)), { atMost: 5 });
