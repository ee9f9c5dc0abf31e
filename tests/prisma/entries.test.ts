import { expect, test } from 'vitest';
import { appendEvents, appendMetrics, readEntries } from '@/prisma/entries';

test('events beyond the bound drop the oldest', () => {
  const list = appendEvents(
    '[]',
    Array.from({ length: 100 }, (_, index) => ({ index })),
    200,
  );
  expect(list.length).toBeLessThanOrEqual(200);
  const entries = readEntries(list);
  expect(entries.at(-1)).toEqual({ index: 99 });
  expect(entries[0]).not.toEqual({ index: 0 });
});

test('a single event that is too large leaves an empty list rather than a broken one', () => {
  expect(appendEvents('[]', [{ text: 'x'.repeat(500) }], 200)).toBe('[]');
});

test('a curve beyond the bound gets coarser and keeps its first and last points', () => {
  let list = '[]';
  for (let step = 0; step < 1_000; step++) list = appendMetrics(list, [{ step }], 1_000);
  expect(list.length).toBeLessThanOrEqual(1_000);
  const entries = readEntries(list);
  expect(entries[0]).toEqual({ step: 0 });
  expect(entries.at(-1)).toEqual({ step: 999 });
  expect(entries.length).toBeGreaterThan(20);
});
