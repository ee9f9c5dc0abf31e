import { CHAT_LIMITS, type ChatCall, type ChatEvent, GenloomError, type UserFacingError } from '@/graph';
import type { Store } from '@/prisma/store';
import { askAnthropic } from './anthropic';
import { createBudgets } from './budget';
import { explain } from './explain';
import { llmFetch } from './fetch';
import { listModels } from './models';
import { askOpenAi } from './openai';
import { createPace } from './pace';
import type { Piece } from './piece';
import { costIn, pricesOf } from './prices';
import { llmError } from './problem';
import { pieceRedactor, redact } from './redact';
import { estimatedInput, estimatedTokens } from './tokens';
import { type Upstream, type UpstreamOptions, upstreamOf } from './upstream';

/** What calls of one server have in common: whose turn it is, and what is set aside of budgets. */
export interface Shared {
  readonly pace: ReturnType<typeof createPace>;
  readonly allow: ReturnType<typeof createBudgets>;
}

export const createShared = (): Shared => ({ pace: createPace(), allow: createBudgets() });

type Books = Pick<Store, 'connections' | 'spends'>;

/** Asks a language model, and gives its answer as it comes. Whatever goes wrong is the last event; a caller who is gone gets none. */
export async function* chat(
  call: ChatCall,
  { connections, spends }: Books,
  shared: Shared,
  signal: AbortSignal,
  options: UpstreamOptions = {},
): AsyncGenerator<ChatEvent> {
  try {
    const connection = await connections.named(call.connection);
    if (!connection)
      throw llmError(
        'connection',
        `There is no connection “${call.connection}”.`,
        'It was renamed or deleted, or the graph comes from somebody else.',
        'Choose another one at the node, or add it under “Language models”.',
      );
    const upstream = upstreamOf(connection, options);
    yield* answer(call, upstream, spends, shared, signal);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof GenloomError)) {
      // No message: it may have what was sent in it.
      console.error('a chat failed unexpectedly:', error instanceof Error ? error.name : typeof error);
      yield failed(llmError('unexpected', 'Something went wrong on the server.', undefined, 'Try again.'));
    } else yield failed(error);
  }
}

async function* answer(
  call: ChatCall,
  upstream: Upstream,
  spends: Store['spends'],
  { pace, allow }: Shared,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const { connection, key, patience } = upstream;
  const allowance = await allow(spends, connection, call, signal);
  const tally = tallyOf(call);
  const late = AbortSignal.timeout(patience.total);
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, late, stop.signal]);
  const fetch = llmFetch(upstream, {
    signal: ended,
    most: 1024 * 1024 + allowance.maxTokens * 2048,
    pace: () => pace(upstream, ended),
  });
  const request = { ...call.request, maxTokens: allowance.maxTokens };
  const ask = connection.provider === 'anthropic' ? askAnthropic : askOpenAi;
  const prices = pricesOf(connection, call.budget.dollars);
  let problem: GenloomError | null = null;
  let end: Extract<Piece, { type: 'finished' }> | null = null;
  try {
    const text = pieceRedactor(key);
    for await (const piece of ask(upstream, call.model, request, fetch, ended)) {
      tally.note(piece);
      if (piece.type === 'finished') end = piece;
      else if (piece.type === 'text') yield* inEvents(text.push(piece.text));
      else if (piece.type === 'tool-call') {
        yield* inEvents(text.end());
        yield { ...piece, id: redact(piece.id, key), arguments: redact(piece.arguments, key) };
      }
    }
    yield* inEvents(text.end());
    if (end === null && !ended.aborted) problem = brokenOff(connection.name);
    else if (end?.reason === 'length' && allowance.cutBy) problem = allowance.cutBy;
  } catch (error) {
    problem = await explain(error, {
      upstream,
      model: call.model,
      listModels: () => listModels(upstream, signal),
    });
  } finally {
    // Also where the reader stopped in the middle: the service must not go on writing.
    stop.abort();
    await allowance.settle(tally.used());
  }
  if (signal.aborted) return;
  if (late.aborted && end === null) problem = tooLong(connection.name, patience.total);
  const used = tally.used();
  if (used.inputTokens + used.outputTokens > 0) yield { type: 'usage', ...used, cost: costIn(prices, used) };
  if (problem) yield failed(problem);
  else if (end) yield end;
}

/** Counts what a call used: as the service says, and about, where it says nothing or was stopped before it did. */
function tallyOf({ request }: ChatCall) {
  let told: { readonly inputTokens: number; readonly outputTokens: number } | null = null;
  let written = 0;
  let began = false;
  let isWhole = false;
  return {
    note(piece: Piece): void {
      began = true;
      if (piece.type === 'finished') isWhole = true;
      if (piece.type === 'usage')
        told = { inputTokens: count(piece.inputTokens), outputTokens: count(piece.outputTokens) };
      else if (piece.type === 'text') written += estimatedTokens(piece.text);
      else if (piece.type === 'tool-call') written += estimatedTokens(piece.arguments);
    },
    used() {
      if (!began) return { inputTokens: 0, outputTokens: 0 };
      return {
        inputTokens: told?.inputTokens || estimatedInput(request),
        outputTokens: isWhole && told ? told.outputTokens : Math.max(told?.outputTokens ?? 0, written),
      };
    },
  };
}

const count = (tokens: number): number => (Number.isSafeInteger(tokens) && tokens >= 0 ? Math.min(tokens, 1e9) : 0);

/** One event may not be longer than whoever reads it takes. */
function* inEvents(text: string): Generator<ChatEvent> {
  for (let from = 0; from < text.length; from += CHAT_LIMITS.text)
    yield { type: 'text', text: text.slice(from, from + CHAT_LIMITS.text) };
}

const failed = ({ code, title, detail, fix, particulars }: UserFacingError): ChatEvent => ({
  type: 'failed',
  error: {
    code,
    title,
    ...(detail ? { detail } : {}),
    ...(fix ? { fix } : {}),
    ...(particulars ? { particulars } : {}),
  },
});

const brokenOff = (name: string) =>
  llmError(
    'answer',
    `The answer of “${name}” ended before it was whole.`,
    'It is not what a service of its kind answers, or the connection broke.',
    'Try again. If it stays so, check the address of the connection: for most services it ends in /v1.',
  );

const tooLong = (name: string, milliseconds: number) =>
  llmError(
    'timeout',
    `“${name}” was not done after ${Math.max(1, Math.round(milliseconds / 1000))} seconds.`,
    undefined,
    'Ask for a shorter answer, or choose a faster model.',
  );
