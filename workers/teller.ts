import type { UserFacingError, View } from '@/graph';

interface Inside {
  /** The path of a node in the graph that the step runs. */
  readonly inside?: string;
}

/** What a step tells while it works. */
export type StepEvent =
  | (Inside & {
      readonly type: 'inside';
      readonly state: 'running' | 'finished';
      readonly views: Readonly<Record<string, View>>;
      readonly error?: UserFacingError;
    })
  | (Inside & { readonly type: 'computes'; readonly backend: string })
  | (Inside & { readonly type: 'progress'; readonly done: number; readonly total: number; readonly message?: string })
  | (Inside & { readonly type: 'preview'; readonly view: View; readonly port?: string })
  | (Inside & { readonly type: 'metric'; readonly step: number; readonly values: Readonly<Record<string, number>> })
  | (Inside & { readonly type: 'log'; readonly level: 'info' | 'warning'; readonly text: string });

/** Gathers what a step tells, so that a thousand events a second cross to the engine in ten messages. */
export interface Teller {
  /** The newest one of a name is told. */
  latest(name: string, event: StepEvent): void;
  /** Each one is told. */
  every(event: StepEvent): void;
  /** Tells what waits, when it has waited long enough. */
  tick(): void;
  /** What still waits, taken out: it goes with the result. */
  rest(): readonly StepEvent[];
}

const TELL_EVERY = 100;

/** A teller that hands on at most ten times a second, in `emit`'s argument, what was told since. */
export function createTeller(emit: (events: readonly StepEvent[]) => void, now = () => performance.now()): Teller {
  const newest = new Map<string, StepEvent>();
  let all: StepEvent[] = [];
  let told = Number.NEGATIVE_INFINITY;
  const rest = () => {
    const events = [...all, ...newest.values()];
    newest.clear();
    all = [];
    return events;
  };
  const tick = () => {
    if (now() - told < TELL_EVERY) return;
    told = now();
    const events = rest();
    if (events.length > 0) emit(events);
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
    rest,
  };
}

/** The same teller for a node inside the graph that a step runs: what it tells is told under its path. */
export const tellerInside = (teller: Teller, inside: string): Teller => ({
  ...teller,
  latest: (name, event) => teller.latest(`${inside} ${name}`, { ...event, inside }),
  every: (event) => teller.every({ ...event, inside }),
});
