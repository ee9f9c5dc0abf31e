import { GenloomError, type UserFacingError } from '@/graph';

/** What JavaScript engines, WebAssembly, TF.js and graphics drivers say when there is no memory left. */
const SAID =
  /out of memory|\bOOM\b|array buffer allocation failed|invalid (typed )?array (buffer )?length|cannot enlarge memory|memory access out of bounds|failed to (allocate|grow)|could not allocate|memory of WebAssembly is full|context lost|device (was|is) lost/i;

/** Whether something was thrown because memory ran out. */
export function isOutOfMemory(thrown: unknown): boolean {
  // What a node tells in its own words may speak of memory that is not this thread's.
  if (thrown instanceof GenloomError) return isOutOfMemory(thrown.cause);
  return thrown instanceof Error && SAID.test(thrown.message);
}

/** What a step that ran out of memory shows; `said` is the machine's own sentence. */
export const outOfMemory = (said: string): UserFacingError => ({
  code: 'step.out-of-memory',
  title: 'This step needs more memory than there is.',
  detail: `${said.replace(/\.?$/, '.')} Everything that had finished is kept.`,
  fix: 'Try a smaller batch, a shorter block or a narrower network, or close other tabs; then run again.',
});
