import { type RunEvent, sentenceOf, type View } from '@/graph';

/** Tells a run line by line: what begins and ends, every tenth of a long step, and the numbers that came out. */
export function createTeller(titleOf: (id: string) => string, say: (line: string) => void): (event: RunEvent) => void {
  const tenths = new Map<string, number>();
  return (event) => {
    switch (event.type) {
      case 'started':
        return say(`▸ ${titleOf(event.nodeId)}`);
      case 'progress': {
        const tenth = event.total > 0 ? Math.floor((10 * event.done) / event.total) : 0;
        if (tenth <= (tenths.get(event.nodeId) ?? 0) || tenth >= 10) return;
        tenths.set(event.nodeId, tenth);
        return say(`  ${10 * tenth} %${event.message === undefined ? '' : ` · ${event.message}`}`);
      }
      case 'log':
        return say(`  ${event.level === 'warning' ? '! ' : ''}${event.text}`);
      case 'finished': {
        say(`✓ ${titleOf(event.nodeId)} (${event.cached ? 'was there already' : `${event.seconds.toFixed(1)} s`})`);
        for (const line of Object.values(event.views).flatMap(numbersOf)) say(`    ${line}`);
        return;
      }
      case 'failed':
        return say(`✗ ${titleOf(event.nodeId)}: ${sentenceOf(event.error)}`);
      case 'waits':
        return say(`… ${titleOf(event.nodeId)}: ${sentenceOf(event.why)}`);
      case 'skipped':
        return say(`– ${titleOf(event.nodeId)} did not run.`);
      case 'run-finished':
        return say(`The run ${ENDS[event.outcome]} after ${event.seconds.toFixed(1)} s.`);
      default:
        return;
    }
  };
}

const ENDS = {
  succeeded: 'succeeded',
  failed: 'failed',
  waiting: 'waits for a yes',
  cancelled: 'was cancelled',
} as const;

const numbersOf = (view: View): string[] =>
  view.view === 'numbers'
    ? view.items.map(
        ({ label, value, unit }) => `${label}: ${[value, unit].filter((part) => part !== undefined).join(' ')}`,
      )
    : [];
