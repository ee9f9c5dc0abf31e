import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chat, createShared } from '@/app/server/llm/chat';
import { llmHosts } from '@/app/server/llm/hosts';
import { createPace } from '@/app/server/llm/pace';
import { backOff } from '@/app/server/llm/retry';
import { chatCall, userText } from '@/graph';
import { handClock } from '../../prisma/support';
import { withDatabase } from '../api/support';
import { type ImitatedService, imitateService, jsonAnswer, openAiStream, streamAnswer } from './imitated-service';
import { connected, failureOf } from './support';

withDatabase();
let service: ImitatedService;
const COMPLETIONS = '/v1/chat/completions';
beforeAll(async () => {
  process.env.GENLOOM_SECRET_KEY = Buffer.alloc(32, 7).toString('hex');
  service = await imitateService();
});
afterAll(() => {
  delete process.env.GENLOOM_SECRET_KEY;
  service.close();
});
beforeEach(() => {
  service.asked.length = 0;
});
const openAi = (more = {}, now?: () => Date) => connected(`${service.origin}/v1`, more, now);
/** Answers with as many tokens as it may write, up to `wish`. */
const writes =
  (wish: number, read = 50): Parameters<ImitatedService['script']>[1] =>
  (response, asked) => {
    const tokens = Math.min(wish, asked.body.max_tokens);
    const usage = { prompt_tokens: read, completion_tokens: tokens };
    return streamAnswer(openAiStream([{ content: 'w' }], tokens < wish ? 'length' : 'stop', usage))(response, asked);
  };
const written = () => service.asked.map(({ body }) => body.max_tokens);

describe('the budget of a run', () => {
  test('in tokens ends its answers and then its calls, over all of them, and says what helps', async () => {
    const { ask, store } = await openAi();
    service.script(COMPLETIONS, writes(90));
    const budget = { tokens: 300 };
    expect((await ask({ budget })).at(-1)).toEqual({ type: 'finished', reason: 'stop' });
    expect((await ask({ budget })).at(-1)).toEqual({ type: 'finished', reason: 'stop' });
    // 280 are gone; what is left is less than it takes to ask.
    const error = failureOf(await ask({ budget }));
    expect(error).toMatchObject({ code: 'llm.budget', title: 'The budget of this run is used up.' });
    expect([error?.detail, error?.fix].join(' ')).toMatch(/300 tokens, of which 280 tokens.*Raise the budget/);
    expect(written()).toEqual([100, 100]);
    expect(await store.spends.ofRun('run-1')).toEqual({ inputTokens: 100, outputTokens: 180, dollars: 0 });
    expect(failureOf(await ask({ budget, run: 'run-2' }))).toBeNull();
  });

  test('in dollars lets an answer be as long as it pays for', async () => {
    const { ask, store } = await openAi({ inputPrice: 1, outputPrice: 1_000 });
    service.script(COMPLETIONS, writes(90));
    const events = await ask({ budget: { dollars: 0.0601 } });
    expect(failureOf(events)).toMatchObject({ code: 'llm.budget', title: expect.stringContaining('in the middle') });
    expect(written()).toEqual([60]);
    expect((await store.spends.ofRun('run-1')).dollars).toBeCloseTo(0.06005, 9);
  });

  test('holds for calls side by side: each waits for what others have set aside, and none overspends', async () => {
    const { ask, store } = await openAi();
    service.script(COMPLETIONS, writes(40, 10));
    const budget = { tokens: 260 };
    const all = await Promise.all(Array.from({ length: 8 }, () => ask({ budget })));
    const { inputTokens, outputTokens } = await store.spends.ofRun('run-1');
    expect(inputTokens + outputTokens).toBeLessThanOrEqual(260);
    expect(inputTokens + outputTokens).toBeGreaterThan(200);
    expect(all.filter((events) => failureOf(events) === null).length).toBeGreaterThanOrEqual(4);
    expect(all.filter((events) => failureOf(events)?.code === 'llm.budget').length).toBeGreaterThanOrEqual(1);
  });

  test('in dollars needs prices, but at this machine', async () => {
    const { store } = await openAi();
    const { id } = (await store.connections.list())[0] ?? { id: '' };
    await store.connections.change(id, { baseUrl: 'https://api.openai.com/v1', sealedKey: null });
    const call = chatCall.parse({
      ...{ connection: 'Service', model: 'm', run: 'r', budget: { dollars: 1 } },
      request: { messages: [userText('Hi')], maxTokens: 5 },
    });
    const events = [];
    const refuse = async () => [{ address: '10.0.0.1', family: 4 }];
    const signal = AbortSignal.timeout(5_000);
    for await (const event of chat(call, store, createShared(), signal, { hosts: llmHosts(), resolve: refuse }))
      events.push(event);
    expect(failureOf(events)).toMatchObject({ code: 'llm.price', fix: expect.stringContaining('prices') });
    const { ask } = await openAi();
    service.script(COMPLETIONS, writes(5));
    expect(failureOf(await ask({ budget: { dollars: 1 } }))).toBeNull();
  });
});

test('the budget of a day holds over runs, until the day is over', async () => {
  const clock = handClock(Date.UTC(2026, 0, 1, 23, 50));
  const { ask, store, connection } = await openAi({ dailyTokens: 200 }, clock.now);
  service.script(COMPLETIONS, writes(100));
  expect(failureOf(await ask({ run: 'a' }))).toBeNull();
  expect(failureOf(await ask({ run: 'b' }))).toMatchObject({
    code: 'llm.budget',
    title: 'Today’s budget of “Service” ended in the middle of the answer.',
  });
  expect(failureOf(await ask({ run: 'c' }))).toMatchObject({ title: 'Today’s budget of “Service” is used up.' });
  clock.advance(20 * 60_000);
  expect(failureOf(await ask({ run: 'd' }))).toBeNull();
  expect((await store.spends.today(connection.id)).outputTokens).toBe(100);
});

test('what a service does not count is counted here, about', async () => {
  const { ask, store } = await openAi();
  service.script(COMPLETIONS, streamAnswer(openAiStream([{ content: 'x'.repeat(400) }], 'stop', null)));
  await ask();
  const { inputTokens, outputTokens } = await store.spends.ofRun('run-1');
  expect(outputTokens).toBe(100);
  expect(inputTokens).toBeGreaterThan(5);
});

test('two calls that end at once both count, and a connection that is deleted meanwhile harms nobody', async () => {
  const { store, connection } = await openAi();
  const by = { connectionId: connection.id, run: 'r' };
  await Promise.all(
    Array.from({ length: 20 }, () => store.spends.add(by, { inputTokens: 1, outputTokens: 2, dollars: 0.5 })),
  );
  expect(await store.spends.ofRun('r')).toEqual({ inputTokens: 20, outputTokens: 40, dollars: 10 });
  await store.connections.delete(connection.id);
  await store.spends.add(by, { inputTokens: 1, outputTokens: 1, dollars: 1 });
  expect((await store.spends.ofRun('r')).inputTokens).toBe(0);
});

test('a connection is asked no more often than it allows: calls wait for their turn, attempts too', async () => {
  let now = 1_000_000;
  const waits: number[] = [];
  const pace = createPace(() => now);
  const { connection, ask } = await openAi({ callsPerMinute: 2 });
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  const signal = new AbortController().signal;
  for (let call = 0; call < 5; call++) {
    await pace({ connection, wait }, signal);
    now += 1_000;
  }
  // Turns at 0, 1, 60, 61 and 120 seconds, asked for at 0, 1, 2, 3 and 4.
  expect(waits).toEqual([58_000, 58_000, 116_000]);
  for (let call = 0; call < 7; call++) await pace({ connection, wait }, signal);
  await expect(pace({ connection, wait }, signal)).rejects.toMatchObject({ code: 'llm.rate' });
  service.script(
    COMPLETIONS,
    jsonAnswer(503, {}, { 'retry-after': '0' }),
    jsonAnswer(503, {}, { 'retry-after': '0' }),
    writes(5),
  );
  expect(failureOf(await ask())).toBeNull();
  expect(ask.waits.some((milliseconds) => milliseconds > 50_000)).toBe(true);
});

test('pauses between attempts double, differ, and keep to what the service asks', () => {
  expect([1, 2, 3, 9].map((attempt) => backOff(attempt, null, 0, 0.5))).toEqual([500, 1_000, 2_000, 8_000]);
  expect([backOff(1, null, 0, 0), backOff(1, null, 0, 1)]).toEqual([375, 625]);
  const date = 'Thu, 01 Jan 2026 00:00:10 GMT';
  expect(backOff(1, date, Date.UTC(2026, 0, 1))).toBe(10_000);
  expect([backOff(1, '2.5'), backOff(1, '31'), backOff(1, 'nonsense', 0, 0.5)]).toEqual([2_500, null, 500]);
});
