import { expect, test } from 'vitest';
import { CHAT_TEMPLATES, chatWriter } from '@/nodes/common/chat-template';
import { codecOf } from '@/nodes/common/codec';
import { sourceConversations } from '@/nodes/source/conversations/node';
import { readConversations } from '@/nodes/source/conversations/read';
import { run as runSource } from '@/nodes/source/conversations/run';
import { encodeConversations } from '@/nodes/tokenize/conversations/node';
import { run as runEncode } from '@/nodes/tokenize/conversations/run';
import { codecOf as artifactCodecOf } from '@/workers/artifacts/kinds';
import { fileOf, refusalOf, testContext } from '../support';

const breathe = async () => undefined;
const talk = (question: string, answer: string) => ({
  messages: [
    { role: 'user' as const, content: question },
    { role: 'assistant' as const, content: answer },
  ],
});

test('the common formats say the same', async () => {
  const lines = [
    { messages: talk('Hello', 'Hi').messages, id: 7 },
    {
      conversations: [
        { from: 'human', value: 'Hello' },
        { from: 'gpt', value: 'Hi' },
      ],
    },
    { instruction: 'Hello', input: '', output: 'Hi' },
    { prompt: 'Hello', completion: 'Hi' },
  ];
  const asLines = await readConversations(
    lines.map((line) => `${JSON.stringify(line)}\r\n\n`).join(''),
    'a.jsonl',
    breathe,
  );
  expect(asLines).toEqual(lines.map(() => talk('Hello', 'Hi')));
  expect(await readConversations(JSON.stringify(lines, null, 2), 'a.json', breathe)).toEqual(asLines);
  const [alpaca] = await readConversations('{"instruction":"Add","input":"1 2","output":"3"}', 'a.jsonl', breathe);
  expect(alpaca).toEqual(talk('Add\n\n1 2', '3'));
});

test.each([
  ['{"prompt":"a","completion":"b"}\n{"text":"a"}', 'Line 2 of “a.jsonl” is no conversation.', 'It has: “text”.'],
  [
    '{"messages":[{"role":"tool","content":"a"}]}',
    'Line 1 of “a.jsonl” is no conversation.',
    'the role “tool” is none of',
  ],
  ['{"messages":[{"role":"user","content":"a"}]}', 'Line 1 of “a.jsonl” is no conversation.', 'Nobody answers'],
  ['\n\n{"messages":', 'Line 3 of “a.jsonl” is not JSON.', 'It reads: {"messages":'],
])('what is wrong is told with its line: %s', async (text, title, detail) => {
  const { file, files } = fileOf('a.jsonl', text);
  const params = sourceConversations.params.parse({ origin: 'file', file });
  const error = await refusalOf(async () => runSource({}, params, testContext({ files })));
  expect(error.title).toBe(title);
  expect(error.detail).toContain(detail);
});

test('the built-in conversations depend on their number alone, answer rightly, and survive their file', async () => {
  const make = async (set: number) =>
    (await runSource({}, sourceConversations.params.parse({ count: 60, set }), testContext())).conversations;
  const made = await make(1);
  expect(await make(1)).toEqual(made);
  expect(await make(2)).not.toEqual(made);
  for (const { messages } of made.conversations) {
    const [, a = 0, b = 0] = /^What is (\d+) plus (\d+)/.exec(messages[0]?.content ?? '') ?? [];
    if (a !== 0) expect(messages[1]?.content).toBe(`${Number(a) + Number(b)}`);
  }
  const codec = artifactCodecOf('conversations');
  expect(codec.decode(codec.encode(made))).toEqual(made);
});

test('what is to be refused is refused, what only looks like it is answered, and each is labelled', async () => {
  const make = async (set: number) =>
    (await runSource({}, sourceConversations.params.parse({ tasks: 'refusals', count: 600, set }), testContext()))
      .conversations.conversations;
  const [odd, even] = [await make(1), await make(2)];
  expect(await make(1)).toEqual(odd);
  const learned = new Set(odd.map(({ messages }) => messages[0]?.content));
  expect(even.filter(({ messages }) => learned.has(messages[0]?.content))).toEqual([]);
  for (const some of [odd, even]) {
    for (const { label, category, messages } of some) {
      expect(label).toBe(/^looks like |^everyday$/.test(category ?? '') ? 'safe' : 'unsafe');
      expect(messages[1]?.content.startsWith('I won’t')).toBe(label === 'unsafe');
    }
    const categories = [...new Set(some.map(({ category }) => category))];
    expect(categories).toHaveLength(11);
    for (const one of categories) expect(some.filter(({ category }) => category === one).length).toBeGreaterThan(8);
    expect(some.filter(({ label }) => label === 'unsafe')).toHaveLength(200);
  }
  const codec = artifactCodecOf('conversations');
  expect(codec.decode(codec.encode({ conversations: odd }))).toEqual({ conversations: odd });
});

test('a file may say what is to be told of each, and then needs no answer', async () => {
  const lines = [
    { text: 'Hello', label: 1 },
    { prompt: 'Hello', completion: 'Hi', label: 'safe', category: 'greetings' },
    { messages: [{ role: 'user', content: 'Hello' }], label: true, category: { odd: 1 } },
  ];
  expect(await readConversations(JSON.stringify(lines), 'a.json', breathe)).toEqual([
    { messages: [{ role: 'user', content: 'Hello' }], label: '1' },
    { ...talk('Hello', 'Hi'), label: 'safe', category: 'greetings' },
    { messages: [{ role: 'user', content: 'Hello' }], label: 'true' },
  ]);
});

test('what an even set asks no odd set has answered', async () => {
  const questions = async (set: number, count: number) => {
    const params = sourceConversations.params.parse({ tasks: 'facts', count, set });
    const { conversations } = (await runSource({}, params, testContext())).conversations;
    return conversations.map(({ messages }) => messages[0]?.content);
  };
  const learned = new Set([...(await questions(1, 2_000)), ...(await questions(7, 500))]);
  expect((await questions(2, 200)).filter((asked) => learned.has(asked))).toEqual([]);
});

test.each(Object.entries(CHAT_TEMPLATES))(
  'by the template “%s” each answer is told apart from what is read',
  (_name, template) => {
    const { segments, write } = chatWriter(template);
    const messages = [
      { role: 'system' as const, content: 'Be kind.' },
      ...talk('Hello', 'Hi').messages,
      ...talk('And?', 'Bye').messages,
    ];
    const parts = segments({ messages });
    expect(parts.map(({ answer }) => answer)).toEqual([false, true, false, true]);
    expect(parts.filter(({ answer }) => answer).map(({ text }) => text)).toEqual([
      expect.stringContaining('Hi'),
      expect.stringContaining('Bye'),
    ]);
    expect(parts.map(({ text }) => text).join('')).toBe(write(messages, false));
    expect(write(messages, false)).toContain('Be kind.');
  },
);

test('ChatML is written as its makers write it', () => {
  const { write } = chatWriter(CHAT_TEMPLATES.chatml);
  expect(write(talk('Hello', 'Hi').messages.slice(0, 1), true)).toBe(
    '<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n',
  );
});

test('a template that cannot be read is refused with the reason', async () => {
  expect(await refusalOf(async () => chatWriter('{% for %}'))).toMatchObject({ code: 'chat.bad-template' });
});

const letters = 'UserAsitn: abcdefghlo?\n';
const tokenizer = {
  model: {
    type: 'BPE',
    vocab: Object.fromEntries([...new Set(letters)].map((one, id) => [one, id])),
    merges: [],
  },
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  decoder: { type: 'Fuse' },
};

test('only tokens of answers are learned, one conversation a block or as many as there is room for', async () => {
  const conversations = { conversations: [talk('a', 'b'), talk('c', 'de'), talk('f', 'g')] };
  const encode = async (params: object) => {
    const parsed = encodeConversations.params.parse({ blockLength: 64, validation: 0, ...params });
    return (await runEncode({ conversations, tokenizer }, parsed, testContext())).training;
  };
  const apart = await encode({});
  const learned = Array.from(apart.ids).filter((_, place) => apart.answers?.[place] === 1);
  expect(codecOf(apart.tokenizer).decode(learned)).toBe('b\n\nde\n\ng\n\n');
  expect([...(apart.starts ?? [])]).toEqual([0, 22, 45]);
  expect([...((await encode({ packed: true })).starts ?? [])]).toEqual([0, 45]);
  const codec = artifactCodecOf('dataset<tokens>');
  expect(codec.decode(codec.encode(apart))).toEqual(apart);
  expect(apart.tokenizer.chat_template).toBe(CHAT_TEMPLATES.plain);
});
