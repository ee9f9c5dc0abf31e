import { BODY_LIMIT, readBody } from '@/app/server/body';
import { route } from '@/app/server/handler';
import { chat, createShared, type Shared } from '@/app/server/llm/chat';
import { linesOf } from '@/app/server/llm/lines';
import { openStore } from '@/app/server/store';
import { chatCall } from '@/graph';

// Next may load this module more than once; whose turn it is, is known once.
const shared: typeof globalThis & { genloomChats?: Shared } = globalThis;

/** Asks a language model of a connection. The answer is a `ChatEvent` a line, as they come; whatever goes wrong after the call was read is one of them. */
export const POST = route(async (request) => {
  const call = await readBody(request, chatCall, BODY_LIMIT.chat);
  shared.genloomChats ??= createShared();
  const { genloomChats } = shared;
  return linesOf((signal) => chat(call, openStore(), genloomChats, signal), request.signal);
});
