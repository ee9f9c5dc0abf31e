import type { RunSummary } from '@/app/client/api';
import { duration } from '@/app/editor/words';

const OUTCOMES: Readonly<Record<RunSummary['outcome'], string>> = {
  running: 'under way',
  finished: 'finished',
  failed: 'ended with errors',
  waiting: 'waited for your yes',
  cancelled: 'stopped',
};
/** A run under way writes every few seconds; one that has been silent for so long, in milliseconds, is over. */
const SILENT = 60_000;

/** `stopped`; `interrupted` when its page went away before its end. */
export function outcomeInWords(run: RunSummary, now = Date.now()): string {
  if (run.outcome !== 'running') return OUTCOMES[run.outcome];
  const seen = Date.parse(run.startedAt) + (secondsOf(run) ?? 0) * 1000;
  const interrupted = fieldOf(run, 'interrupted') === true || now - seen > SILENT;
  return interrupted ? 'interrupted' : OUTCOMES.running;
}

/** `1 min 20 s`: how long it took, or was seen to run; null when nothing tells. */
export function timeInWords(run: RunSummary): string | null {
  const seconds = secondsOf(run);
  return seconds === null ? null : duration(seconds);
}

/** `Last run: stopped after 1 min 20 s`. */
export function lastRunInWords(run: RunSummary, now?: number): string {
  const time = timeInWords(run);
  return `Last run: ${outcomeInWords(run, now)}${time === null ? '' : ` after ${time}`}`;
}

function secondsOf(run: RunSummary): number | null {
  if (run.finishedAt) return (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
  const seconds = fieldOf(run, 'seconds');
  return typeof seconds === 'number' ? seconds : null;
}

const fieldOf = ({ summary }: RunSummary, name: string): unknown =>
  typeof summary === 'object' && summary !== null
    ? Object.entries(summary).find(([key]) => key === name)?.[1]
    : undefined;
