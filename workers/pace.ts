/** Time left of steps under way, from their pace since their first progress: a training that goes on does not begin at zero. */
export interface Pace {
  /** A step starts, or starts over. */
  start(nodeId: string): void;
  /** Seconds left at the pace so far; null with the first progress, and while nothing moves. */
  secondsLeft(nodeId: string, done: number, total: number): number | null;
  /** While the run is paused, no time passes. */
  pause(): void;
  resume(): void;
}

export function createPace(now: () => number = () => performance.now()): Pace {
  const first = new Map<string, { readonly at: number; readonly done: number }>();
  let pausedAt: number | null = null;
  let idle = 0;
  const clock = () => (pausedAt ?? now()) - idle;
  return {
    start(nodeId) {
      first.delete(nodeId);
    },
    secondsLeft(nodeId, done, total) {
      const begin = first.get(nodeId);
      if (!begin) {
        first.set(nodeId, { at: clock(), done });
        return null;
      }
      const perMillisecond = (done - begin.done) / (clock() - begin.at);
      return perMillisecond > 0 && Number.isFinite(perMillisecond) ? (total - done) / perMillisecond / 1000 : null;
    },
    pause() {
      pausedAt ??= now();
    },
    resume() {
      if (pausedAt !== null) idle += now() - pausedAt;
      pausedAt = null;
    },
  };
}
