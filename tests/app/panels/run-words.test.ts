import { expect, test } from 'vitest';
import type { RunSummary } from '@/app/client/api';
import { lastRunInWords } from '@/app/panels/history/run-words';

const startedAt = '2026-01-01T00:00:00Z';
const soon = Date.parse(startedAt) + 90_000;
const run = (about: Partial<RunSummary>): RunSummary => ({
  ...{ id: 'a', number: 1, startedAt, finishedAt: null, outcome: 'running', backend: 'automatic', summary: {} },
  ...about,
});

test('the last run is told in words: stopped, interrupted by a page that went away, or under way elsewhere', () => {
  const stopped = run({ outcome: 'cancelled', finishedAt: '2026-01-01T00:01:20Z' });
  expect(lastRunInWords(stopped, soon)).toBe('Last run: stopped after 1 min 20 s');
  const left = run({ summary: { seconds: 80, interrupted: true } });
  expect(lastRunInWords(left, soon)).toBe('Last run: interrupted after 1 min 20 s');
  expect(lastRunInWords(run({ summary: { seconds: 80 } }), soon)).toBe('Last run: under way after 1 min 20 s');
  expect(lastRunInWords(run({ summary: { seconds: 80 } }), soon + 60_000)).toContain('interrupted');
  expect(lastRunInWords(run({}), soon)).toBe('Last run: interrupted');
});
