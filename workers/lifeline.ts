/** What calls to a thread hang on: when it dies, everything that waits for it is told. */
export interface Lifeline {
  /** The call's result. @throws what was given to `cut`, when that comes first */
  guard<Result>(call: Promise<Result>): Promise<Result>;
  cut(error: Error): void;
}

/**
 * `Promise.race` against a promise that outlives thousands of calls would keep each of their results for as long as it is pending; a lifeline
 * forgets a call that is over.
 */
export function createLifeline(): Lifeline {
  const waiting = new Set<(error: Error) => void>();
  let dead: Error | null = null;
  return {
    guard: (call) =>
      new Promise((resolve, reject) => {
        if (dead) reject(dead);
        waiting.add(reject);
        call.then(resolve, reject).finally(() => waiting.delete(reject));
      }),
    cut(error) {
      dead ??= error;
      for (const reject of waiting) reject(dead);
      waiting.clear();
    },
  };
}
