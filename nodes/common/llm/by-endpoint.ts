import type { ChatCall, ChatEvent, ChatRequest, LlmEndpoint, RunContext } from '@/graph';
import { eventLines } from './event-lines';

/** What a service answers, asked by the server, which has its key. Cancel ends the call. */
export async function* byEndpoint(
  { connection, model, budget }: LlmEndpoint,
  request: ChatRequest,
  { server, runId }: Pick<RunContext, 'server' | 'runId'>,
): AsyncGenerator<ChatEvent, void> {
  const call: ChatCall = { connection, model, run: runId, budget, request };
  yield* eventLines(await server('/api/llm/chat', call));
}
