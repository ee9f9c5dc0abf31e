import {
  type AgentCall,
  type ChatMessage,
  type ChatRequest,
  type ChatTool,
  type JsonObject,
  MEMORY_LIMITS,
  messageText,
  type RememberedFacts,
  type RunContext,
  userText,
} from '@/graph';
import { readArguments } from './arguments';
import { DATA_RULES } from './as-data';
import { bounded } from './graph-tool';
import { factsAbout } from './recall';

const REMEMBER: ChatTool = {
  name: 'remember',
  description: 'Keeps a fact under a name, for later.',
  parameters: {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, maxLength: MEMORY_LIMITS.name },
      fact: { type: 'string', maxLength: MEMORY_LIMITS.fact },
    },
    required: ['name', 'fact'],
  },
};
const RECALL: ChatTool = {
  name: 'recall',
  description:
    'Gives what is remembered: the fact of a name, or the facts that are about something, or the names of all where neither is given.',
  parameters: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      about: { type: 'string', maxLength: 500, description: 'What is looked for, in words: found by meaning.' },
    },
  },
};
/** Two tools with which an agent keeps facts, and finds them by name and by meaning. */
export const MEMORY_TOOLS: readonly ChatTool[] = [REMEMBER, RECALL];

/** The facts after a call: one that remembers adds its own, as the newest. */
export function remembered(call: Pick<AgentCall, 'tool' | 'arguments'>, facts: RememberedFacts): RememberedFacts {
  if (call.tool !== 'remember') return facts;
  const read = readArguments(REMEMBER.parameters, call.arguments);
  if (!read.ok) return facts;
  const name = String(read.given.name);
  const others = Object.entries(facts).filter(([other]) => other !== name);
  return Object.fromEntries([...others, [name, String(read.given.fact)]].slice(-MEMORY_LIMITS.facts));
}

/** What the model is told of a use of one of the two. */
export async function memoryTold(
  tool: string,
  { name, about }: JsonObject,
  facts: RememberedFacts,
  context: Pick<RunContext, 'random' | 'breathe'>,
): Promise<string> {
  if (tool === 'remember') return `“${String(name)}” is remembered.`;
  if (typeof about === 'string' && about !== '') {
    const found = await factsAbout(facts, about, context);
    return found.length === 0
      ? 'Nothing is remembered about this.'
      : found.map(([known, fact]) => `${known}: ${fact}`).join('\n');
  }
  if (typeof name !== 'string' || name === '') return JSON.stringify(Object.keys(facts));
  return Object.hasOwn(facts, name) ? (facts[name] ?? '') : `Nothing is remembered as “${name}”.`;
}

/** Characters of a result in the summary of what is left out. */
const IN_SHORT = 120;

/** Where the turns begin that are shown whole; undefined where all of them are. */
export function windowStart(messages: readonly ChatMessage[], turns: number): number | undefined {
  const starts = messages.flatMap(({ role }, place) => (role === 'assistant' ? [place] : []));
  return starts.length > turns ? starts.at(-turns) : undefined;
}

/** Older turns as a model put them, and how many messages those were. */
export interface Summary {
  readonly upTo: number;
  readonly text: string;
}

/**
 * As much of a conversation as is shown to the model: the task, and the newest turns. Of older ones there is what a model made of them, or a line each, behind
 * the task: what was called, and how its result began.
 */
export function withinWindow(
  messages: readonly ChatMessage[],
  turns: number,
  summary?: Summary,
): readonly ChatMessage[] {
  const from = summary?.upTo ?? windowStart(messages, turns);
  const [task] = messages;
  if (from === undefined || task?.role !== 'user') return messages;
  const text = `What was done before, in short:\n${summary?.text ?? inLines(messages.slice(1, from))}`;
  return [{ ...task, content: [...task.content, { type: 'text', text }] }, ...messages.slice(from)];
}

function inLines(older: readonly ChatMessage[]): string {
  const told = older.findLastIndex(({ role }) => role === 'user');
  const lines = older.flatMap((message, place) => {
    // What it was told last counts for what it does now.
    if (message.role === 'user')
      return [`- was told: ${place === told ? messageText(message) : inShort(messageText(message))}`];
    if (message.role === 'assistant')
      return (message.toolCalls ?? []).map((call) => `- called ${call.name} ${call.arguments.slice(0, IN_SHORT)}`);
    return message.role === 'tool' ? [`  gave ${inShort(message.content)}`] : [];
  });
  return lines.join('\n');
}

/** Characters of one message that is summed up. */
const LONGEST_SUMMED = 3_000;

/** What a model is asked so that older turns become a few lines. What it was told last stays word by word. */
export function summaryRequest(
  messages: readonly ChatMessage[],
  before: Summary | undefined,
  upTo: number,
): ChatRequest {
  const older = messages.slice(before?.upTo ?? 1, upTo).map((message) => {
    const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
    return [
      `${NAMES[message.role]}: ${bounded(messageText(message), LONGEST_SUMMED)}`,
      ...calls.map((call) => `called ${call.name} ${bounded(call.arguments, LONGEST_SUMMED)}`),
    ].join('\n');
  });
  return {
    messages: [
      { role: 'system', content: `${SUM_UP} ${DATA_RULES}` },
      userText([...(before ? [`So far:\n${before.text}`] : []), ...older].join('\n\n')),
    ],
    maxTokens: 600,
  };
}

const NAMES = { system: 'rule', user: 'told', assistant: 'said', tool: 'gave' } as const;
const SUM_UP =
  'Sum up what was done and found out so far, in at most ten short lines, so that the work can go on from them alone. Keep names, numbers, what failed, and what is still to do.';

const inShort = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, IN_SHORT);
