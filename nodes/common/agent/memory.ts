import { type AgentCall, type ChatMessage, type ChatTool, type JsonObject, messageText } from '@/graph';
import { readArguments } from './arguments';

/** Facts that an agent may keep. */
const MOST_FACTS = 200;

const REMEMBER: ChatTool = {
  name: 'remember',
  description: 'Keeps a fact under a name, for later in this task.',
  parameters: {
    type: 'object',
    properties: { name: { type: 'string', maxLength: 100 }, fact: { type: 'string', maxLength: 2_000 } },
    required: ['name', 'fact'],
  },
};
const RECALL: ChatTool = {
  name: 'recall',
  description: 'Gives the fact of a name, or all that is remembered where no name is given.',
  parameters: { type: 'object', properties: { name: { type: 'string' } } },
};
/** Two tools with which an agent keeps facts by name, for as long as it works on its task. */
export const MEMORY_TOOLS: readonly ChatTool[] = [REMEMBER, RECALL];

export type Facts = Readonly<Record<string, string>>;

/** The facts after a call: one that remembers adds its own. */
export function remembered(call: Pick<AgentCall, 'tool' | 'arguments'>, facts: Facts): Facts {
  if (call.tool !== 'remember') return facts;
  const read = readArguments(REMEMBER.parameters, call.arguments);
  if (!read.ok) return facts;
  const kept = Object.entries({ ...facts, [String(read.given.name)]: String(read.given.fact) }).slice(-MOST_FACTS);
  return Object.fromEntries(kept);
}

/** What the model is told of a use of one of the two. */
export function memoryTold(tool: string, given: JsonObject, facts: Facts): string {
  const name = typeof given.name === 'string' ? given.name : '';
  if (tool === 'remember') return `“${name}” is remembered.`;
  if (name === '') return JSON.stringify(facts);
  return Object.hasOwn(facts, name) ? (facts[name] ?? '') : `Nothing is remembered as “${name}”.`;
}

/** Characters of a result in the summary of what is left out. */
const IN_SHORT = 120;

/**
 * As much of a conversation as is shown to the model: the task, and the newest turns. Of older ones a line each stays, behind the task: what was called, and
 * how its result began.
 */
export function withinWindow(messages: readonly ChatMessage[], turns: number): readonly ChatMessage[] {
  const starts = messages.flatMap(({ role }, place) => (role === 'assistant' ? [place] : []));
  const from = starts.at(-turns);
  const [task] = messages;
  if (from === undefined || starts.length <= turns || task?.role !== 'user') return messages;
  const told = messages.slice(1, from).findLastIndex(({ role }) => role === 'user');
  const lines = messages.slice(1, from).flatMap((message, place) => {
    // What it was told last counts for what it does now.
    if (message.role === 'user')
      return [`- was told: ${place === told ? messageText(message) : inShort(messageText(message))}`];
    if (message.role === 'assistant')
      return (message.toolCalls ?? []).map((call) => `- called ${call.name} ${call.arguments.slice(0, IN_SHORT)}`);
    return message.role === 'tool' ? [`  gave ${inShort(message.content)}`] : [];
  });
  const summary = `What was done before, in short:\n${lines.join('\n')}`;
  return [{ ...task, content: [...task.content, { type: 'text', text: summary }] }, ...messages.slice(from)];
}

const inShort = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, IN_SHORT);
