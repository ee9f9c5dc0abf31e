import { type ChatMessage, type ChatTool, isJson, type Json, userText } from '@/graph';
import type { Described } from '@/ml/environments/world';
import { completeInWords } from '../../common/agent/words';
import type { Completion, OpenLlm } from '../../common/llm/chat';

/** What a language model decided at one moment. */
export interface Decided {
  /** Null where nothing that it said was allowed. */
  readonly action: number | null;
  readonly thought: string;
  /** Answers that were no allowed action. */
  readonly invalid: number;
  readonly tokens: number;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
}

export interface Deciding {
  readonly llm: Pick<OpenLlm, 'complete'>;
  readonly instructions: string;
  readonly retries: number;
  readonly calls: 'model' | 'words';
  readonly longestAnswer: number;
  readonly seed: number;
}

const ACT: ChatTool = {
  name: 'act',
  description: 'Does one of the allowed actions.',
  parameters: {
    type: 'object',
    properties: { action: { type: 'integer', description: 'The number of an allowed action.' } },
    required: ['action'],
  },
};

const RULES =
  'You act in a small world, one action at a time. Answer with the tool “act”, or with nothing but JSON such as {"action": 3}. Only the numbers of allowed actions count.';

/** A moment as it is put to the model: the situation, and a line for each action, `3: drive to Mill (…)`. */
export const momentInWords = ({ situation, actions }: Described): string =>
  `${situation}\n\nAllowed actions:\n${actions.map(({ action, words }) => `${action}: ${words}`).join('\n')}`;

/** Asks a language model what to do, and again where what it says is not allowed. @throws GenloomError what the model fails with */
export async function decideBy(described: Described, deciding: Deciding): Promise<Decided> {
  const { llm, instructions, retries, calls, longestAnswer, seed } = deciding;
  const allowed = new Set(described.actions.map(({ action }) => action));
  const messages: ChatMessage[] = [
    { role: 'system', content: [instructions.trim(), RULES].filter(Boolean).join('\n\n') },
    userText(momentInWords(described)),
  ];
  let [tokens, cost]: [number, number | null] = [0, 0];
  for (let invalid = 0; ; ) {
    const request = { messages, tools: [ACT], maxTokens: longestAnswer, seed };
    const answer = await (calls === 'words' ? completeInWords(llm, request) : llm.complete(request));
    tokens += answer.usage.inputTokens + answer.usage.outputTokens;
    cost = cost === null || answer.usage.cost === null ? null : cost + answer.usage.cost;
    const action = actionIn(answer);
    const thought = answer.toolCalls.length > 0 ? answer.text.trim() : '';
    if (action !== null && allowed.has(action)) return { action, thought, invalid, tokens, cost };
    invalid += 1;
    if (invalid > retries) return { action: null, thought, invalid, tokens, cost };
    messages.push(...corrected(answer, problemOf(action, allowed)));
  }
}

const problemOf = (action: number | null, allowed: ReadonlySet<number>): string =>
  `${action === null ? 'There is no action in this.' : `Action ${action} is not allowed now.`} Allowed are ${[...allowed].join(', ')}. Answer with {"action": number}.`;

/** The answer as it stands in the conversation, and what is wrong with it. */
function corrected({ text, toolCalls }: Completion, problem: string): readonly ChatMessage[] {
  if (toolCalls.length === 0) return [{ role: 'assistant', content: text }, userText(problem)];
  return [
    { role: 'assistant', content: text, toolCalls },
    ...toolCalls.map(({ id }): ChatMessage => ({ role: 'tool', toolCallId: id, content: problem, failed: true })),
  ];
}

/** The action of a call, or of the last JSON object in what was written. */
function actionIn({ text, toolCalls }: Completion): number | null {
  const call = toolCalls.find(({ name }) => name === ACT.name);
  for (const written of [...(call ? [call.arguments] : []), ...(text.match(/\{[^{}]*\}/g) ?? []).reverse()]) {
    const action = fieldOf(written);
    if (typeof action === 'number' && Number.isInteger(action)) return action;
    if (typeof action === 'string' && /^\d{1,6}$/.test(action.trim())) return Number(action);
  }
  return null;
}

function fieldOf(written: string): Json | undefined {
  try {
    const read: unknown = JSON.parse(written);
    return typeof read === 'object' && read !== null && 'action' in read && isJson(read.action)
      ? read.action
      : undefined;
  } catch {
    return undefined;
  }
}
