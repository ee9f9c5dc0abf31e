/** Lists of JSON values, kept as one text that may not grow for ever. */

/** The most characters that the events, and the metrics, of one run may take. */
export const RUN_LIMIT = 4 * 1024 * 1024;

/** Adds events to a list; where it grows too long, the oldest go. */
export function appendEvents(list: string, added: readonly unknown[], limit = RUN_LIMIT): string {
  const entries = [...readEntries(list), ...added].map((entry) => JSON.stringify(entry));
  let size = entries.reduce((sum, entry) => sum + entry.length + 1, 1);
  let first = 0;
  for (; size > limit && first < entries.length; first++) size -= (entries[first]?.length ?? 0) + 1;
  return `[${entries.slice(first).join(',')}]`;
}

/** Adds points of curves to a list; where it grows too long, every second of the older ones goes, so that a curve keeps its whole length. */
export function appendMetrics(list: string, added: readonly unknown[], limit = RUN_LIMIT): string {
  let entries = [...readEntries(list), ...added];
  let text = JSON.stringify(entries);
  while (text.length > limit && entries.length > 1) {
    const last = entries.length - 1;
    entries = entries.filter((_, index) => index === last || index % 2 === 0);
    if (entries.length > last) entries = entries.slice(-1);
    text = JSON.stringify(entries);
  }
  return text.length > limit ? '[]' : text;
}

/** The values of a list that was kept as text. */
export function readEntries(list: string): readonly unknown[] {
  const entries: unknown = JSON.parse(list);
  if (!Array.isArray(entries)) throw new TypeError('a list of entries was expected');
  return entries;
}
