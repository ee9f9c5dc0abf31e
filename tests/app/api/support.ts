import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openStore } from '@/app/server/store';
import { migrate } from '@/prisma/migrate';

/** Gives the routes of a test file a database of their own. */
export function withDatabase(): void {
  const folder = mkdtempSync(join(tmpdir(), 'genloom-api-'));
  const before = process.env.GENLOOM_DATABASE_URL;
  beforeAll(async () => {
    process.env.GENLOOM_DATABASE_URL = `file:${join(folder, 'test.db')}`;
    await migrate(process.env.GENLOOM_DATABASE_URL);
  });
  afterAll(async () => {
    await openStore().close();
    if (before === undefined) delete process.env.GENLOOM_DATABASE_URL;
    else process.env.GENLOOM_DATABASE_URL = before;
    rmSync(folder, { recursive: true, force: true });
  });
}

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReturnType<typeof JSON.parse>;
}
interface Sent {
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Calls a handler as the page would. */
export async function call(handler: Handler<Record<never, never>>, method: string, sent?: Sent): Promise<Answer>;
export async function call<Params>(
  handler: Handler<Params>,
  method: string,
  sent: Sent & { readonly params: Params },
): Promise<Answer>;
export async function call(
  handler: Handler<object>,
  method: string,
  { params = {}, query = '', body, headers = {} }: Sent & { readonly params?: object } = {},
): Promise<Answer> {
  const request = new Request(`http://localhost:3000/api${query}`, {
    method,
    headers: {
      host: 'localhost:3000',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

export const sampleDocument = {
  format: 'genloom/graph',
  version: 1,
  id: 'sample',
  name: 'Sample',
  description: 'A graph of one node',
  nodes: [{ id: 'a', type: 'unknown.node', version: 1, params: { rate: 0.5 }, position: { x: 10, y: 20 } }],
  wires: [],
  groups: [],
  notes: [],
};
