import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** What a test changes about the reference server while it runs. */
export interface Told {
  description: string;
  /** Headers that it was asked with. */
  readonly asked: IncomingMessage['headers'][];
}

/** A server of tools as the reference SDK makes one: adds two numbers, and gives back what it is told. */
export function referenceServer(told: Told): McpServer {
  const server = new McpServer({ name: 'reference', version: '1.0.0' });
  server.registerTool(
    'add',
    {
      description: told.description,
      inputSchema: z.object({ a: z.number(), b: z.number() }),
      outputSchema: z.object({ sum: z.number() }),
    },
    ({ a, b }) => ({ content: [{ type: 'text', text: `${a} + ${b} = ${a + b}` }], structuredContent: { sum: a + b } }),
  );
  server.registerTool(
    'echo',
    { description: 'Says it again.', inputSchema: z.object({ words: z.string() }) },
    ({ words }) => ({
      content: [
        { type: 'text', text: words },
        { type: 'image', mimeType: 'image/png', data: 'AAAA' },
      ],
      ...(words === 'fail' ? { isError: true } : {}),
    }),
  );
  return server;
}

/** Answers at a loopback port, a free one unless it is named, until it is closed. */
export async function listen(listener: RequestListener, port = 0) {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const at = server.address();
  return {
    origin: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The reference server over streamable HTTP. */
export function referenceOverHttp(told: Told, port = 0) {
  const { fetch } = createMcpHandler(() => referenceServer(told));
  return listen(async (request, response) => {
    told.asked.push(request.headers);
    const body = await bodyOf(request);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === 'string') headers.set(name, value);
    const answer = await fetch(
      new Request(`http://127.0.0.1${request.url}`, {
        method: request.method ?? 'GET',
        headers,
        ...(body ? { body } : {}),
      }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  }, port);
}

/** A server that answers each method of the protocol as a test says: well, badly, or not at all. */
export function scriptedOverHttp(answer: (method: string, params: ReturnType<typeof JSON.parse>) => unknown) {
  return listen(async (request, response) => {
    const body = await bodyOf(request);
    const { id, method, params } = body ? JSON.parse(body) : {};
    if (id === undefined) return void response.writeHead(202).end();
    const result =
      method === 'initialize'
        ? { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'scripted', version: '1' } }
        : method === 'server/discover'
          ? undefined
          : answer(method, params);
    response.setHeader('content-type', 'application/json');
    if (result instanceof Function) return void result(response, id);
    const said = result === undefined ? { error: { code: -32601, message: 'Method not found' } } : { result };
    response.end(JSON.stringify({ jsonrpc: '2.0', id, ...said }));
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
