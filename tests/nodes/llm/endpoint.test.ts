import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ChatCall, type ChatEvent, describeError, userText } from '@/graph';
import { chat, complete } from '@/nodes/common/llm/chat';
import { callServer } from '@/workers/server';
import { refusalOf, testContext } from '../support';
import { answered, chatServer, endpoint, line } from './support';

let answer: (response: ServerResponse, call: ChatCall) => unknown = () => {};
let server: Awaited<ReturnType<typeof chatServer>>;
beforeAll(async () => {
  server = await chatServer((call, response) => answer(response, call));
});
beforeEach(() => server.calls.splice(0));
afterAll(() => server.close());

const context = (signal = new AbortController().signal) => {
  const call = callServer(server.origin);
  return testContext({ signal, server: (path, body) => call(path, body, signal) });
};
const request = { messages: [userText('Hi')], maxTokens: 500 };
async function eventsOf(events: AsyncIterable<ChatEvent>): Promise<ChatEvent[]> {
  const all: ChatEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
const ask = () => eventsOf(chat(endpoint, request, context()));

test('a service is asked through the server, by name, with the budget of the run and the bounds of the model', async () => {
  answer = (response) => response.end(answered('Hello there.'));
  expect(await complete({ ...endpoint, temperature: 0.5 }, request, context())).toEqual({
    text: 'Hello there.',
    toolCalls: [],
    usage: { inputTokens: 3, outputTokens: 2, cost: 0.001 },
    reason: 'stop',
  });
  expect(server.calls).toEqual([
    {
      connection: 'test',
      model: 'echo',
      run: 'run-test',
      budget: { tokens: 5_000 },
      request: { ...request, maxTokens: 100, temperature: 0.5 },
    },
  ]);
});

test('lines may come in any pieces: inside of a character, with empty ones between them, the last without its end', async () => {
  const bytes = Buffer.from(`\n${line({ type: 'text', text: 'Grüße 🙂' })}\r\n${answered(' end').trimEnd()}`);
  answer = async (response) => {
    for (const byte of bytes) response.write(Buffer.of(byte));
    response.end();
  };
  const events = await ask();
  expect(events.map(({ type }) => type)).toEqual(['text', 'text', 'usage', 'finished']);
  expect(events[0]).toEqual({ type: 'text', text: 'Grüße 🙂' });
});

test('what comes after the end is not read, and a call of a tool comes whole', async () => {
  const call = { type: 'tool-call', id: 'a', name: 'search', arguments: '{"query":"x"}' } as const;
  answer = (response) => response.end(`${line(call)}${line({ type: 'finished', reason: 'tool-calls' })}nonsense\n`);
  expect(await ask()).toEqual([call, { type: 'finished', reason: 'tool-calls' }]);
});

test.each([
  ['no JSON', 'hello\n', 'llm.not-understood'],
  ['JSON of another form', '{"type":"text"}\n', 'llm.not-understood'],
  ['bytes that are no UTF-8', Buffer.of(0x7b, 0xff, 0xfe, 0x0a), 'llm.not-understood'],
  ['a line without an end', `{"type":"text","text":"${'x'.repeat(4 * 1024 * 1024)}`, 'llm.not-understood'],
  ['an end in the middle', line({ type: 'text', text: 'Hel' }), 'llm.broken-off'],
  ['an end in the middle of a line', '{"type":"te', 'llm.broken-off'],
])('%s is told as the failure of the call', async (_name, body, code) => {
  answer = (response) => response.end(body);
  expect((await ask()).at(-1)).toMatchObject({ type: 'failed', error: { code, fix: expect.any(String) } });
});

test('a connection that drops, a service that fails, a server that refuses or is not there: each is told in its own words', async () => {
  answer = (response) => {
    response.write(line({ type: 'text', text: 'Hel' }), () => response.destroy());
  };
  expect((await ask()).at(-1)).toMatchObject({ type: 'failed', error: { code: 'llm.broken-off' } });

  const error = { code: 'llm.budget', title: 'The budget of this run is used up.', fix: 'Raise it.' };
  answer = (response) => response.end(line({ type: 'failed', error }));
  expect(await ask()).toEqual([{ type: 'failed', error }]);
  expect(await refusalOf(complete(endpoint, request, context()))).toEqual(error);

  const problem = {
    type: 'urn:genloom:not-found',
    title: 'Not found',
    status: 404,
    detail: 'There is no such connection.',
  };
  answer = (response) => response.writeHead(404).end(JSON.stringify(problem));
  expect((await ask()).at(-1)).toEqual({
    type: 'failed',
    error: { code: 'server.not-found', title: 'Not found.', detail: 'There is no such connection.' },
  });
  answer = (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  expect((await ask()).at(-1)).toMatchObject({ type: 'failed', error: { code: 'server.unreachable' } });

  // Nothing listens at port 1, and without a server there is nobody to ask.
  const nowhere = callServer('http://127.0.0.1:1');
  const { signal } = new AbortController();
  const lost = testContext({ server: (path, body) => nowhere(path, body, signal) });
  expect((await refusalOf(complete(endpoint, request, lost))).code).toBe('server.unreachable');
  expect((await refusalOf(complete(endpoint, request, testContext()))).code).toBe('server.none');
  expect((await refusalOf(() => callServer('file:///etc/passwd'))).code).toBe('server.address');
});

test('cancel ends the call at the server too, and is no failure of the service', async () => {
  const cancelled = new AbortController();
  let ended: () => void = () => {};
  const hungUp = new Promise<void>((resolve) => {
    ended = resolve;
  });
  answer = (response) => {
    response.on('close', ended);
    response.write(line({ type: 'text', text: 'On and on' }));
  };
  const heard: ChatEvent[] = [];
  const talking = (async () => {
    for await (const event of chat(endpoint, request, context(cancelled.signal))) {
      heard.push(event);
      cancelled.abort();
    }
  })();
  expect((await talking.catch(describeError))?.code).toBe('cancelled');
  await hungUp;
  expect(heard).toEqual([{ type: 'text', text: 'On and on' }]);
});

test('who has heard enough does not keep the service writing', async () => {
  let ended: () => void = () => {};
  const hungUp = new Promise<void>((resolve) => {
    ended = resolve;
  });
  answer = (response) => {
    response.on('close', ended);
    response.write(line({ type: 'text', text: 'Once upon a time' }));
  };
  for await (const event of chat(endpoint, request, context())) if (event.type === 'text') break;
  await hungUp;
});
