import { isJson, type Json, type Run } from '@/graph';
import type { trigger } from './node';

/** Nothing here looks at a clock: the moment is what the firing wrote down. */
export const run: Run<typeof trigger> = (_, { firedAt, count, payload }) => ({
  firing: { time: firedAt === '' ? null : firedAt, count, payload: payloadOf(payload) },
  time: firedAt,
});

/** A payload that is a JSON object or list is one; anything else is a text. */
function payloadOf(payload: string): Json {
  if (!/^\s*[[{]/.test(payload)) return payload;
  try {
    const value: unknown = JSON.parse(payload);
    return isJson(value) ? value : payload;
  } catch {
    return payload;
  }
}
