import { GenloomError } from '@/graph';

export type Command = 'cancel' | 'pause' | 'resume';

/** Cancel, pause and resume for the steps of one thread. What is said names tasks: a thread may hold steps of several runs. */
export interface Control {
  /** A task begins; all that follows is about it. */
  begin(task: string): void;
  end(): void;
  command(command: Command, tasks: readonly string[]): void;
  /** Cancels whatever runs, and whatever would run later: the thread is given up. */
  close(): void;
  /** Of the task that runs. */
  readonly signal: AbortSignal;
  /** Lets messages through, waits while paused. Cheap when called more often than some thirty times a second. @throws GenloomError `cancelled` */
  breathe(): Promise<void>;
}

const HOLD = 30;

export function createControl(): Control {
  const cancelled = new Set<string>();
  const paused = new Set<string>();
  let current: string | null = null;
  let closed = false;
  let controller = new AbortController();
  /** A step may wait in several places at once. */
  const sleepers: (() => void)[] = [];
  let last = performance.now();

  const isPaused = () => current !== null && paused.has(current) && !controller.signal.aborted;
  const throwIfCancelled = () => {
    if (controller.signal.aborted) throw new GenloomError({ code: 'cancelled', title: 'Cancelled.' });
  };
  function wake(): void {
    for (const rise of sleepers.splice(0)) rise();
  }
  function stop(): void {
    controller.abort();
    wake();
  }
  return {
    begin(task) {
      current = task;
      controller = new AbortController();
      if (closed || cancelled.has(task)) controller.abort();
    },
    end() {
      if (current === null) return;
      cancelled.delete(current);
      paused.delete(current);
      current = null;
    },
    command(command, tasks) {
      for (const task of tasks) {
        if (command === 'pause') paused.add(task);
        else paused.delete(task);
        if (command === 'cancel') cancelled.add(task);
      }
      if (command === 'cancel' && current !== null && cancelled.has(current)) stop();
      else wake();
    },
    close() {
      closed = true;
      stop();
    },
    get signal() {
      return controller.signal;
    },
    async breathe() {
      throwIfCancelled();
      if (performance.now() - last < HOLD && !isPaused()) return;
      await nextTask();
      while (isPaused())
        await new Promise<void>((resolve) => {
          sleepers.push(resolve);
        });
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
