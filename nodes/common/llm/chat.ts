import {
  type ChatEvent,
  type ChatRequest,
  type ChatUsage,
  describeError,
  GenloomError,
  type Llm,
  type RunContext,
  type ToolCall,
} from '@/graph';
import { byEndpoint } from './by-endpoint';
import { loadModel } from './by-model';
import { openOnnx } from './by-onnx';
import { byScript } from './by-script';

/** What talking to a language model needs of a step. */
export type ChatContext = Pick<
  RunContext,
  'runId' | 'server' | 'signal' | 'seed' | 'backend' | 'log' | 'breathe' | 'asset' | 'spend'
>;

/** A language model that is ready: of one of the graph the weights are on the device until it is closed. */
export interface OpenLlm {
  /** Whether several chats at once are quicker than one after the other. */
  readonly parallel: boolean;
  /** See {@link chat}. */
  chat(request: ChatRequest): AsyncGenerator<ChatEvent, void>;
  /** See {@link complete}. `onText` hears what has been said so far, piece by piece. */
  complete(request: ChatRequest, onText?: (said: string) => void): Promise<Completion>;
  close(): void;
}

/** An answer as a whole. */
export interface Completion {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: ChatUsage;
  readonly reason: Extract<ChatEvent, { type: 'finished' }>['reason'];
}

/**
 * Makes a language model ready for many chats. Close it in any case: a step that leaves tensors behind fails.
 * @throws GenloomError where a model of the graph cannot be loaded
 */
export function openLlm(llm: Llm, context: ChatContext): OpenLlm {
  const { answer, close } = sourceOf(llm, context);
  const ask = (request: ChatRequest) =>
    counted(told(answer(withinLimits(llm, request)), context.signal), context.spend);
  return {
    parallel: llm.from === 'endpoint',
    chat: ask,
    complete: (request, onText) => gathered(ask(request), onText),
    close,
  };
}

/**
 * Asks a language model, wherever it comes from: pieces of text as they are written, whole calls of tools, what was used, and how it ended. What goes wrong
 * with the model is its last event, `failed`. The model’s own temperature counts where the request has none, and its longest answer bounds the request’s.
 * Of many requests, {@link openLlm} loads a model of the graph once.
 * @throws GenloomError `cancelled`; Error for a mistake in the program, or where memory ran out
 */
export async function* chat(llm: Llm, request: ChatRequest, context: ChatContext): AsyncGenerator<ChatEvent, void> {
  yield* told(askOnce(llm, request, context), context.signal);
}

/** Asks a language model and waits for the whole answer. @throws GenloomError what its `failed` says, or `cancelled` */
export const complete = (llm: Llm, request: ChatRequest, context: ChatContext): Promise<Completion> =>
  gathered(chat(llm, request, context));

async function* askOnce(llm: Llm, request: ChatRequest, context: ChatContext): AsyncGenerator<ChatEvent, void> {
  const open = openLlm(llm, context);
  try {
    yield* open.chat(request);
  } finally {
    open.close();
  }
}

interface Source {
  readonly answer: (request: ChatRequest) => AsyncGenerator<ChatEvent, void>;
  readonly close: () => void;
}

function sourceOf(llm: Llm, context: ChatContext): Source {
  switch (llm.from) {
    case 'endpoint':
      return { answer: (request) => byEndpoint(llm, request, context), close: () => {} };
    case 'script':
      return { answer: (request) => byScript(llm, request), close: () => {} };
    case 'model': {
      const { answer, dispose } = loadModel(llm, context);
      return { answer, close: dispose };
    }
    case 'onnx':
      return openOnnx(llm, context);
  }
}

const withinLimits = ({ temperature, maxTokens }: Llm, request: ChatRequest): ChatRequest => ({
  ...(temperature !== undefined && { temperature }),
  ...request,
  maxTokens: Math.min(request.maxTokens, maxTokens),
});

/** Tells as its last event what the user can do something about; mistakes in the program stay what they are. */
async function* told(events: AsyncGenerator<ChatEvent, void>, signal: AbortSignal): AsyncGenerator<ChatEvent, void> {
  try {
    yield* events;
  } catch (thrown) {
    if (signal.aborted) throw new GenloomError({ code: 'cancelled', title: 'Cancelled.' }, { cause: thrown });
    if (!(thrown instanceof GenloomError) || thrown.code === 'cancelled') throw thrown;
    yield { type: 'failed', error: describeError(thrown) };
  }
}

/** Tells what was used to whoever runs this inside itself. */
async function* counted(
  events: AsyncGenerator<ChatEvent, void>,
  spend: ChatContext['spend'],
): AsyncGenerator<ChatEvent, void> {
  for await (const event of events) {
    if (event.type === 'usage') spend?.({ tokens: event.inputTokens + event.outputTokens, dollars: event.cost ?? 0 });
    yield event;
  }
}

async function gathered(events: AsyncGenerator<ChatEvent, void>, onText?: (said: string) => void): Promise<Completion> {
  let text = '';
  const toolCalls: ToolCall[] = [];
  let usage: ChatUsage = { inputTokens: 0, outputTokens: 0, cost: null };
  let reason: Completion['reason'] = 'stop';
  for await (const event of events) {
    if (event.type === 'failed') throw new GenloomError(event.error);
    if (event.type === 'text') {
      text += event.text;
      onText?.(text);
    } else if (event.type === 'tool-call')
      toolCalls.push({ id: event.id, name: event.name, arguments: event.arguments });
    else if (event.type === 'usage')
      usage = { inputTokens: event.inputTokens, outputTokens: event.outputTokens, cost: event.cost };
    else reason = event.reason;
  }
  return { text, toolCalls, usage, reason };
}
