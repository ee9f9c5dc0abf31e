import type { RunEvent, RunEventBody } from '@/graph';

/** The events of one run on their way to who listens: in order, with the time since the run began, a few at a time. */
export interface EventBuffer {
  tell(body: RunEventBody): void;
  flush(): void;
  /** Milliseconds since the run began. */
  elapsed(): number;
}

/** Milliseconds that an event may wait for others. */
const TELL_EVERY = 40;

export function createEventBuffer(runId: string, onEvents: (events: readonly RunEvent[]) => void): EventBuffer {
  const began = performance.now();
  let waiting: RunEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const elapsed = () => performance.now() - began;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const events = waiting;
    waiting = [];
    if (events.length > 0) onEvents(events);
  }
  return {
    tell(body) {
      waiting.push({ runId, at: elapsed(), ...body });
      timer ??= setTimeout(flush, TELL_EVERY);
    },
    flush,
    elapsed,
  };
}
