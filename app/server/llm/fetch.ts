import type { IncomingMessage } from 'node:http';
import { GenloomError } from '@/graph';
import { boundedStream } from '../bounded-stream';
import { checkedRequest } from '../checked-request';
import { programAt } from './hosts';
import { llmError } from './problem';
import { Refusal } from './refusal';
import { ATTEMPTS, backOff, mayConnectLater, passes } from './retry';
import type { Upstream } from './upstream';

/** What is sent of the headers that an SDK makes: no word about this machine, nor what stands in its environment. */
const SENT = ['accept', 'content-type', 'anthropic-version'];
const LARGEST_ERROR = 64 * 1024;
const LONGEST_LINE = 8 * 1024 * 1024;

export interface FetchOptions {
  readonly signal: AbortSignal;
  /** The most bytes that an answer may have. */
  readonly most: number;
  /** Waits for the connection’s turn, before each attempt. */
  readonly pace: () => Promise<void>;
}

/** As the SDKs want it. */
export type LlmFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * `fetch` for the SDKs. Each address is checked like the connection’s own and connected to exactly as checked; redirects are refused; answers are bounded;
 * attempts are repeated before an answer begins, and never after.
 * @throws GenloomError or Refusal, as the cause of what the SDK throws
 */
export function llmFetch(upstream: Upstream, { signal, most, pace }: FetchOptions): LlmFetch {
  const { base, patience, wait } = upstream;
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== base.origin) throw llmError('host', `${url.host} is not where this connection leads.`);
    if (typeof init.body !== 'string' && init.body != null) throw new TypeError('a request is JSON text');
    const ended = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
    for (let attempt = 1; ; attempt++) {
      await pace();
      try {
        const answer = await ask(upstream, url, init, ended);
        const { statusCode = 0, headers } = answer;
        if (statusCode >= 200 && statusCode < 300) return streamed(answer, most, patience.between);
        if (statusCode >= 300 && statusCode < 400) {
          answer.destroy();
          throw llmError(
            'redirect',
            `${url.host} leads to another address.`,
            'A key is sent nowhere but to the address that was given.',
            'Enter the address that the service names for its API.',
          );
        }
        const body = await beginning(answer, LARGEST_ERROR, patience.between);
        const pause = backOff(attempt, retryAfterOf(headers));
        if (attempt < ATTEMPTS && pause !== null && passes(statusCode, body)) await wait(pause, ended);
        else throw new Refusal(statusCode, body);
      } catch (error) {
        if (error instanceof GenloomError || error instanceof Refusal || ended.aborted) throw error;
        const code = error instanceof Error && 'code' in error ? error.code : '';
        // Nobody listens at a port of this machine: that does not pass by itself.
        const isDown = code === 'ECONNREFUSED' && programAt(url) !== null;
        const pause = backOff(attempt, null) ?? 0;
        if (attempt >= ATTEMPTS || isDown || !mayConnectLater(code)) throw unreachable(url, code);
        await wait(pause, ended);
      }
    }
  };
}

const retryAfterOf = ({
  'retry-after-ms': milliseconds,
  'retry-after': after,
}: IncomingMessage['headers']): string | null =>
  typeof milliseconds === 'string' && /^\d+$/.test(milliseconds)
    ? String(Number(milliseconds) / 1000)
    : (after ?? null);

async function ask(
  { hosts, resolve, patience, key }: Upstream,
  url: URL,
  { method = 'GET', headers, body }: RequestInit,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  hosts.check(url);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience.firstByte);
  const given = new Headers(headers);
  const text = typeof body === 'string' ? body : undefined;
  const sent = SENT.filter((name) => given.has(name));
  try {
    return await checkedRequest(url, {
      method,
      body: text,
      headers: {
        ...Object.fromEntries(sent.map((name) => [name, given.get(name) ?? ''])),
        // The SDKs want a key in any case, and may take another one from the environment.
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }),
        'accept-encoding': 'identity',
        'user-agent': 'Genloom',
      },
      resolve,
      isAllowed: (address) => hosts.mayReach(url, address),
      refusal: () =>
        llmError(
          'address',
          `${url.hostname} stands for an address that this server does not ask.`,
          'A service must answer at a public address, a program of this machine at its own.',
          'Check the address of the connection.',
        ),
      signal: AbortSignal.any([signal, late.signal]),
    });
  } catch (error) {
    if (late.signal.aborted && !signal.aborted) throw tooSlow(url.host, patience.firstByte);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** @throws GenloomError where the service packed its answer */
function streamed(answer: IncomingMessage, most: number, between: number): Response {
  return new Response(
    boundedStream(answer, {
      most,
      longestLine: LONGEST_LINE,
      between,
      packed: () => llmError('answer', 'The service sent its answer packed, which was not asked for.'),
      tooLarge: () => llmError('answer', 'The service sent far more than it was asked for.', 'The answer was cut off.'),
      tooSlow: () => tooSlow('The service', between),
    }),
    { headers: { 'content-type': answer.headers['content-type'] ?? '' } },
  );
}

/** The beginning of what a service says about an error. */
async function beginning(answer: IncomingMessage, most: number, between: number): Promise<string> {
  answer.setTimeout(between, () => answer.destroy(tooSlow('The service', between)));
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    if (!Buffer.isBuffer(part)) throw new TypeError('an answer comes as bytes');
    parts.push(part);
    size += part.length;
    if (size >= most) break;
  }
  answer.destroy();
  return Buffer.concat(parts).subarray(0, most).toString('utf8');
}

const tooSlow = (who: string, milliseconds: number) =>
  llmError(
    'timeout',
    `${who} said nothing for ${Math.max(1, Math.round(milliseconds / 1000))} seconds.`,
    undefined,
    'Try again; a smaller model or a shorter text answers sooner.',
  );

function unreachable(url: URL, code: unknown) {
  const program = programAt(url);
  const reason = typeof code === 'string' && code !== '' ? ` (${code})` : '';
  return llmError(
    'unreachable',
    `${url.host} cannot be reached${reason}.`,
    undefined,
    program === 'Ollama'
      ? 'Is Ollama running? Start it with “ollama serve”.'
      : program === null
        ? 'Check the address of the connection and this server’s way to the internet.'
        : `Is ${program} running? Start its server, at port ${url.port}.`,
  );
}
