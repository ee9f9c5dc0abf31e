import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import * as route from '@/app/api/fetch-text/route';
import { fetchText } from '@/app/server/fetch-text';
import { isPublicAddress } from '@/app/server/public-address';
import { call } from './support';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** A server on one of the addresses that mean this machine; says its port. */
async function serve(listener: RequestListener, address = '127.0.0.2'): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
const text: RequestListener = (_, response) => {
  response.setHeader('content-type', 'text/plain');
  response.end('To be, or not to be');
};
/** In these tests 127.0.0.2 plays the public internet. */
const isAllowed = (address: string) => address === '127.0.0.2' || isPublicAddress(address);
const resolveTo = (address: string) => async () => [{ address, family: 4 }];
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fetched',
    (problem) => problem.details.code,
  );

describe('addresses', () => {
  test('of private networks and of this machine are not public', () => {
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
      '198.18.0.1',
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      'fec0::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'not an address',
    ])
      expect.soft(isPublicAddress(address), address).toBe(false);
  });

  test('of the internet are public', () => {
    for (const address of ['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111'])
      expect.soft(isPublicAddress(address), address).toBe(true);
  });
});

describe('the route', () => {
  test('refuses every way of writing an address of this machine', async () => {
    const port = await serve(text, '127.0.0.1');
    for (const url of [
      `http://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      `http://2130706433:${port}/`,
      `http://0x7f.1:${port}/`,
      `http://0177.0.0.1:${port}/`,
      `http://[::1]:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://127.0.0.1.:${port}/`,
    ]) {
      const answer = await call(route.POST, 'POST', { body: { url } });
      expect.soft([url, answer.status, answer.body.type]).toEqual([url, 403, 'urn:genloom:url-private']);
    }
  });

  test('refuses what is no web address', async () => {
    for (const url of ['file:///etc/passwd', 'ftp://example.org/', 'http://user:secret@example.org/', 'nonsense', ''])
      expect((await call(route.POST, 'POST', { body: { url } })).status).toBeGreaterThanOrEqual(400);
    expect((await call(route.POST, 'POST', { body: { url: 'file:///etc/passwd' } })).body.type).toBe(
      'urn:genloom:url-invalid',
    );
  });
});

describe('fetching', () => {
  test('gives the text of a public address', async () => {
    const port = await serve(text);
    const url = `http://books.example:${port}/hamlet.txt`;
    expect(await fetchText(url, { isAllowed, resolve: resolveTo('127.0.0.2') })).toEqual({
      url,
      text: 'To be, or not to be',
      contentType: 'text/plain',
      bytes: 19,
    });
  });

  test('refuses a public name that stands for a private address, also among others', async () => {
    const port = await serve(text, '127.0.0.1');
    const url = `http://books.example:${port}/`;
    expect(await codeOf(fetchText(url, { resolve: resolveTo('127.0.0.1') }))).toBe('url-private');
    const mixed = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    expect(await codeOf(fetchText(url, { resolve: mixed }))).toBe('url-private');
  });

  test('asks for an address once and connects to the one it checked', async () => {
    const port = await serve(text);
    let asked = 0;
    const changing = async () => [{ address: asked++ === 0 ? '127.0.0.2' : '127.0.0.1', family: 4 }];
    const { text: found } = await fetchText(`http://books.example:${port}/`, { isAllowed, resolve: changing });
    expect([found, asked]).toEqual(['To be, or not to be', 1]);
  });

  test('follows redirects, and refuses one that leads to this machine', async () => {
    const secret = await serve(text, '127.0.0.1');
    const port = await serve((request, response) => {
      const targets: Record<string, string> = {
        '/moved': '/here',
        '/trap': `http://127.0.0.1:${secret}/`,
        '/named-trap': `http://localhost:${secret}/`,
        '/file': 'file:///etc/passwd',
        '/round': '/round',
      };
      const location = targets[request.url ?? ''];
      if (!location) return text(request, response);
      response.writeHead(302, { location }).end();
    });
    const at = (path: string) => fetchText(`http://127.0.0.2:${port}${path}`, { isAllowed });
    expect((await at('/moved')).url).toBe(`http://127.0.0.2:${port}/here`);
    expect(await codeOf(at('/trap'))).toBe('url-private');
    expect(await codeOf(at('/named-trap'))).toBe('url-private');
    expect(await codeOf(at('/file'))).toBe('url-invalid');
    expect(await codeOf(at('/round'))).toBe('url-redirects');
  });

  test('stops at the bound, also when a small answer unfolds into a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, 'a'));
    const port = await serve((request, response) => {
      if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      else response.end('a'.repeat(2_000_000));
    });
    const at = (path: string, maximumBytes: number) =>
      fetchText(`http://127.0.0.2:${port}${path}`, { isAllowed, maximumBytes });
    expect(bomb.length).toBeLessThan(10_000);
    expect(await codeOf(at('/', 1_000_000))).toBe('url-too-large');
    expect(await codeOf(at('/bomb', 1_000_000))).toBe('url-too-large');
    expect((await at('/bomb', 6_000_000)).bytes).toBe(5_000_000);
  });

  test('refuses what is no text, and reads other encodings that say so', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/zip') response.writeHead(200, { 'content-type': 'application/zip' }).end('PK');
      else if (request.url === '/binary') response.end(Buffer.from([0, 1, 2, 0xff, 0xfe]));
      else if (request.url === '/nul') response.end('a\0b');
      else if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'zstd' }).end('x');
      else if (request.url === '/utf-16') response.end(Buffer.from('\ufeffgrün', 'utf16le'));
      else
        response
          .writeHead(200, { 'content-type': 'text/plain; charset=ISO-8859-1' })
          .end(Buffer.from('grün', 'latin1'));
    });
    const at = (path: string) => fetchText(`http://127.0.0.2:${port}${path}`, { isAllowed });
    for (const path of ['/zip', '/binary', '/nul', '/packed']) expect(await codeOf(at(path))).toBe('url-not-text');
    expect((await at('/latin-1')).text).toBe('grün');
    expect((await at('/utf-16')).text).toBe('grün');
  });

  test('gives up on a server that never finishes, and says what a refusing one said', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/missing') response.writeHead(404).end();
      else response.write('the beginning of an answer');
    });
    const at = (path: string) => fetchText(`http://127.0.0.2:${port}${path}`, { isAllowed, timeoutMilliseconds: 300 });
    expect(await codeOf(at('/slow'))).toBe('url-timeout');
    expect(await codeOf(at('/missing'))).toBe('url-refused');
    expect(await codeOf(fetchText('http://127.0.0.2:1/', { isAllowed }))).toBe('url-unreachable');
  });
});
