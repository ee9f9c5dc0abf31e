import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as fetchTextRoute from '@/app/api/fetch-text/route';
import { mcpHosts } from '@/app/server/mcp/hosts';
import { listTools } from '@/app/server/mcp/tools';
import { isPublicAddress } from '@/app/server/public-address';
import { fetchPage } from '@/app/server/web/fetch-page';
import { call } from '../app/api/support';

/** A program of this machine that nobody shall be led to; it counts who came. */
let port = 0;
let visits = 0;
const inside = createServer((_, response) => {
  visits++;
  response.end('{"secret":1}');
});
beforeAll(async () => {
  await new Promise<void>((done) => inside.listen(0, '127.0.0.1', done));
  const at = inside.address();
  port = typeof at === 'object' && at ? at.port : 0;
});
afterAll(() => {
  inside.closeAllConnections();
  inside.close();
  vi.unstubAllEnvs();
});

/** Ways to write an address of this machine or of a private network, that a URL parser or a resolver understands. */
const FORMS = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0x0.0x0.0x1',
  '017700000001',
  '0177.0.0.01',
  '127.0.0.1.',
  'localhost',
  'LOCALHOST',
  '0.0.0.0',
  '0',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fd00::1]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '100.64.0.1',
  '①②⑦.⓪.⓪.①',
] as const;

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    (problem) => problem.details?.code ?? String(problem),
  );

test('no way of writing a private address leads anywhere: for a text, for a page whose host is on the list, for a server of tools', async () => {
  vi.stubEnv('GENLOOM_ALLOW_PRIVATE_FETCH', '');
  const signal = AbortSignal.timeout(20_000);
  for (const form of FORMS) {
    const url = `http://${form}:${port}/`;
    const text = await call(fetchTextRoute.POST, 'POST', { body: { url } });
    expect.soft([form, text.body.type]).toEqual([form, 'urn:genloom:url-private']);
    expect.soft([form, await codeOf(fetchPage(url, [new URL(url).origin], { signal }))]).toEqual([form, 'url-private']);
    const way = { transport: 'http', url: `https://${form}:${port}/` } as const;
    const server = { id: 'x', name: 'x', way, sealedToken: null, createdAt: new Date(), approvals: new Map() };
    const asking = listTools(server, { signal, hosts: mcpHosts('') });
    expect.soft([form, await codeOf(asking)]).toEqual([form, 'mcp-address']);
  }
  expect(visits).toBe(0);
});

test('a name that is public when it is asked for and private when it is connected to is asked for once, and refused with the first private answer', async () => {
  const answers = [['93.184.216.34'], ['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['127.0.0.1', '93.184.216.34']];
  let asked = 0;
  const turning = (addresses: readonly string[]) => async () => {
    asked++;
    return addresses.map((address) => ({ address, family: 4 }));
  };
  for (const addresses of answers.slice(1)) {
    const before = asked;
    const page = fetchPage(`http://pages.example:${port}/`, [`http://pages.example:${port}`], {
      resolve: turning(addresses),
    });
    expect([addresses, await codeOf(page), asked - before]).toEqual([addresses, 'url-private', 1]);
  }
  expect(visits).toBe(0);
  expect(isPublicAddress('93.184.216.34')).toBe(true);
});
