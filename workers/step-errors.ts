import type { UserFacingError } from '@/graph';
import { isOutOfMemory, outOfMemory } from './out-of-memory';

/** What a step shows whose worker died twice, from what the worker said at last. */
export const diedTwice = (last: Error): UserFacingError =>
  isOutOfMemory(last)
    ? outOfMemory(last.message)
    : {
        code: 'worker.crashed',
        title: 'The worker that ran this step stopped twice.',
        detail: `It said: “${last.message}”. Usually there was not enough memory.`,
        fix: 'Try a smaller batch, a shorter block or a narrower network, or close other tabs; then run again.',
      };
