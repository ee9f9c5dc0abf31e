/** Attempts at most, the first one included. */
export const ATTEMPTS = 4;
/** A service that asks for more patience is told as busy at once. */
const LONGEST_WAIT = 30_000;

/** Whether asking again may help: too many requests, or something at the service that passes. What is out of quota stays so. */
export const passes = (status: number, body: string): boolean =>
  (status === 429 && !/insufficient_quota|billing/i.test(body)) || status === 408 || status === 409 || status >= 500;

/** Whether a connection that did not come about may come about later: no name that resolves, no answer, one that broke off. */
export const mayConnectLater = (code: unknown): boolean =>
  typeof code === 'string' &&
  /^(ECONNRESET|ECONNREFUSED|ETIMEDOUT|EPIPE|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)$/.test(code);

/**
 * Milliseconds until the next attempt: as long as the service asks (Retry-After in seconds or as a date), otherwise half a second, doubled each time up to
 * eight, give or take a quarter, so that those who were sent away together do not come back together. Null where that is too long.
 */
export function backOff(
  attempt: number,
  retryAfter: string | null,
  now = Date.now(),
  random = Math.random(),
): number | null {
  const asked =
    retryAfter === null
      ? Number.NaN
      : /^[\d.]+$/.test(retryAfter)
        ? Number(retryAfter) * 1000
        : Date.parse(retryAfter) - now;
  const milliseconds = Number.isNaN(asked)
    ? Math.min(8_000, 500 * 2 ** (attempt - 1)) * (0.75 + 0.5 * random)
    : Math.max(0, asked);
  return milliseconds > LONGEST_WAIT ? null : milliseconds;
}
