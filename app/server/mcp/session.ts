import { tmpdir } from 'node:os';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { McpServer } from '@/prisma/store';
import { unseal } from '../llm/keys';
import { redact } from '../llm/redact';
import type { Problem } from '../problem';
import { isServerLocal, type Resolve, resolveByDns } from '../public-address';
import { mcpFetch } from './fetch';
import { type McpHosts, mcpHosts } from './hosts';
import { mcpProblem, problemBehind } from './problem';

export interface SessionOptions {
  readonly signal: AbortSignal;
  readonly hosts?: McpHosts;
  readonly resolve?: Resolve;
  /** Milliseconds that a session may take in all, and that it may be silent. */
  readonly patience?: { readonly whole: number; readonly between: number };
}

/** What may be asked of a server of tools while it is open. */
export interface Session {
  readonly client: Client;
  /** For each request. */
  readonly asking: { readonly signal: AbortSignal; readonly timeout: number };
  /** Takes the token out of what came from there. */
  readonly clean: <Value>(value: Value) => Value;
}

const MOST_BYTES = 2 * 1024 * 1024;
/** Schemas of strangers are not compiled: the tool that is called is described to the SDK without that of its result. */
const compilingNothing = {
  getValidator: () => () => ({
    valid: false as const,
    data: undefined,
    errorMessage: 'No schema of a server is compiled.',
  }),
};

/** Whether programs may be started as servers of tools: where the operator says so, and nobody else reaches this server. */
export const mayStart = ({ GENLOOM_MCP_STDIO }: NodeJS.ProcessEnv = process.env): boolean =>
  GENLOOM_MCP_STDIO === '1' && isServerLocal();

/**
 * Opens a server of tools, lets a task ask it, and closes it, whatever happens. Bounded in time over all, and in bytes.
 * @throws Problem in the user's words
 */
export async function withSession<Result>(
  server: McpServer,
  { signal, hosts = mcpHosts(), resolve = resolveByDns, patience = { whole: 60_000, between: 30_000 } }: SessionOptions,
  task: (session: Session) => Promise<Result>,
): Promise<Result> {
  const late = AbortSignal.timeout(patience.whole);
  const ended = AbortSignal.any([signal, late]);
  const token = tokenOf(server);
  let wrong: Problem | null = null;
  const transport = transportTo(server, () =>
    mcpFetch({
      base: addressOf(server),
      token,
      hosts,
      resolve,
      signal: ended,
      patience: patience.between,
      failed: (problem) => {
        wrong ??= problem;
      },
    }),
  );
  const client = new Client(
    { name: 'Genloom', version: '0.1.0' },
    {
      listMaxPages: 20,
      jsonSchemaValidator: compilingNothing,
      // A program is started once: to find out which protocol it speaks, the SDK would start a second one beside it.
      ...(server.way.transport === 'http' && {
        versionNegotiation: { mode: 'auto', probe: { timeoutMs: Math.min(5_000, patience.between) } },
      }),
    },
  );
  const asking = { signal: ended, timeout: patience.between };
  try {
    if (server.way.transport === 'http') hosts.check(addressOf(server));
    await client.connect(transport, asking);
    return await task({ client, asking, clean: (value) => cleaned(value, token) });
  } catch (error) {
    const known = problemBehind(error) ?? wrong;
    if (known) throw known;
    if (late.aborted)
      throw mcpProblem(
        'timeout',
        'The server took too long',
        `“${server.name}” did not end within ${Math.round(patience.whole / 1000)} seconds.`,
        504,
      );
    throw inWords(error, server, token);
  } finally {
    // A server that keeps its session for somebody who is gone would fill up; one that does not answer is left.
    if (transport instanceof StreamableHTTPClientTransport && !ended.aborted)
      await transport.terminateSession().catch(() => undefined);
    await client.close().catch(() => undefined);
  }
}

function transportTo(server: McpServer, fetchOf: () => ReturnType<typeof mcpFetch>) {
  const { way } = server;
  if (way.transport === 'http')
    return new StreamableHTTPClientTransport(new URL(way.url), {
      fetch: fetchOf(),
      reconnectionOptions: {
        maxRetries: 0,
        initialReconnectionDelay: 1_000,
        maxReconnectionDelay: 1_000,
        reconnectionDelayGrowFactor: 1,
      },
    });
  if (!mayStart())
    throw mcpProblem(
      'stdio',
      'This server starts no programs',
      `“${server.name}” is a program. Whoever runs Genloom can allow them with GENLOOM_MCP_STDIO=1, on a machine that nobody else reaches.`,
      403,
    );
  const { command, arguments: words } = way;
  // Its environment has the few variables that programs need to start, and no secret of this server.
  return new StdioClientTransport({
    command,
    args: [...words],
    cwd: tmpdir(),
    stderr: 'ignore',
    maxBufferSize: MOST_BYTES,
  });
}

const addressOf = ({ way }: McpServer): URL => new URL(way.transport === 'http' ? way.url : 'stdio:');

function tokenOf({ id, way, sealedToken }: McpServer): string | null {
  if (sealedToken === null || way.transport !== 'http') return null;
  try {
    return unseal(sealedToken, { id, origin: new URL(way.url).origin });
  } catch {
    throw mcpProblem(
      'token-unreadable',
      'The token cannot be read any more',
      'It was encrypted with another secret than the one that the server has now. Remove the server and add it again.',
      500,
    );
  }
}

/** The token in a text, in any text of a value and in its names. */
function cleaned<Value>(value: Value, token: string | null): Value;
function cleaned(value: unknown, token: string | null): unknown {
  if (typeof value === 'string') return redact(value, token);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, token));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [redact(key, token), cleaned(member, token)]));
}

function inWords(error: unknown, { name }: McpServer, token: string | null): Problem {
  const said = error instanceof Error ? redact(error.message, token).slice(0, 300) : '';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/ENOENT|EACCES/.test(code))
    return mcpProblem(
      'program',
      'The program cannot be started',
      `“${name}” names a program that is not there or may not be run: ${said}`,
    );
  if (/TIMEOUT/i.test(code))
    return mcpProblem('timeout', 'The server is silent', `“${name}” gave no answer in time.`, 504);
  if (/ECONN|ENOTFOUND|EAI_AGAIN|EHOST|EPIPE/.test(`${code} ${said}`))
    return mcpProblem(
      'unreachable',
      'The server cannot be reached',
      `“${name}” does not answer. See that it runs, and that its address is right.`,
    );
  return mcpProblem(
    'answer',
    'The server’s answer is not understood',
    `“${name}” answered with something else than the protocol has: ${said || 'nothing'}`,
  );
}
