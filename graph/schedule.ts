/** When a trigger fires by itself: never, after so many minutes, or at times of the day. */
export interface Schedule {
  readonly mode: 'hand' | 'every' | 'daily';
  readonly minutes: number;
  /** `09:00, 17:30`, in the time of whoever has the graph open. */
  readonly at: string;
}

/** As many times a day as a schedule may name. */
const MOST_TIMES = 24;
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/** The times of a day that a text names, in minutes since midnight, in order; null where it names something else, or none. */
export function timesOfDay(said: string): readonly number[] | null {
  const times = said
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [, hours, minutes] = TIME.exec(one) ?? [];
      return hours === undefined ? Number.NaN : Number(hours) * 60 + Number(minutes);
    });
  if (times.length === 0 || times.length > MOST_TIMES || times.some(Number.isNaN)) return null;
  return [...new Set(times)].sort((a, b) => a - b);
}

/**
 * The moment at which a schedule fires next, always later than now: what was missed while nobody looked is not made up for.
 * @param last when it fired last, if it ever did
 * @returns null where it fires by hand alone
 */
export function nextFiring({ mode, minutes, at }: Schedule, now: Date, last: Date | null): Date | null {
  if (mode === 'hand') return null;
  if (mode === 'every') {
    const pace = minutes * 60_000;
    const due = (last?.getTime() ?? 0) + pace;
    return new Date(due > now.getTime() && due <= now.getTime() + pace ? due : now.getTime() + pace);
  }
  const times = timesOfDay(at);
  if (!times) return null;
  const candidates = [0, 1].flatMap((day) =>
    times.map((time) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + day, 0, time)),
  );
  return candidates.find((one) => one.getTime() > now.getTime()) ?? null;
}
