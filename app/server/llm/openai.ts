import OpenAI from 'openai';
import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ChatMessage, ChatRequest } from '@/graph';
import type { LlmFetch } from './fetch';
import { isClosedSchema } from './json-schema';
import type { EndReason, Piece } from './piece';
import { toolCallsInPieces } from './tool-calls';
import type { Upstream } from './upstream';

/** The SDK with nothing of its own: no retries, no log, no words to others about this machine, no credentials of its environment. */
const clientOf = ({ base, key }: Upstream, fetch: LlmFetch, timeout: number) =>
  new OpenAI({
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: base.href.replace(/\/$/, ''),
    maxRetries: 0,
    timeout,
    logLevel: 'off',
    fetch,
  });

/** What a service says when it is asked for its models. */
export function listOpenAiModels(upstream: Upstream, fetch: LlmFetch, signal: AbortSignal): Promise<unknown> {
  return clientOf(upstream, fetch, upstream.patience.total).get('/models', { signal });
}

/** Asks a service that speaks OpenAI’s chat completions. */
export async function* askOpenAi(
  upstream: Upstream,
  model: string,
  request: ChatRequest,
  fetch: LlmFetch,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const client = clientOf(upstream, fetch, upstream.patience.total);
  const stream = await client.chat.completions.create(bodyOf(upstream.base, model, request), { signal });
  const calls = toolCallsInPieces();
  let end: EndReason | null = null;
  let refused = false;
  for await (const { choices, usage } of stream) {
    if (usage) yield { type: 'usage', inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens };
    const [choice] = choices ?? [];
    if (!choice) continue;
    const { content, refusal, tool_calls } = choice.delta ?? {};
    if (content) yield { type: 'text', text: content };
    if (refusal) {
      refused = true;
      yield { type: 'text', text: refusal };
    }
    for (const piece of tool_calls ?? []) calls.add(piece);
    if (choice.finish_reason) end = ENDS[choice.finish_reason] ?? 'stop';
  }
  if (end === null) return;
  for (const call of calls.whole(end === 'length')) yield { type: 'tool-call', ...call };
  // Some services say “stop” after a call.
  const reason = refused ? 'refused' : end === 'stop' && calls.count > 0 ? 'tool-calls' : end;
  yield { type: 'finished', reason };
}

const ENDS: Readonly<Record<string, EndReason>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'refused',
};

function bodyOf(base: URL, model: string, request: ChatRequest): ChatCompletionCreateParamsStreaming {
  const { messages, tools, toolChoice, output, maxTokens, temperature, topP, seed, stop } = request;
  const isMistral = base.hostname === 'api.mistral.ai';
  // Mistral knows the seed by another name, tells what was used unasked, and refuses what it does not know.
  const dialect = isMistral
    ? { ...(seed === undefined ? {} : { random_seed: seed }) }
    : { ...(seed === undefined ? {} : { seed }), stream_options: { include_usage: true } };
  return {
    model,
    messages: messages.map(messageOf),
    stream: true,
    // OpenAI’s newer models take only the newer name; other services know the older one.
    ...(base.hostname === 'api.openai.com' ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(tools?.length
      ? {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function' as const,
            function: { name, description, parameters: { ...parameters } },
          })),
          ...(toolChoice ? { tool_choice: toolChoice } : {}),
        }
      : {}),
    ...(output
      ? {
          response_format: {
            type: 'json_schema' as const,
            json_schema: { name: output.name, schema: { ...output.schema }, strict: isClosedSchema(output.schema) },
          },
        }
      : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(stop?.length ? { stop: [...stop] } : {}),
    ...dialect,
  };
}

function messageOf(message: ChatMessage): ChatCompletionMessageParam {
  switch (message.role) {
    case 'system':
      return message;
    case 'user': {
      const [first, second] = message.content;
      // Older services take text alone.
      if (first?.type === 'text' && !second) return { role: 'user', content: first.text };
      return {
        role: 'user',
        content: message.content.map((part) =>
          part.type === 'text'
            ? { type: 'text', text: part.text }
            : { type: 'image_url', image_url: { url: `data:${part.mediaType};base64,${part.data}` } },
        ),
      };
    }
    case 'assistant':
      return {
        role: 'assistant',
        content: message.content,
        ...(message.toolCalls?.length
          ? {
              tool_calls: message.toolCalls.map(({ id, name, arguments: text }) => ({
                id,
                type: 'function' as const,
                function: { name, arguments: text },
              })),
            }
          : {}),
      };
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
  }
}
