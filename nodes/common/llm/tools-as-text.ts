import { type ChatMessage, type ChatRequest, type ChatTool, GenloomError, type Message, messageText } from '@/graph';

/** What stands after a call of a tool, and where the model’s own words end. */
export const OBSERVATION = 'Observation:';
/** What a call begins with. */
export const ACTION = 'Action:';

/**
 * A chat with tools in words alone, for models that know no calls: the tools are described in the system message, calls and results are written out
 * (ReAct: Yao et al. 2023, in the form that LangChain made common).
 * @throws GenloomError `llm.no-pictures` for a message with a picture
 */
export function inWords({ messages, tools = [], toolChoice }: ChatRequest): Message[] {
  const described = tools.length > 0 && toolChoice !== 'none' ? [toolsInWords(tools)] : [];
  const [first, ...others] = messages.map(messageInWords);
  const system = first?.role === 'system' ? [first.content, ...described] : described;
  const said = first && first.role !== 'system' ? [first, ...others] : others;
  const written: Message[] = system.length > 0 ? [{ role: 'system', content: system.join('\n\n') }] : [];
  for (const message of said) {
    const last = written.at(-1);
    // Many templates know users and assistants only by turns.
    if (last?.role === message.role)
      written[written.length - 1] = { ...last, content: `${last.content}\n\n${message.content}` };
    else written.push(message);
  }
  return written;
}

const toolsInWords = (tools: readonly ChatTool[]): string =>
  [
    'You can use these tools:',
    ...tools.map(
      ({ name, description, parameters }) => `${name}: ${description} Arguments: ${JSON.stringify(parameters)}`,
    ),
    '',
    'To use one, write these two lines, and nothing after them:',
    `${ACTION} the tool’s name`,
    'Action Input: its arguments as JSON',
    `What it gives is then told after “${OBSERVATION}”. When you know enough, answer without an action.`,
  ].join('\n');

function messageInWords(message: ChatMessage): Message {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.content };
    case 'user':
      if (message.content.some(({ type }) => type === 'image')) throw new GenloomError(NO_PICTURES);
      return { role: 'user', content: messageText(message) };
    case 'assistant': {
      const calls = (message.toolCalls ?? []).map((call) => `${ACTION} ${call.name}\nAction Input: ${call.arguments}`);
      return { role: 'assistant', content: [message.content, ...calls].filter(Boolean).join('\n') };
    }
    case 'tool':
      return { role: 'user', content: `${OBSERVATION} ${message.failed ? 'It failed. ' : ''}${message.content}` };
  }
}

/** A call as it was written; null where there is none, or none with a name. The arguments are not checked: whoever runs the tool reads them. */
export function callIn(written: string): { readonly name: string; readonly arguments: string } | null {
  const found = /^Action:[ \t]*([A-Za-z0-9_-]{1,64})[ \t]*\r?\n\s*Action Input:[ \t]*([\s\S]*)$/.exec(written.trim());
  if (!found) return null;
  const [, name = '', given = ''] = found;
  return { name, arguments: argumentsIn(given.trim()) };
}

/** The first whole object of what was written after it; else all of it. */
function argumentsIn(text: string): string {
  if (text === '') return '{}';
  for (let end = text.indexOf('}'); text.startsWith('{') && end >= 0; end = text.indexOf('}', end + 1)) {
    const some = text.slice(0, end + 1);
    if (isJsonText(some)) return some;
  }
  return text;
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // a brace inside of a text, or of an inner object
  }
}

const NO_PICTURES = {
  code: 'llm.no-pictures',
  title: 'This language model reads text, and no pictures.',
  fix: 'Ask in words, or connect one that sees: “Language model by connection”.',
};
