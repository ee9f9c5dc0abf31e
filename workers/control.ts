import { GenloomError } from '@/graph';

/** Cancel, pause and resume for the step that runs in this thread. */
export interface Control {
  /** A new step begins: whatever was said to the former one is forgotten. */
  begin(): void;
  command(command: 'cancel' | 'pause' | 'resume'): void;
  readonly signal: AbortSignal;
  /** Lets messages through, waits while paused, throws once cancelled. Cheap when called more often than some thirty times a second. */
  breathe(): Promise<void>;
}

const HOLD = 30;

export function createControl(): Control {
  let controller = new AbortController();
  let resume: (() => void) | null = null;
  let pausing: Promise<void> | null = null;
  let last = performance.now();
  const throwIfCancelled = () => {
    if (controller.signal.aborted) throw new GenloomError({ code: 'cancelled', title: 'Cancelled.' });
  };
  return {
    begin() {
      if (controller.signal.aborted) controller = new AbortController();
    },
    command(command) {
      if (command === 'pause') pausing ??= new Promise((resolve) => (resume = resolve));
      else {
        if (command === 'cancel') controller.abort();
        resume?.();
        resume = null;
        pausing = null;
      }
    },
    get signal() {
      return controller.signal;
    },
    async breathe() {
      throwIfCancelled();
      if (performance.now() - last < HOLD && !pausing) return;
      await nextTask();
      while (pausing) await pausing;
      last = performance.now();
      throwIfCancelled();
    },
  };
}

/** Waits until messages that have arrived are dealt with. Timers would be held back by browsers to 4 ms. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      port2.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
