import { GenloomError, type UserFacingError } from '@/graph';

/** What a step shows whose worker died twice. */
export const crashed = (reason: string): UserFacingError => ({
  code: 'worker.crashed',
  title: 'The worker that ran this step stopped twice.',
  detail: `${reason.replace(/\.?$/, '.')} Usually there was not enough memory.`,
  fix: 'Try a smaller batch, a shorter block or a narrower network, or close other tabs; then run again.',
});

/** What a step shows when something was thrown that is nobody's sentence. */
export function unexpected(error: unknown): UserFacingError {
  if (error instanceof GenloomError) return error;
  return {
    code: 'unexpected',
    title: 'Something went wrong inside this step.',
    detail: error instanceof Error ? error.message : String(error),
  };
}
