import type { ChatMessage, ChatTool, JsonObject } from '@/graph';

/** Facts that an agent may keep. */
const MOST_FACTS = 200;

/** Two tools with which an agent keeps facts by name, for as long as it works on its task. */
export const MEMORY_TOOLS: readonly ChatTool[] = [
  {
    name: 'remember',
    description: 'Keeps a fact under a name, for later in this task.',
    parameters: {
      type: 'object',
      properties: { name: { type: 'string', maxLength: 100 }, fact: { type: 'string', maxLength: 2_000 } },
      required: ['name', 'fact'],
    },
  },
  {
    name: 'recall',
    description: 'Gives the fact of a name, or all that is remembered where no name is given.',
    parameters: { type: 'object', properties: { name: { type: 'string' } } },
  },
];

export type Facts = Readonly<Record<string, string>>;

/** Uses one of the two. @returns what the model is told, and the facts from then on */
export function memoryCall(
  tool: string,
  given: JsonObject,
  facts: Facts,
): { readonly told: string; readonly facts: Facts } {
  const name = typeof given.name === 'string' ? given.name : '';
  if (tool === 'remember') {
    const kept = Object.entries({ ...facts, [name]: String(given.fact) }).slice(-MOST_FACTS);
    return { told: `“${name}” is remembered.`, facts: Object.fromEntries(kept) };
  }
  if (name === '') return { told: JSON.stringify(facts), facts };
  return { told: Object.hasOwn(facts, name) ? (facts[name] ?? '') : `Nothing is remembered as “${name}”.`, facts };
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
  const lines = messages.slice(1, from).flatMap((message) => {
    if (message.role === 'assistant')
      return (message.toolCalls ?? []).map((call) => `- called ${call.name} ${call.arguments.slice(0, IN_SHORT)}`);
    return message.role === 'tool' ? [`  gave ${message.content.replaceAll(/\s+/g, ' ').slice(0, IN_SHORT)}`] : [];
  });
  const summary = `What was done before, in short:\n${lines.join('\n')}`;
  return [{ ...task, content: [...task.content, { type: 'text', text: summary }] }, ...messages.slice(from)];
}
