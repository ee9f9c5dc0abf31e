import { expect, test } from 'vitest';
import type { RunEvent } from '@/graph';
import { createEventBuffer } from '@/workers/event-buffer';
import { createLifeline } from '@/workers/lifeline';
import { createTeller, type StepEvent } from '@/workers/teller';

const progress = (done: number): StepEvent => ({ type: 'progress', done, total: 100 });
const log = (text: string): StepEvent => ({ type: 'log', level: 'info', text });

test('a teller hands on at most ten times a second: all sentences, and of each other thing the newest', () => {
  let time = 0;
  const messages: (readonly StepEvent[])[] = [];
  const teller = createTeller(
    (events) => messages.push(events),
    () => time,
  );
  for (let index = 0; index < 100; index++) {
    teller.latest('progress', progress(index));
    if (index % 10 === 0) teller.every(log(`at ${index}`));
    time += 10;
  }
  expect(messages.length).toBeLessThanOrEqual(11);
  const told = [...messages.flat(), ...teller.rest()];
  expect(told.filter(({ type }) => type === 'log')).toEqual(
    Array.from({ length: 10 }, (_, index) => log(`at ${index * 10}`)),
  );
  const done = told.flatMap((event) => (event.type === 'progress' ? [event.done] : []));
  expect(done).toEqual([...new Set(done)].sort((a, b) => a - b));
  expect(done.at(-1)).toBe(99);
  expect(done.length).toBeLessThanOrEqual(12);
  expect(teller.rest()).toEqual([]);
});

test('what waits is told with time, also when nothing more is said', () => {
  let time = 0;
  const messages: (readonly StepEvent[])[] = [];
  const teller = createTeller(
    (events) => messages.push(events),
    () => time,
  );
  teller.every(log('one'));
  teller.every(log('two'));
  teller.tick();
  expect(messages).toEqual([[log('one')]]);
  time += 150;
  teller.tick();
  teller.tick();
  expect(messages).toEqual([[log('one')], [log('two')]]);
});

test('events of a run go on a few at a time, in order, with their time', async () => {
  const messages: (readonly RunEvent[])[] = [];
  const buffer = createEventBuffer('run-1', (events) => messages.push(events));
  buffer.tell({ type: 'queued', nodeId: 'a' });
  buffer.tell({ type: 'queued', nodeId: 'b' });
  expect(messages).toEqual([]);
  while (messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject([
    { runId: 'run-1', type: 'queued', nodeId: 'a' },
    { runId: 'run-1', type: 'queued', nodeId: 'b' },
  ]);
  const [first, second] = messages[0] ?? [];
  expect(first?.at).toBeLessThanOrEqual(second?.at ?? 0);
  buffer.tell({ type: 'paused' });
  buffer.flush();
  buffer.flush();
  expect(messages).toHaveLength(2);
});

test('a lifeline gives what a call gives, until it is cut; then everybody who waits is told, and everybody who comes', async () => {
  const lifeline = createLifeline();
  expect(await lifeline.guard(Promise.resolve(5))).toBe(5);
  await expect(lifeline.guard(Promise.reject(new Error('its own')))).rejects.toThrow('its own');
  const waiting = [1, 2].map(() => lifeline.guard(new Promise(() => {})));
  lifeline.cut(new Error('it died'));
  lifeline.cut(new Error('again'));
  for (const call of waiting) await expect(call).rejects.toThrow('it died');
  await expect(lifeline.guard(Promise.resolve(5))).rejects.toThrow('it died');
});
