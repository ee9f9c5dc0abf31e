import type { UserFacingError, View } from '@/graph';
import type { Teller } from './teller';

/** What is shown of a graph that a step runs a thousand times a second: now and then one of its rounds, and the last. */
export interface Glimpses {
  show(path: string, state: 'running' | 'finished', views: () => Readonly<Record<string, View>>): void;
  fail(path: string, error: UserFacingError): void;
  /** Shows what was left out last. */
  flush(): void;
}

/** Milliseconds between two glimpses of one node: a look at a value costs, and nobody sees more. */
const SHOW_EVERY = 250;

export function createGlimpses(teller: Teller, now = () => performance.now()): Glimpses {
  const shown = new Map<string, number>();
  const waiting = new Map<string, () => void>();

  return {
    show(path, state, views) {
      const tell = () => {
        shown.set(path, now());
        waiting.delete(path);
        teller.latest(`inside ${path}`, { type: 'inside', inside: path, state, views: views() });
      };
      if (now() - (shown.get(path) ?? Number.NEGATIVE_INFINITY) >= SHOW_EVERY) tell();
      // What is under way is no news a moment later.
      else if (state === 'finished') waiting.set(path, tell);
    },
    fail(path, error) {
      waiting.delete(path);
      teller.every({ type: 'inside', inside: path, state: 'finished', views: {}, error });
    },
    flush() {
      for (const tell of [...waiting.values()]) tell();
    },
  };
}
