import { createServer, type RequestListener } from 'node:http';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as hostsRoute from '@/app/api/web/hosts/route';
import * as webRoute from '@/app/api/web/route';
import { isPublicAddress } from '@/app/server/public-address';
import { fetchPage } from '@/app/server/web/fetch-page';
import { call, withDatabase } from '../api/support';

withDatabase();
const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** In these tests 127.0.0.2 plays the public internet. */
async function serve(listener: RequestListener, address = '127.0.0.2'): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, address, done));
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const at = server.address();
  return typeof at === 'object' && at ? at.port : 0;
}
const isAllowed = (address: string) => address === '127.0.0.2' || isPublicAddress(address);
const resolve = async () => [{ address: '127.0.0.2', family: 4 }];
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fetched',
    (problem) => problem.details.code,
  );

describe('the list of hosts', () => {
  beforeAll(async () => {
    expect((await call(hostsRoute.GET, 'GET')).body).toEqual({ hosts: [] });
  });

  test('is empty until somebody names one, and then nothing is asked', async () => {
    const answer = await call(webRoute.POST, 'POST', { body: { url: 'https://en.wikipedia.org/wiki/Otter' } });
    expect([answer.status, answer.body.type]).toEqual([403, 'urn:genloom:web-host']);
    expect(answer.body.detail).toMatch(/Add “en\.wikipedia\.org” under “Web pages”/);
  });

  test('is kept as hosts, and refuses what is none', async () => {
    const put = (hosts: readonly string[]) => call(hostsRoute.PUT, 'PUT', { body: { hosts } });
    expect((await put(['EN.wikipedia.org ', '*.example.org', 'en.wikipedia.org'])).body.hosts).toEqual([
      '*.example.org',
      'en.wikipedia.org',
    ]);
    for (const host of ['*', 'a/b', 'user@a', 'ftp://a', '*.*.a', 'https://a/path'])
      expect.soft((await put([host])).status, host).toBe(422);
    expect((await call(hostsRoute.GET, 'GET')).body.hosts).toHaveLength(2);
    const foreign = { headers: { origin: 'https://evil.example' }, body: { hosts: ['evil.example'] } };
    expect((await call(hostsRoute.PUT, 'PUT', foreign)).status).toBe(403);
    // A name that only ends alike is another's, and so is another port or scheme.
    for (const url of [
      'https://evil-example.org/',
      'https://en.wikipedia.org.evil.example/',
      'https://en.wikipedia.org:8443/',
      'http://en.wikipedia.org/',
      'https://example.org/',
    ])
      expect.soft((await call(webRoute.POST, 'POST', { body: { url } })).body.type, url).toBe('urn:genloom:web-host');
  });
});

test('a page comes as what it is: HTML, JSON or text, and nothing else', async () => {
  const answers: Record<string, readonly [string, string]> = {
    '/html': ['text/html; charset=utf-8', '<p>Otters'],
    '/json': ['application/ld+json', '{"a":[1]}'],
    '/not-json': ['application/json', '{"a":'],
    '/text': ['text/plain', 'otters'],
    '/font': ['application/octet-stream', 'x'],
  };
  const port = await serve((request, response) => {
    const [type, body] = answers[request.url ?? ''] ?? ['', ''];
    response.setHeader('content-type', type);
    response.end(body);
  });
  const at = (path: string) =>
    fetchPage(`http://pages.example:${port}${path}`, [`http://pages.example:${port}`], { isAllowed, resolve });
  const forms = await Promise.all(['/html', '/json', '/not-json', '/text'].map(async (path) => (await at(path)).form));
  expect(forms).toEqual(['html', 'json', 'text', 'text']);
  expect(await codeOf(at('/font'))).toBe('url-not-text');
});

test('a redirect is held to the list, to public addresses and to the web, like the first address', async () => {
  const asked: string[] = [];
  const port = await serve((request, response) => {
    asked.push(request.headers.host ?? '');
    const to = new URL(request.url ?? '', 'http://x').searchParams.get('to');
    if (to === null) response.end('here');
    else response.writeHead(302, { location: to }).end();
  });
  const inside = await serve((_, response) => response.end('a secret'), '127.0.0.1');
  const hosts = [`http://pages.example:${port}`, `http://127.0.0.1:${inside}`, `http://[::ffff:7f00:1]:${inside}`];
  const via = (to: string) =>
    codeOf(fetchPage(`http://pages.example:${port}/?to=${encodeURIComponent(to)}`, hosts, { isAllowed, resolve }));
  expect(await via('/fine')).toBe('fetched');
  expect(await via(`http://other.example:${port}/`)).toBe('web-host');
  expect(asked).not.toContain(`other.example:${port}`);
  // Also one that somebody put on the list stays out of private networks.
  expect(await via(`http://127.0.0.1:${inside}/`)).toBe('url-private');
  expect(await via(`http://[::ffff:127.0.0.1]:${inside}/`)).toBe('url-private');
  expect(await via('file:///etc/passwd')).toBe('url-invalid');
});

test('a page that is too large or never ends is given up', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/slow') response.write('the beginning');
    else response.end('a'.repeat(5 * 2 ** 20));
  });
  const at = (path: string, timeout: { readonly timeoutMilliseconds?: number } = {}) =>
    fetchPage(`http://pages.example:${port}${path}`, [`http://pages.example:${port}`], {
      isAllowed,
      resolve,
      ...timeout,
    });
  expect(await codeOf(at('/huge'))).toBe('url-too-large');
  expect(await codeOf(at('/slow', { timeoutMilliseconds: 300 }))).toBe('url-timeout');
});
