import type { UserFacingError } from '@/graph';

/** What a step shows whose worker died twice. */
export const crashed = (reason: string): UserFacingError => ({
  code: 'worker.crashed',
  title: 'The worker that ran this step stopped twice.',
  detail: `It said: “${reason}”. Usually there was not enough memory.`,
  fix: 'Try a smaller batch, a shorter block or a narrower network, or close other tabs; then run again.',
});
