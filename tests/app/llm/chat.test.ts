import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userText } from '@/graph';
import { withDatabase } from '../api/support';
import {
  anthropicStream,
  type ImitatedService,
  imitateService,
  jsonAnswer,
  openAiStream,
  openAiText,
  streamAnswer,
} from './imitated-service';
import { connected, failureOf, KEY, textOf } from './support';

withDatabase();
let service: ImitatedService;
const COMPLETIONS = '/v1/chat/completions';
beforeAll(async () => {
  process.env.GENLOOM_SECRET_KEY = Buffer.alloc(32, 7).toString('base64');
  service = await imitateService();
});
afterAll(() => {
  delete process.env.GENLOOM_SECRET_KEY;
  service.close();
});
beforeEach(() => {
  service.asked.length = 0;
  service.brokenOff.length = 0;
});
const openAi = (more = {}, now?: () => Date) => connected(`${service.origin}/v1`, more, now);
const weather = { name: 'weather', description: 'Tells the weather.', parameters: { type: 'object', properties: {} } };
const patience = { firstByte: 60, between: 60, total: 5_000 };

describe('a service that speaks chat completions', () => {
  test('is asked with the key, and answers piece by piece with what it used and cost', async () => {
    const { ask } = await openAi({ inputPrice: 2, outputPrice: 10 });
    service.script(COMPLETIONS, streamAnswer(openAiText('Hel', 'lo ', 'you')));
    const events = await ask({
      request: {
        messages: [
          { role: 'system', content: 'Be brief.' },
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is this?' },
              { type: 'image', mediaType: 'image/png', data: 'aGk=' },
            ],
          },
        ],
        temperature: 0.5,
        seed: 3,
        stop: ['END'],
        output: {
          name: 'shape',
          schema: {
            type: 'object',
            properties: { a: { type: 'string' } },
            required: ['a'],
            additionalProperties: false,
          },
        },
      },
    });
    expect(textOf(events)).toBe('Hello you');
    expect(events.slice(-2)).toEqual([
      { type: 'usage', inputTokens: 11, outputTokens: 7, cost: (11 * 2 + 7 * 10) / 1e6 },
      { type: 'finished', reason: 'stop' },
    ]);
    const [asked] = service.asked;
    expect(asked?.headers.authorization).toBe(`Bearer ${KEY}`);
    // Nothing of this machine travels along.
    expect(Object.keys(asked?.headers ?? {}).filter((name) => name.startsWith('x-'))).toEqual([]);
    expect(asked?.headers['user-agent']).toBe('Genloom');
    expect(asked?.body).toMatchObject({
      model: 'm',
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 100,
      temperature: 0.5,
      seed: 3,
      stop: ['END'],
      response_format: { type: 'json_schema', json_schema: { name: 'shape', strict: true } },
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [{ type: 'text' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } }],
        },
      ],
    });
  });

  test('calls tools whose pieces come mixed, and is told what they gave', async () => {
    const { ask } = await openAi();
    const piece = (index: number, id: string | undefined, name: string | undefined, args: string) => ({
      tool_calls: [
        { index, ...(id ? { id, type: 'function' } : {}), function: { ...(name ? { name } : {}), arguments: args } },
      ],
    });
    const deltas = [
      piece(0, 'a', 'weather', ''),
      piece(0, undefined, undefined, '{"at":'),
      piece(1, 'b', 'weather', '{}'),
      piece(0, undefined, undefined, '"Bonn"}'),
    ];
    service.script(COMPLETIONS, streamAnswer(openAiStream(deltas, 'tool_calls')));
    const events = await ask({
      request: {
        tools: [weather],
        toolChoice: 'required',
        messages: [
          userText('Weather?'),
          { role: 'assistant', content: '', toolCalls: [{ id: 'z', name: 'weather', arguments: '{}' }] },
          { role: 'tool', toolCallId: 'z', content: 'rain' },
        ],
      },
    });
    expect(events.filter(({ type }) => type === 'tool-call')).toEqual([
      { type: 'tool-call', id: 'a', name: 'weather', arguments: '{"at":"Bonn"}' },
      { type: 'tool-call', id: 'b', name: 'weather', arguments: '{}' },
    ]);
    expect(events.at(-1)).toEqual({ type: 'finished', reason: 'tool-calls' });
    expect(service.asked[0]?.body).toMatchObject({
      tool_choice: 'required',
      tools: [{ type: 'function', function: { name: 'weather' } }],
      messages: [
        { role: 'user', content: 'Weather?' },
        { tool_calls: [{ id: 'z', function: { name: 'weather' } }] },
        { role: 'tool', tool_call_id: 'z', content: 'rain' },
      ],
    });
  });

  test('may give several calls one place, no ids, and say “stop” after them; a call that was cut off is none', async () => {
    const { ask } = await openAi();
    const whole = (id: string | undefined) => ({
      tool_calls: [{ index: 0, ...(id ? { id } : {}), function: { name: 'weather', arguments: '{}' } }],
    });
    service.script(
      COMPLETIONS,
      streamAnswer(openAiStream([whole('a'), whole('b')], 'stop')),
      streamAnswer(
        openAiStream(
          [{ tool_calls: [{ index: 0, id: 'a', function: { name: 'weather', arguments: '{"a' } }] }],
          'length',
        ),
      ),
    );
    const both = await ask({ request: { tools: [weather] } });
    expect(both.map(({ type }) => type)).toEqual(['tool-call', 'tool-call', 'usage', 'finished']);
    expect(both.at(-1)).toEqual({ type: 'finished', reason: 'tool-calls' });
    expect((await ask({ request: { tools: [weather] } })).map(({ type }) => type)).toEqual(['usage', 'finished']);
  });
});

test('Anthropic is asked in its own form, and answers with text, calls and what it used', async () => {
  const { ask } = await connected(service.origin, { provider: 'anthropic' });
  service.script(
    '/v1/messages',
    streamAnswer(
      anthropicStream(
        [
          { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
          { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Let me ' } },
          { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'look.' } },
          { type: 'content_block_stop', index: 0 },
          {
            type: 'content_block_start',
            index: 1,
            content_block: { type: 'tool_use', id: 't1', name: 'weather', input: {} },
          },
          { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '{"at":' } },
          { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '"Bonn"}' } },
          { type: 'content_block_stop', index: 1 },
        ],
        'tool_use',
      ),
    ),
  );
  const events = await ask({
    request: {
      tools: [weather],
      toolChoice: 'required',
      temperature: 1.5,
      output: { name: 'shape', schema: { type: 'object', properties: { a: { type: 'string' } } } },
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'image', mediaType: 'image/png', data: 'aGk=' }] },
        {
          role: 'assistant',
          content: '',
          toolCalls: [
            { id: 'x', name: 'weather', arguments: '{"at":"Ulm"}' },
            { id: 'y', name: 'weather', arguments: 'no JSON' },
          ],
        },
        { role: 'tool', toolCallId: 'x', content: 'rain' },
        { role: 'tool', toolCallId: 'y', content: 'what?', failed: true },
      ],
    },
  });
  expect(textOf(events)).toBe('Let me look.');
  expect(events.slice(-3)).toEqual([
    { type: 'tool-call', id: 't1', name: 'weather', arguments: '{"at":"Bonn"}' },
    { type: 'usage', inputTokens: 15, outputTokens: 9, cost: null },
    { type: 'finished', reason: 'tool-calls' },
  ]);
  const [asked] = service.asked;
  expect(Object.values(asked?.headers ?? {}).filter((value) => String(value).includes(KEY))).toHaveLength(1);
  expect(asked?.body).toEqual({
    model: 'm',
    max_tokens: 100,
    stream: true,
    system: 'Be brief.',
    temperature: 1,
    tools: [{ name: 'weather', description: 'Tells the weather.', input_schema: { type: 'object', properties: {} } }],
    tool_choice: { type: 'any' },
    output_config: {
      format: {
        type: 'json_schema',
        schema: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
      },
    },
    messages: [
      { role: 'user', content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } }] },
      {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: 'x', name: 'weather', input: { at: 'Ulm' } },
          { type: 'tool_use', id: 'y', name: 'weather', input: { written: 'no JSON' } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'x', content: 'rain' },
          { type: 'tool_result', tool_use_id: 'y', content: 'what?', is_error: true },
        ],
      },
    ],
  });
});

describe('attempts', () => {
  test('are repeated as the service asks, or after doubled pauses, before an answer begins', async () => {
    const { ask } = await openAi();
    const busy = { error: { message: 'slow down' } };
    service.script(
      COMPLETIONS,
      jsonAnswer(429, busy, { 'retry-after': '3' }),
      (response) => void response.destroy(),
      jsonAnswer(503, busy),
      streamAnswer(openAiText('there')),
    );
    expect(textOf(await ask())).toBe('there');
    const [asked = 0, second = 0, third = 0] = ask.waits;
    expect(asked).toBe(3_000);
    expect(second).toBeGreaterThanOrEqual(750);
    expect(third).toBeGreaterThanOrEqual(1_500);
    expect(third).toBeLessThanOrEqual(2_500);
    expect(service.asked).toHaveLength(4);
  });

  test('end with a sentence: busy for long, out of quota, down', async () => {
    const { ask } = await openAi();
    const codeOf = async (...[status, body, headers]: Parameters<typeof jsonAnswer>) => {
      service.script(COMPLETIONS, jsonAnswer(status, body, headers));
      service.asked.length = 0;
      return [failureOf(await ask())?.code, service.asked.length];
    };
    expect(await codeOf(429, { error: { message: 'wait' } }, { 'retry-after': '600' })).toEqual(['llm.busy', 1]);
    expect(await codeOf(429, { error: { message: 'pay', code: 'insufficient_quota' } })).toEqual(['llm.quota', 1]);
    expect(await codeOf(500, { error: { message: 'oh' } })).toEqual(['llm.down', 4]);
  });

  test('are not repeated once an answer has begun', async () => {
    const { ask } = await openAi();
    service.script(COMPLETIONS, (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(openAiText('half')[0]);
      setTimeout(() => response.destroy(), 20);
    });
    const events = await ask();
    expect([textOf(events), failureOf(events)?.code, service.asked.length]).toEqual(['half', 'llm.answer', 1]);
  });
});

describe('what goes wrong', () => {
  const refusals: readonly [string, number, object, string, RegExp][] = [
    ['a wrong key', 401, { error: { message: 'Incorrect API key' } }, 'llm.key', /does not take this key/],
    [
      'too long a text',
      400,
      { error: { message: 'maximum context length is 8192 tokens', code: 'context_length_exceeded' } },
      'llm.too-long',
      /can read at once.*shorter texts/,
    ],
    [
      'what it refuses',
      400,
      { error: { message: 'flagged', code: 'content_policy_violation' } },
      'llm.refused',
      /other words/,
    ],
    [
      'another request',
      400,
      { error: { message: 'temperature is not known here' } },
      'llm.request',
      /temperature is not known here/,
    ],
    ['a bare message', 422, { message: 'Extra inputs are not permitted' }, 'llm.request', /Extra inputs/],
  ];
  test.each(refusals)('%s is said in words that help', async (_, status, body, code, words) => {
    const { ask } = await openAi();
    service.script(COMPLETIONS, jsonAnswer(status, body));
    const error = failureOf(await ask());
    expect(error?.code).toBe(code);
    expect([error?.title, error?.detail, error?.fix].join(' ')).toMatch(words);
  });

  test('a model that is not there is answered with those that are close', async () => {
    const { ask } = await openAi();
    service.script(COMPLETIONS, jsonAnswer(404, { error: { message: 'no such model', code: 'model_not_found' } }));
    service.script(
      '/v1/models',
      jsonAnswer(200, { data: ['llama3.2:3b', 'qwen3:8b', 'mistral-small'].map((id) => ({ id })) }),
    );
    expect(failureOf(await ask({ model: 'lama3.2' }))).toMatchObject({
      code: 'llm.model',
      fix: 'Did you mean “llama3.2:3b”?',
    });
    expect(failureOf(await ask({ model: 'gpt' }))?.fix).toMatch(/It has “llama3\.2:3b”/);
  });

  test('a service that is not running, a connection that is not there', async () => {
    const { ask } = await openAi();
    expect(failureOf(await ask({ connection: 'Other' }))).toMatchObject({ code: 'llm.connection' });
    const gone = await imitateService();
    gone.close();
    const { ask: askGone } = await connected(`${gone.origin}/v1`);
    expect(failureOf(await askGone())?.code).toBe('llm.unreachable');
  });

  test('one that is slow to begin, and one that stops in the middle, are given up', async () => {
    const { ask } = await openAi();
    service.script(
      COMPLETIONS,
      () => new Promise((done) => setTimeout(done, 200)),
      streamAnswer(openAiText('a', 'b'), 200),
    );
    expect(failureOf(await ask({}, { patience }))).toMatchObject({ code: 'llm.timeout' });
    // Only what is looked at is short: a busy machine may be late with the rest.
    const events = await ask({}, { patience: { ...patience, firstByte: 10_000, total: 20_000 } });
    expect([textOf(events), failureOf(events)?.code]).toEqual(['a', 'llm.timeout']);
    service.script(COMPLETIONS, streamAnswer(openAiText(...'slowly but surely'), 20));
    const late = await ask({}, { patience: { firstByte: 10_000, between: 10_000, total: 100 } });
    expect(failureOf(late)).toMatchObject({ code: 'llm.timeout', title: expect.stringContaining('was not done') });
  });

  test('answers that are none: a page, broken JSON, an end without an end, an error in the middle, no end of bytes', async () => {
    const { ask } = await openAi();
    const page: Parameters<ImitatedService['script']>[1] = (response) =>
      void response.setHeader('content-type', 'text/html').end('<html>hello</html>');
    service.script(
      COMPLETIONS,
      page,
      streamAnswer(['data: {"choices": [}\n\n']),
      streamAnswer(openAiStream([{ content: 'x' }], null, null)),
      streamAnswer(['data: {"error":{"message":"ran out of memory"}}\n\n']),
    );
    for (const _ of 'abcd') expect((await ask().then(failureOf))?.code).toBe('llm.answer');
    const chunk = Buffer.alloc(64 * 1024, 'x');
    service.script(COMPLETIONS, (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', pour);
      };
      pour();
    });
    expect(failureOf(await ask())).toMatchObject({ code: 'llm.answer', title: expect.stringContaining('far more') });
  });

  test('who stops listening stops the service', async () => {
    const { ask, store } = await openAi();
    service.brokenOff.length = 0;
    service.script(COMPLETIONS, streamAnswer(openAiText(...'never ending'), 30));
    const stop = new AbortController();
    const events = await ask({}, {}, stop.signal, () => stop.abort());
    expect(events).toEqual([{ type: 'text', text: 'n' }]);
    await expect.poll(() => service.brokenOff).toEqual([COMPLETIONS]);
    // What it wrote until then counts, about.
    expect((await store.spends.ofRun('run-1')).outputTokens).toBeGreaterThan(0);
  });
});
