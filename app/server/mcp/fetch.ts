import { boundedStream } from '../bounded-stream';
import { checkedRequest } from '../checked-request';
import type { Problem } from '../problem';
import type { Resolve } from '../public-address';
import type { McpHosts } from './hosts';
import { mcpProblem } from './problem';

/** What is sent of the headers that the SDK makes. */
const SENT = /^(accept|content-type|mcp-[\w-]+|last-event-id)$/i;
const MOST_BYTES = 2 * 1024 * 1024;

export interface McpFetchOptions {
  readonly base: URL;
  readonly token: string | null;
  readonly hosts: McpHosts;
  readonly resolve: Resolve;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Milliseconds of silence. */
  readonly patience: number;
  /** Hears what went wrong on the way, which the SDK may tell as something else. */
  readonly failed: (problem: Problem) => void;
}

/**
 * `fetch` for the MCP SDK: to the server’s own origin alone, at an address that was checked, without redirects, bounded in bytes and silence. The long-lived
 * stream that a client listens at (GET) is not opened: nothing is heard but answers.
 */
export function mcpFetch({ base, token, hosts, resolve, signal, patience, failed }: McpFetchOptions) {
  const refusing = (problem: Problem): Problem => {
    failed(problem);
    return problem;
  };
  const told = (code: string, title: string, detail: string) => refusing(mcpProblem(code, title, detail));
  return async (input: string | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input);
    const { method = 'GET', body } = init;
    if (url.origin !== base.origin)
      throw told('host', 'The server leads elsewhere', `${url.host} is not ${base.host}.`);
    if (method === 'GET') return new Response(null, { status: 405 });
    if (body != null && typeof body !== 'string') throw new TypeError('a request is JSON text');
    const sent = [...new Headers(init.headers)].filter(([name]) => SENT.test(name));
    const ended = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
    const answer = await checkedRequest(url, {
      method,
      body: body ?? undefined,
      headers: {
        ...Object.fromEntries(sent),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(typeof body === 'string' ? { 'content-length': Buffer.byteLength(body) } : {}),
        'accept-encoding': 'identity',
        'user-agent': 'Genloom',
      },
      resolve,
      isAllowed: (address) => hosts.mayReach(url, address),
      refusal: () =>
        told(
          'address',
          'This server of tools is not asked',
          `${url.hostname} stands for an address of a private network or of this machine. Whoever runs Genloom can allow it with GENLOOM_MCP_HOSTS=${url.origin}.`,
        ),
      signal: ended,
    });
    const { statusCode: status = 502, headers } = answer;
    if (status >= 300 && status < 400) {
      answer.destroy();
      throw told(
        'redirect',
        'The server leads elsewhere',
        `${url.host} answered with a redirect, which is not followed. Enter the address that it means.`,
      );
    }
    if (status === 401 || status === 403) {
      answer.destroy();
      throw told(
        'token',
        'The server wants another token',
        `${url.host} answered with status ${status}. Add it again with a token that is valid there.`,
      );
    }
    const kept = new Headers();
    for (const name of ['content-type', 'mcp-session-id', 'mcp-protocol-version']) {
      const value = headers[name];
      if (typeof value === 'string') kept.set(name, value);
    }
    if (status === 204 || status === 205) {
      answer.resume();
      return new Response(null, { status, headers: kept });
    }
    const stream = boundedStream(answer, {
      most: MOST_BYTES,
      longestLine: MOST_BYTES,
      between: patience,
      packed: () => told('answer', 'The answer cannot be read', 'The server packed it, which was not asked for.'),
      tooLarge: () =>
        told(
          'too-large',
          'The answer is too large',
          `The server sent more than ${MOST_BYTES / 2 ** 20} MB. Ask it for less.`,
        ),
      tooSlow: () =>
        told('timeout', 'The server is silent', `Nothing came for ${Math.round(patience / 1000)} seconds.`),
    });
    return new Response(stream, { status, headers: kept });
  };
}
