import { llmError } from './problem';
import type { Upstream } from './upstream';

const MINUTE = 60_000;
const LONGEST_WAIT = 5 * MINUTE;

/** Gives calls their turn: no more of a connection in any minute than it allows. */
export function createPace(now: () => number = Date.now) {
  /** When the last calls of a connection had, or will have, their turn. */
  const turns = new Map<string, number[]>();
  return async ({ connection, wait }: Pick<Upstream, 'connection' | 'wait'>, signal: AbortSignal): Promise<void> => {
    const { id, name, callsPerMinute } = connection;
    if (callsPerMinute === null) return;
    const taken = (turns.get(id) ?? []).slice(-callsPerMinute);
    const before = taken.length < callsPerMinute ? undefined : taken[0];
    const turn = Math.max(now(), before === undefined ? 0 : before + MINUTE);
    const left = turn - now();
    if (left > LONGEST_WAIT)
      throw llmError(
        'rate',
        `Too many calls wait for “${name}”.`,
        `It may be asked ${callsPerMinute} times a minute.`,
        'Raise that under “Language models”, or ask less at once.',
      );
    turns.set(id, [...taken, turn]);
    if (left > 0) await wait(left, signal);
  };
}
