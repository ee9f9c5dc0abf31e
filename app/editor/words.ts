/** `< 0.1 s`, `0.8 s`, `38 s`, `1 min 45 s`, `2 h 5 min`: no more digits than anybody needs. */
export function duration(seconds: number): string {
  if (seconds < 0.05) return '< 0.1 s';
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const minutes = Math.floor((seconds + 0.5) / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor((seconds + 0.5) % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `0.8 s`, `38 s`, `1:45`, `2 h 5 min`: as {@link duration}, where there is little room. */
export function clock(seconds: number): string {
  if (seconds < 59.5 || seconds >= 3600) return duration(seconds);
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** What is said of whatever waits for a person: a node, a run, the page. */
export const WAITS = 'Waits for your yes';

/** How far work came that was stopped, cut off, or asked for more, and that it is not lost. */
export const keptInWords = ({ step, total, waits }: Kept): string =>
  waits
    ? `${WAITS} after ${step.toLocaleString('en')} ${step === 1 ? 'step' : 'steps'}. It goes on from there.`
    : total === undefined
      ? `Came as far as step ${step.toLocaleString('en')}. Run goes on from there.`
      : `Trained to step ${step.toLocaleString('en')} of ${total.toLocaleString('en')}. Run goes on from there.`;
interface Kept {
  readonly step: number;
  readonly total?: number;
  readonly waits?: boolean;
}

/** What a run that was stopped did to a step: one whose turn had not come never began. */
export const stoppedOf = ({ startedAt }: { readonly startedAt?: number }): string =>
  startedAt === undefined ? 'not started' : 'stopped';

/** `31 MB`, `4.2 GB`. */
export function bytes(count: number): string {
  if (count < 1e3) return `${count} bytes`;
  if (count < 1e6) return `${(count / 1e3).toFixed(0)} kB`;
  if (count < 1e9) return `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} MB`;
  return `${(count / 1e9).toFixed(1)} GB`;
}
