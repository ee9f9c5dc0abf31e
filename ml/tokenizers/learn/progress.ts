/** How a long piece of learning is followed, and stopped: it is awaited about every 50 ms, and what it throws ends the learning. */
export interface Following {
  readonly onProgress?: (done: number, total: number) => void | Promise<void>;
}

/** How long work goes on before others are let through, in milliseconds. */
const HOLD = 50;

/** A function to call often; it awaits `onProgress` when it is time. Awaiting its result costs a microtask only then. */
export function createReporter({ onProgress }: Following): (done: number, total: number) => Promise<void> | undefined {
  let last = performance.now();
  return (done, total) => {
    if (!onProgress || performance.now() - last < HOLD) return undefined;
    return Promise.resolve(onProgress(done, total)).then(() => {
      last = performance.now();
    });
  };
}
