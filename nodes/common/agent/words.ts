import { type ChatMessage, type ChatRequest, type Message, userText } from '@/graph';
import type { Completion, OpenLlm } from '../llm/chat';
import { ACTION, callIn, inWords, OBSERVATION } from '../llm/tools-as-text';

/** Asks a model that knows no calls of tools, in words alone (ReAct: Yao et al. 2023): what it writes as an action is read as a call. */
export async function completeInWords(
  llm: Pick<OpenLlm, 'complete'>,
  request: ChatRequest,
  onText?: (said: string) => void,
): Promise<Completion> {
  const { tools: _tools, toolChoice: _choice, ...rest } = request;
  const answer = await llm.complete(
    {
      ...rest,
      messages: inWords(request).map(asMessage),
      stop: [...(request.stop ?? []), OBSERVATION],
    },
    onText,
  );
  const at = answer.text.startsWith(ACTION) ? 0 : answer.text.indexOf(`\n${ACTION}`);
  const call = at < 0 ? null : callIn(answer.text.slice(at));
  if (!call) return answer;
  return {
    ...answer,
    text: answer.text.slice(0, at).trim(),
    toolCalls: [{ id: `words-${request.messages.length}`, ...call }],
    reason: 'tool-calls',
  };
}

const asMessage = ({ role, content }: Message): ChatMessage =>
  role === 'user' ? userText(content) : { role, content };
