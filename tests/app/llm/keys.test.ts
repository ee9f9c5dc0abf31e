import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import * as connectionRoute from '@/app/api/connections/[connectionId]/route';
import * as testRoute from '@/app/api/connections/[connectionId]/test/route';
import * as connectionsRoute from '@/app/api/connections/route';
import * as chatRoute from '@/app/api/llm/chat/route';
import { llmHosts } from '@/app/server/llm/hosts';
import { seal, unseal } from '@/app/server/llm/keys';
import { pieceRedactor, redact } from '@/app/server/llm/redact';
import { userText } from '@/graph';
import { databaseFile, databaseUrl } from '@/prisma/location';
import { call as callRoute, withDatabase } from '../api/support';
import { type ImitatedService, imitateService, jsonAnswer, openAiText, streamAnswer } from './imitated-service';
import { asker, connected, failureOf, KEY } from './support';

withDatabase();
let service: ImitatedService;
beforeAll(async () => {
  service = await imitateService();
});
afterAll(() => service.close());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
const keyFile = () => join(dirname(databaseFile(databaseUrl()) ?? ''), 'genloom.key');

/** Whether a text has the key in it: as it is, in base64 at any offset, in hex, or a longer part of it. */
function tells(text: string): boolean {
  const inBase64 = [0, 1, 2].map((offset) =>
    Buffer.from('x'.repeat(offset) + KEY)
      .toString('base64')
      .slice(offset ? 4 : 0, -4),
  );
  const parts = [KEY.slice(0, 14), KEY.slice(8, 22), KEY.slice(-12)];
  return [...parts, ...inBase64, Buffer.from(KEY).toString('hex')].some((form) => text.includes(form));
}

test('a planted key is found nowhere: in no answer, no column of the database, no file beside it, and nothing that was printed', async () => {
  vi.stubEnv('GENLOOM_LLM_HOSTS', service.origin);
  const printed: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...said) => void printed.push(said.map(String).join(' ')));
  vi.stubEnv('OPENAI_LOG', 'debug');
  vi.stubEnv('ANTHROPIC_LOG', 'debug');
  const answers: string[] = [];
  type Handler<Params> = (request: Request, context: { readonly params: Promise<Params> }) => Promise<Response>;
  const seen =
    <Params>(handler: Handler<Params>): Handler<Params> =>
    async (...given) => {
      const response = await handler(...given);
      answers.push(JSON.stringify([await response.clone().text(), ...response.headers]));
      return response;
    };
  const chat = async (connection: string) => {
    const request = { messages: [userText('Hi')], maxTokens: 20 };
    const response = await chatRoute.POST(
      new Request('http://localhost:3000/api/llm/chat', {
        method: 'POST',
        headers: { host: 'localhost:3000', 'content-type': 'application/json' },
        body: JSON.stringify({ connection, model: 'm', run: 'r', request }),
      }),
      { params: Promise.resolve({}) },
    );
    const text = await response.text();
    answers.push(text);
    return text;
  };
  const base64 = Buffer.from(KEY).toString('base64');
  const echo = {
    error: { message: `Bearer ${KEY} (${base64}, …${KEY.slice(5)}) is not known`, code: KEY, type: base64 },
  };

  for (const provider of ['openai-compatible', 'anthropic'] as const) {
    const body = { name: provider, provider, baseUrl: service.origin, key: KEY };
    const made = await callRoute(seen(connectionsRoute.POST), 'POST', { body });
    expect([made.status, made.body.hasKey]).toEqual([201, true]);
    const params = { connectionId: made.body.id };
    expect((await callRoute(seen(connectionsRoute.POST), 'POST', { body })).status).toBe(409);
    expect(
      (await callRoute(seen(connectionsRoute.POST), 'POST', { body: { ...body, name: 'x', baseUrl: KEY } })).status,
    ).toBe(422);
    expect((await callRoute(seen(connectionsRoute.POST), 'POST', { body: `{"key": "${KEY}" oh` })).status).toBe(400);
    expect(
      (await callRoute(seen(connectionRoute.PATCH), 'PATCH', { params, body: { key: `${KEY} ${KEY}` } })).status,
    ).toBe(422);
    expect(
      (await callRoute(seen(connectionRoute.PATCH), 'PATCH', { params, body: { key: KEY, callsPerMinute: 90 } })).body
        .hasKey,
    ).toBe(true);
    expect((await callRoute(seen(connectionsRoute.GET), 'GET')).body.connections).toContainEqual(
      expect.objectContaining({ name: provider, hasKey: true }),
    );
    service.script('/v1/models', jsonAnswer(200, { data: [{ id: 'm' }, { id: `of-${KEY}` }] }), jsonAnswer(401, echo));
    expect((await callRoute(seen(testRoute.POST), 'POST', { params })).body.models).toContain('m');
    expect((await callRoute(seen(testRoute.POST), 'POST', { params })).status).toBe(502);
    const path = provider === 'anthropic' ? '/v1/messages' : '/v1/chat/completions';
    for (const status of [400, 401, 402, 403, 404, 413, 429, 503]) {
      service.script(path, jsonAnswer(status, echo, { 'retry-after': status === 429 ? '99' : '0' }));
      expect(await chat(provider)).toContain('"failed"');
    }
    const inStream = `data: ${JSON.stringify({ type: 'error', ...echo })}\n\n`;
    service.script(path, streamAnswer([`event: error\n${inStream}`]), streamAnswer([`data: {"${KEY}\n\n`]));
    for (const _ of 'ab') expect(await chat(provider)).toContain('"failed"');
  }
  service.script(
    '/v1/chat/completions',
    streamAnswer(openAiText('It is ', KEY.slice(0, 9), KEY.slice(9), ', as you ', 'know')),
  );
  const lines = (await chat('openai-compatible'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ text = '' }) => text).join('')).toBe('It is [key], as you know');
  expect(service.asked.some(({ headers }) => Object.values(headers).join().includes(KEY))).toBe(true);

  const folder = dirname(databaseFile(databaseUrl()) ?? '');
  const bytes = ['test.db', 'test.db-wal', 'genloom.key'].map((name) => {
    try {
      return readFileSync(join(folder, name)).toString('latin1');
    } catch {
      return '';
    }
  });
  expect(bytes[0]).toContain('SQLite');
  expect(tells(JSON.stringify(KEY))).toBe(true);
  expect(tells(base64)).toBe(true);
  for (const text of [...answers, ...bytes, ...printed]) expect(tells(text), text.slice(0, 300)).toBe(false);
  expect(answers.length).toBeGreaterThan(30);
});

test('what stands in the environment of the server goes to no service', async () => {
  vi.stubEnv('GENLOOM_SECRET_KEY', Buffer.alloc(32, 7).toString('base64'));
  for (const of of ['OPENAI', 'ANTHROPIC']) {
    vi.stubEnv(
      `${of}_CUSTOM_HEADERS`,
      'Authorization: Bearer of-the-server\nx-api-key: of-the-server\nx-more: of-the-server',
    );
    for (const name of ['API_KEY', 'AUTH_TOKEN', 'ORG_ID', 'PROJECT_ID', 'ADMIN_KEY'])
      vi.stubEnv(`${of}_${name}`, 'of-the-server');
    vi.stubEnv(`${of}_BASE_URL`, 'https://of-the-server.example');
  }
  service.asked.length = 0;
  for (const provider of ['openai-compatible', 'anthropic'] as const) {
    const { store, connection, ask } = await connected(service.origin, { provider });
    await ask();
    await store.connections.change(connection.id, { sealedKey: null });
    await ask();
  }
  const sent = service.asked.filter(({ method }) => method === 'POST').map(({ headers }) => headers);
  expect(sent.map(({ authorization }) => authorization)).toEqual([
    `Bearer ${KEY}`,
    undefined,
    `Bearer ${KEY}`,
    undefined,
  ]);
  expect(JSON.stringify(service.asked)).not.toContain('of-the-server');
});

describe('a sealed key', () => {
  const to = { id: 'a', origin: 'https://api.openai.com' };
  test('opens for its connection and host alone, and not where a bit of it was changed', () => {
    vi.stubEnv('GENLOOM_SECRET_KEY', Buffer.alloc(32, 1).toString('base64'));
    const sealed = seal(KEY, to);
    expect(unseal(sealed, to)).toBe(KEY);
    expect(seal(KEY, to)).not.toBe(sealed);
    const unreadable = expect.objectContaining({ code: 'llm.key-unreadable' });
    expect(() => unseal(sealed, { ...to, id: 'b' })).toThrow(unreadable);
    expect(() => unseal(sealed, { ...to, origin: 'https://evil.example' })).toThrow(unreadable);
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (const at of [0, 12, 30]) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(() => unseal(`v1.${other.toString('base64url')}`, to)).toThrow(unreadable);
    }
    expect(() => unseal('v1.AAAA', to)).toThrow(unreadable);
    vi.stubEnv('GENLOOM_SECRET_KEY', Buffer.alloc(32, 2).toString('base64'));
    expect(() => unseal(sealed, to)).toThrow(unreadable);
    vi.stubEnv('GENLOOM_SECRET_KEY', 'too short');
    expect(() => seal(KEY, to)).toThrow(/32 bytes/);
  });

  test('uses a secret in a file that only its owner reads, made once', () => {
    const sealed = seal(KEY, to);
    expect(unseal(sealed, to)).toBe(KEY);
    if (process.platform !== 'win32') expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(keyFile(), 'utf8'), 'base64')).toHaveLength(32);
  });
});

test('a connection that is led to another host has no key any more, until one is entered', async () => {
  vi.stubEnv('GENLOOM_LLM_HOSTS', service.origin);
  const body = {
    name: 'moving',
    provider: 'openai-compatible',
    baseUrl: `${service.origin}/v1/chat/completions`,
    key: KEY,
  };
  const made = await callRoute(connectionsRoute.POST, 'POST', { body });
  expect(made.body.baseUrl).toBe(`${service.origin}/v1`);
  const params = { connectionId: made.body.id };
  const change = (to: object) => callRoute(connectionRoute.PATCH, 'PATCH', { params, body: to });
  expect((await change({ baseUrl: `${service.origin}/other/v1` })).body.hasKey).toBe(true);
  expect((await change({ baseUrl: 'https://openrouter.ai/api/v1' })).body).toMatchObject({ hasKey: false });
  expect((await change({ key: KEY })).body.hasKey).toBe(true);
  expect((await change({ key: null })).body.hasKey).toBe(false);
  for (const baseUrl of [
    'ftp://x',
    'http://api.openai.com/v1',
    'https://user:word@api.openai.com',
    'https://example.org/v1',
  ])
    expect.soft((await change({ baseUrl })).status, baseUrl).toBe(422);
  expect((await callRoute(connectionRoute.DELETE, 'DELETE', { params })).status).toBe(204);
  expect((await callRoute(connectionRoute.DELETE, 'DELETE', { params })).status).toBe(404);
  const foreign = { headers: { origin: 'https://evil.example' }, body };
  expect((await callRoute(connectionsRoute.POST, 'POST', foreign)).status).toBe(403);
});

describe('where services are asked', () => {
  const codeOf = (url: string, settings: Parameters<typeof llmHosts>[0] = {}) => {
    try {
      llmHosts({ more: '', isLocal: true, ...settings }).check(new URL(url));
      return null;
    } catch (error) {
      return Reflect.get(Object(error), 'code');
    }
  };
  test('are well-known hosts over https, programs of this machine, and what the server’s owner names', () => {
    for (const url of [
      'https://api.openai.com/v1',
      'https://api.anthropic.com',
      'http://localhost:11434/v1',
      'http://127.0.0.1:1234/v1',
      'http://[::1]:8000/v1',
    ])
      expect.soft(codeOf(url), url).toBeNull();
    for (const url of [
      'http://api.openai.com/v1',
      'https://api.openai.com:8443/v1',
      'https://api.openai.com.evil.example',
      'http://localhost:3000',
      'http://10.0.0.1:11434',
      'http://169.254.169.254',
      'http://localhost.evil.example:11434',
    ])
      expect.soft(codeOf(url), url).toBe('llm.host');
    expect(codeOf('http://localhost:11434/v1', { isLocal: false })).toBe('llm.host');
    expect(codeOf('http://localhost:11434/v1', { isLocal: false, more: 'http://localhost:11434' })).toBeNull();
    expect(codeOf('http://gpu.lan:8000/v1', { more: 'http://gpu.lan:8000, *.models.example' })).toBeNull();
    expect(codeOf('https://a.models.example/v1', { more: 'http://gpu.lan:8000, *.models.example' })).toBeNull();
    for (const more of ['ftp://a', 'a/b', 'http://user@a', '*.*.a'])
      expect.soft(() => llmHosts({ more }), more).toThrow(/GENLOOM_LLM_HOSTS/);
  });

  test('are reached at addresses of their kind alone', () => {
    const hosts = llmHosts({ more: 'http://gpu.lan:8000, https://inside.example', isLocal: true });
    const reach = (url: string, ...addresses: string[]) =>
      addresses.map((address) => hosts.mayReach(new URL(url), address));
    const [open, lan, own, meta] = ['18.155.1.1', '192.168.1.9', '127.0.0.1', '169.254.169.254'];
    expect(reach('https://api.openai.com', open, lan, own, meta)).toEqual([true, false, false, false]);
    expect(reach('http://localhost:11434', open, lan, own, meta)).toEqual([false, false, true, false]);
    expect(reach('http://gpu.lan:8000', open, lan, own, meta)).toEqual([false, true, false, false]);
    expect(reach('https://inside.example', open, lan, own, meta)).toEqual([true, true, false, false]);
  });

  test('a name that changes its mind, and a redirect into the private network, lead nowhere', async () => {
    vi.stubEnv('GENLOOM_SECRET_KEY', Buffer.alloc(32, 7).toString('base64'));
    const { store, ask } = await connected(`${service.origin}/v1`);
    service.asked.length = 0;
    service.script(
      '/v1/chat/completions',
      (response) => void response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end(),
    );
    expect(failureOf(await ask())).toMatchObject({ code: 'llm.redirect' });
    expect(service.asked).toHaveLength(1);
    const port = new URL(service.origin).port;
    const [found] = await store.connections.list();
    await store.connections.change(found?.id ?? '', { baseUrl: `https://models.example:${port}/v1`, sealedKey: null });
    // Checked while it was public, it now stands for this machine.
    const hosts = llmHosts({ more: `https://models.example:${port}` });
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const events = await asker(store, service.origin)({}, { hosts, resolve });
    expect(failureOf(events)).toMatchObject({ code: 'llm.address' });
    expect(service.asked).toHaveLength(1);
  });
});

describe('what comes from outside', () => {
  test('loses a key, its parts and its base64, and keeps all else', () => {
    expect(redact(`a ${KEY} b ${KEY.slice(3, 20)} c`, KEY)).toBe('a [key] b [key] c');
    expect(redact('sk-plan is no part that tells', KEY)).toBe('sk-plan is no part that tells');
    expect(redact('nothing to hide', null)).toBe('nothing to hide');
  });

  test('loses it in pieces, wherever they are cut', () => {
    const text = `before ${KEY} after sk-pla ${Buffer.from(KEY).toString('base64').replace(/=+$/, '')} end sk-`;
    for (let length = 1; length < 40; length++) {
      const { push, end } = pieceRedactor(KEY);
      const pieces = text.match(new RegExp(`.{1,${length}}`, 'gs')) ?? [];
      expect(pieces.map(push).join('') + end()).toBe('before [key] after sk-pla [key] end sk-');
    }
  });
});
