import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterEach, expect, test, vi } from 'vitest';
import * as mcpRoute from '@/app/api/mcp/route';
import * as servedRoute from '@/app/api/mcp/served/route';
import * as tokenRoute from '@/app/api/mcp/served/token/route';
import * as projectsRoute from '@/app/api/projects/route';
import { filledIn, fired, toolOf } from '@/app/server/serve/graph-tool';
import { runGraphApart } from '@/app/server/serve/run-graph';
import { node, template, wire } from '@/app/templates/build';
import { databaseFile, databaseUrl } from '@/prisma/location';
import { call, withDatabase } from '../api/support';

withDatabase();
afterEach(() => vi.unstubAllEnvs());

const greeting = template('greeting', 'Greet Somebody', 'Greets whoever is named.', {
  nodes: [
    node('who', 'flow.constant', 0, 0, { text: 'nobody' }, { title: 'Name of a person' }),
    node('fixed', 'flow.constant', 0, 200, { text: 'Good day' }),
    node('write', 'flow.template', 300, 0, { template: '{greeting}, {name}!' }),
  ],
  wires: [wire('who.value → write.name'), wire('fixed.value → write.greeting')],
});

/** A program that speaks MCP to the route as over HTTP. */
async function connect(token: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL('http://genloom.test/api/mcp'), {
    fetch: (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set('host', 'localhost:3000');
      headers.set('authorization', `Bearer ${token}`);
      return mcpRoute.POST(new Request(url, { ...init, headers }), { params: Promise.resolve({}) });
    },
  });
  await client.connect(transport);
  return client;
}

test('a graph that was chosen is a tool for whoever has the token: it takes the texts that have a title, and gives what it makes', async () => {
  expect((await call(mcpRoute.POST, 'POST', { body: {} })).status).toBe(404);
  vi.stubEnv('GENLOOM_MCP_SERVE', '1');
  const made = await call(projectsRoute.POST, 'POST', { body: { document: greeting } });
  const { token } = (await call(tokenRoute.POST, 'POST')).body;
  const served = (await call(servedRoute.PUT, 'PUT', { body: { projects: [made.body.id, 'gone'] } })).body;
  expect(served).toMatchObject({
    mayServe: true,
    hasToken: true,
    tools: [{ id: made.body.id, parameters: ['name_of_a_person'] }],
  });

  const client = await connect(token);
  const { tools } = await client.listTools();
  expect(tools).toMatchObject([{ title: 'Greet Somebody', description: 'Greets whoever is named.' }]);
  const [tool] = tools;
  const words = async (args: Record<string, unknown>) => {
    const { content, isError } = await client.callTool(
      { name: tool?.name ?? '', arguments: args },
      { timeout: 50_000 },
    );
    return [isError ?? false, content.map((block) => (block.type === 'text' ? block.text : block.type)).join()];
  };
  expect(await words({ name_of_a_person: 'Ada "); process.exit() //' })).toEqual([
    false,
    'Good day, Ada "); process.exit() //!',
  ]);
  await client.close();

  // The token is told once, and kept as its hash alone.
  const folder = dirname(databaseFile(databaseUrl()) ?? '');
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
  expect(files.join('')).toContain('mcp-served');
  for (const text of [...files, JSON.stringify((await call(servedRoute.GET, 'GET')).body)])
    expect(text).not.toContain(token.slice(0, 24));
  await expect(connect(`${token.slice(0, -1)}x`)).rejects.toThrow();
  const other = (await call(tokenRoute.POST, 'POST')).body.token;
  await expect(connect(token)).rejects.toThrow();
  await (await connect(other)).close();
  expect((await call(tokenRoute.DELETE, 'DELETE')).status).toBe(204);
  await expect(connect(other)).rejects.toThrow();
  const foreign = { headers: { origin: 'https://evil.example' } };
  expect((await call(tokenRoute.POST, 'POST', foreign)).status).toBe(403);
});

test('parameters have names of their own, and what is no text stays as it is', () => {
  const constant = (id: string, title: string, params: { text?: string; kind?: string } = {}) =>
    node(id, 'flow.constant', 0, 0, params, { title });
  const document = {
    ...greeting,
    nodes: [
      constant('a', 'Frage?'),
      constant('b', 'frage'),
      constant('c', 'Zahl', { kind: 'number' }),
      constant('d', '？？', { text: 'x' }),
    ],
  };
  const tool = toolOf('id-1', document);
  expect(tool.parameters.map(({ name, otherwise }) => [name, otherwise])).toEqual([
    ['frage', ''],
    ['frage_2', ''],
    ['text', 'x'],
  ]);
  const filled = filledIn(document, tool, { frage_2: 'two', text: 7, c: 'no' });
  expect(filled.nodes.map(({ params }) => params.text)).toEqual([undefined, 'two', undefined, 'x']);
  // A call is a firing.
  const trigger = node('t', 'flow.trigger', 0, 0, { count: 4 });
  expect(fired({ ...document, nodes: [trigger] }).nodes[0]?.params).toMatchObject({ count: 5 });
});

test('a graph that takes too long is stopped as a whole', async () => {
  const { text, isError } = await runGraphApart(greeting, null, AbortSignal.timeout(30_000), {
    milliseconds: 150,
    megabytes: 512,
  });
  expect([isError, text]).toEqual([true, expect.stringMatching(/did not end within/)]);
});
