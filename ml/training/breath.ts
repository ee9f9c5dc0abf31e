/** How long work may go on without letting messages through, in milliseconds. */
const HOLD = 40;

/** A function to await after each piece of work: lets messages through (`breathe`) once some 40 ms have gone by. */
export function createBreath(breathe: (() => Promise<void>) | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (!breathe || performance.now() - last < HOLD) return;
    await breathe();
    last = performance.now();
  };
}
