import type { View } from '@/graph';

/** What a step tells while it works. */
export type StepEvent =
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly message?: string }
  | { readonly type: 'preview'; readonly view: View; readonly port?: string }
  | { readonly type: 'metric'; readonly step: number; readonly values: Readonly<Record<string, number>> }
  | { readonly type: 'log'; readonly level: 'info' | 'warning'; readonly text: string };

/** Gathers what a step tells, so that a thousand events a second cross to the engine in ten messages. */
export interface Teller {
  /** The newest one of a name is told. */
  latest(name: string, event: StepEvent): void;
  /** Each one is told. */
  every(event: StepEvent): void;
  /** Tells what waits, when it has waited long enough. */
  tick(): void;
  flush(): void;
}

const TELL_EVERY = 100;

/** A teller that hands on at most ten times a second, in `emit`'s argument, what was told since. */
export function createTeller(emit: (events: readonly StepEvent[]) => void): Teller {
  const newest = new Map<string, StepEvent>();
  let all: StepEvent[] = [];
  let told = 0;
  const flush = () => {
    const events = [...all, ...newest.values()];
    newest.clear();
    all = [];
    told = performance.now();
    if (events.length > 0) emit(events);
  };
  const tick = () => {
    if (performance.now() - told >= TELL_EVERY) flush();
  };
  return {
    latest(name, event) {
      newest.set(name, event);
      tick();
    },
    every(event) {
      all.push(event);
      tick();
    },
    tick,
    flush,
  };
}
