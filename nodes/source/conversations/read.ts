import { type Conversation, GenloomError, type Message, z } from '@/graph';
import { jsonLines, parseLine } from '../../common/read/json-lines';

/** How files call who speaks. */
const ROLES: Readonly<Record<string, Message['role']>> = {
  system: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  gpt: 'assistant',
};

const role = z.string().transform((name, { addIssue }): Message['role'] => {
  const known = ROLES[name.toLowerCase()];
  if (known) return known;
  addIssue(`the role “${name.slice(0, 40)}” is none of ${Object.keys(ROLES).join(', ')}`);
  return 'user';
});
const content = z.string().max(1_000_000);
const exchange = (question: string, answer: string): Conversation => ({
  messages: [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ],
});

/** Each format by the field that tells it. */
const FORMATS: readonly (readonly [field: string, z.ZodType<Conversation>])[] = [
  ['messages', z.object({ messages: z.array(z.object({ role, content })).min(1).max(10_000) })],
  [
    'conversations',
    z
      .object({
        conversations: z
          .array(z.object({ from: role, value: content }))
          .min(1)
          .max(10_000),
      })
      .transform(({ conversations }) => ({
        messages: conversations.map(({ from, value }) => ({ role: from, content: value })),
      })),
  ],
  [
    'instruction',
    z
      .object({ instruction: content, input: content.optional(), output: content })
      .transform(({ instruction, input, output }) =>
        exchange(input ? `${instruction}\n\n${input}` : instruction, output),
      ),
  ],
  [
    'prompt',
    z
      .object({ prompt: content, completion: content })
      .transform(({ prompt, completion }) => exchange(prompt, completion)),
  ],
  // What a classifier learns from: a text and what is to be told of it, as data sets write them.
  [
    'label',
    z
      .object({ text: content, label: z.union([z.string(), z.number(), z.boolean()]) })
      .transform(({ text }) => ({ messages: [{ role: 'user' as const, content: text }] })),
  ],
];

const told = z
  .union([z.string().trim().min(1).max(200), z.number().transform(String), z.boolean().transform(String)])
  .optional()
  .catch(undefined);
/** What any of them may say besides; what is no word or number says nothing. */
const labels = z.object({ label: told, category: told });

/** The conversations of a file of JSON Lines, or of one JSON list. @throws GenloomError that names the line (or the entry) and what is wrong with it */
export async function readConversations(
  text: string,
  name: string,
  breathe: () => Promise<void>,
): Promise<Conversation[]> {
  const whole = text.trimStart();
  const list = whole.startsWith('[') ? parseLine(whole, 1, name) : null;
  if (Array.isArray(list))
    return list.map((value, index) => conversationOf(value, `Entry ${(index + 1).toLocaleString('en')} of “${name}”`));
  const found: Conversation[] = [];
  for await (const { value, number } of jsonLines(text, name, breathe))
    found.push(conversationOf(value, `Line ${number.toLocaleString('en')} of “${name}”`));
  return found;
}

function conversationOf(value: unknown, place: string): Conversation {
  const format = FORMATS.find(([field]) => typeof value === 'object' && value !== null && Object.hasOwn(value, field));
  if (!format) {
    const fields = typeof value === 'object' && value !== null ? Object.keys(value).slice(0, 10) : [];
    throw bad(
      place,
      fields.length > 0 ? `It has: ${fields.map((one) => `“${one.slice(0, 40)}”`).join(', ')}.` : 'It is no object.',
    );
  }
  const parsed = format[1].safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw bad(place, `${issue?.path.join('.') || format[0]}: ${issue?.message}.`);
  }
  const { label, category } = labels.parse(value);
  if (
    label === undefined &&
    !parsed.data.messages.some((message) => message.role === 'assistant' && message.content !== '')
  )
    throw bad(place, 'Nobody answers in it: there is no message of the assistant.');
  return { ...parsed.data, ...(label !== undefined && { label }), ...(category !== undefined && { category }) };
}

const bad = (place: string, detail: string) =>
  new GenloomError({
    code: 'conversations.bad-line',
    title: `${place} is no conversation.`,
    detail,
    fix: 'Each needs “messages” with “role” and “content”, “conversations” with “from” and “value”, “instruction” and “output”, or “prompt” and “completion”.',
  });
