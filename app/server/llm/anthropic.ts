import Anthropic from '@anthropic-ai/sdk';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import type {
  ContentBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
  Tool,
} from '@anthropic-ai/sdk/resources/messages';
import { CHAT_LIMITS, type ChatMessage, type ChatRequest, type ChatTool } from '@/graph';
import type { LlmFetch } from './fetch';
import type { EndReason, Piece } from './piece';
import { llmError } from './problem';
import { checkedCall } from './tool-calls';
import type { Upstream } from './upstream';

/** The SDK with nothing of its own; a key that is given keeps it from looking for others in its environment or on disk. */
const clientOf = ({ base, key }: Upstream, fetch: LlmFetch, timeout: number) =>
  new Anthropic({
    apiKey: key ?? 'none',
    webhookKey: null,
    baseURL: base.href.replace(/\/$/, ''),
    maxRetries: 0,
    timeout,
    logLevel: 'off',
    openTelemetry: false,
    fetch,
  });

/** What Anthropic says when it is asked for its models. */
export function listAnthropicModels(upstream: Upstream, fetch: LlmFetch, signal: AbortSignal): Promise<unknown> {
  return clientOf(upstream, fetch, upstream.patience.total).get('/v1/models?limit=1000', { signal });
}

/** Asks a service that speaks Anthropic’s messages. */
export async function* askAnthropic(
  upstream: Upstream,
  model: string,
  request: ChatRequest,
  fetch: LlmFetch,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const client = clientOf(upstream, fetch, upstream.patience.total);
  const stream = await client.messages.create(bodyOf(model, request), { signal });
  const open = new Map<number, { readonly id: string; readonly name: string; arguments: string }>();
  let input = 0;
  let end: EndReason | null = null;
  for await (const event of stream) {
    switch (event.type) {
      case 'message_start': {
        const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } =
          event.message.usage;
        input = input_tokens + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0);
        yield { type: 'usage', inputTokens: input, outputTokens: output_tokens };
        break;
      }
      case 'content_block_start':
        if (event.content_block.type === 'tool_use') {
          const { id, name } = event.content_block;
          open.set(event.index, { id, name, arguments: '' });
        } else if (event.content_block.type === 'text' && event.content_block.text)
          yield { type: 'text', text: event.content_block.text };
        break;
      case 'content_block_delta': {
        if (event.delta.type === 'text_delta') yield { type: 'text', text: event.delta.text };
        const call = open.get(event.index);
        if (event.delta.type === 'input_json_delta' && call) {
          call.arguments += event.delta.partial_json;
          if (call.arguments.length > CHAT_LIMITS.text)
            throw llmError('answer', 'The model called a tool with more than can be taken at once.');
        }
        break;
      }
      case 'content_block_stop': {
        const call = open.get(event.index);
        open.delete(event.index);
        if (call) yield { type: 'tool-call', ...checkedCall({ ...call, arguments: call.arguments || '{}' }) };
        break;
      }
      case 'message_delta':
        if (event.delta.stop_reason) end = ENDS[event.delta.stop_reason] ?? 'stop';
        yield {
          type: 'usage',
          inputTokens: event.usage.input_tokens ?? input,
          outputTokens: event.usage.output_tokens,
        };
        break;
    }
  }
  if (end !== null) yield { type: 'finished', reason: end };
}

const ENDS: Readonly<Record<string, EndReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
  refusal: 'refused',
};

/** It knows no seed. */
function bodyOf(model: string, request: ChatRequest): MessageCreateParamsStreaming {
  const { messages, tools, toolChoice, output, maxTokens, temperature, topP, stop } = request;
  const system = messages.flatMap((message) => (message.role === 'system' ? [message.content] : [])).join('\n\n');
  return {
    model,
    max_tokens: maxTokens,
    messages: turnsOf(messages),
    stream: true,
    ...(system ? { system } : {}),
    ...(tools?.length
      ? { tools: tools.map(toolOf), ...(toolChoice ? { tool_choice: { type: CHOICES[toolChoice] } } : {}) }
      : {}),
    ...(output
      ? { output_config: { format: { type: 'json_schema', schema: transformJSONSchema({ ...output.schema }) } } }
      : {}),
    // It takes temperatures up to one.
    ...(temperature === undefined ? {} : { temperature: Math.min(1, temperature) }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(stop?.length ? { stop_sequences: [...stop] } : {}),
  };
}

const CHOICES = { auto: 'auto', required: 'any', none: 'none' } as const;

const toolOf = ({ name, description, parameters }: ChatTool): Tool => ({
  name,
  description,
  input_schema: { ...parameters, type: 'object' },
});

/** Turns of user and assistant in alternation: what tools gave back is the user’s, and stands in one turn where several were called. */
function turnsOf(messages: readonly ChatMessage[]): MessageParam[] {
  const turns: { role: 'user' | 'assistant'; content: ContentBlockParam[] }[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const content = blocksOf(message);
    const last = turns.at(-1);
    if (content.length === 0) continue;
    if (last?.role === role) last.content.push(...content);
    else turns.push({ role, content });
  }
  return turns;
}

function blocksOf(message: Exclude<ChatMessage, { role: 'system' }>): ContentBlockParam[] {
  switch (message.role) {
    case 'user':
      return message.content.flatMap((part): ContentBlockParam[] =>
        part.type === 'image'
          ? [{ type: 'image', source: { type: 'base64', media_type: part.mediaType, data: part.data } }]
          : part.text.trim() === ''
            ? []
            : [{ type: 'text', text: part.text }],
      );
    case 'assistant':
      return [
        ...(message.content.trim() === '' ? [] : [{ type: 'text' as const, text: message.content }]),
        ...(message.toolCalls ?? []).map(({ id, name, arguments: text }) => ({
          type: 'tool_use' as const,
          id,
          name,
          input: objectOf(text),
        })),
      ];
    case 'tool':
      return [
        {
          type: 'tool_result',
          tool_use_id: message.toolCallId,
          content: message.content,
          ...(message.failed ? { is_error: true } : {}),
        },
      ];
  }
}

/** A call’s arguments, which its history must have as an object, even where the model wrote something else. */
function objectOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below as it was written.
  }
  return { written: text };
}
