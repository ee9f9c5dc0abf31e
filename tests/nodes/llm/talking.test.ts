import { beforeAll, expect, test } from 'vitest';
import { type ChatEvent, type ChatMessage, type ChatRequest, type LlmModel, llmView, userText } from '@/graph';
import * as tf from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { CHAT_TEMPLATES } from '@/nodes/common/chat-template';
import { chat, complete, openLlm } from '@/nodes/common/llm/chat';
import { createPieces } from '@/nodes/common/llm/pieces';
import { callIn, inWords } from '@/nodes/common/llm/tools-as-text';
import { concreteNetwork } from '@/nodes/common/network';
import { createWriter } from '@/nodes/common/writer';
import { readRules } from '@/nodes/llm/script/rules';
import { codecOf } from '@/workers/artifacts/kinds';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { tinyGpt } from '../exams/support';
import { refusalOf, testContext } from '../support';
import { endpoint, script } from './support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

const model = tinyGpt();
const local = (over: Partial<LlmModel> = {}): LlmModel => ({
  from: 'model',
  title: 'tiny',
  model,
  chatTemplate: CHAT_TEMPLATES.plain,
  temperature: 0,
  maxTokens: 12,
  ...over,
});
const ask = (text: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [userText(text)],
  maxTokens: 12,
  ...more,
});
const said = (content: string): ChatMessage => ({ role: 'assistant', content });

/** What `createWriter` writes after the same text. */
async function written(
  text: string,
  maximumTokens: number,
  stop: readonly string[],
  temperature: number,
  seed: number,
) {
  const network = concreteNetwork(model.network);
  const weights = uploadWeights(network, model.weights);
  const strategy = temperature === 0 ? 'greedy' : 'sample';
  const rules = { strategy, temperature, maximumTokens, stop, seed } as const;
  const [answer] = await createWriter({ model, network, weights }).write([text], rules, testContext());
  disposeAll(weights);
  return answer;
}

test.each([0, 0.9])(
  'a model of the graph answers what it would write after the same text, at temperature %d',
  async (temperature) => {
    const before = tf.memory().numTensors;
    const expected = await written('User: How many?\nAssistant: ', 12, ['\n\n'], temperature, 7);
    const answer = await complete(local({ temperature }), ask('How many?', { seed: 7 }), testContext());
    expect(answer.text).toBe(expected);
    expect(answer.text.length).toBeGreaterThan(3);
    expect(answer).toMatchObject({ usage: { outputTokens: 12, cost: 0 }, reason: 'length' });
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('pieces join to the answer, which ends before a stop string that several tokens made', async () => {
  const whole = (await complete(local(), ask('How many?'), testContext())).text;
  const stop = whole.slice(5, 8);
  const pieces: string[] = [];
  let end: ChatEvent | undefined;
  for await (const event of chat(local(), ask('How many?', { stop: [stop] }), testContext())) {
    if (event.type === 'text') pieces.push(event.text);
    end = event;
  }
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe(whole.slice(0, whole.indexOf(stop)));
  expect(end).toEqual({ type: 'finished', reason: 'stop' });
});

test('who breaks off a model leaves no tensor behind, and many chats load it once', async () => {
  const before = tf.memory().numTensors;
  for await (const _event of chat(local(), ask('How many?'), testContext())) break;
  expect(tf.memory().numTensors).toBe(before);
  const open = openLlm(local(), testContext());
  const held = tf.memory().numTensors;
  const [one, two] = [await open.complete(ask('A?')), await open.complete(ask('A?'))];
  expect(one).toEqual(two);
  expect(tf.memory().numTensors).toBe(held);
  open.close();
  expect(tf.memory().numTensors).toBe(before);
});

test('what a model of the graph cannot do is refused in a sentence, and a chat too long for it loses its beginning aloud', async () => {
  const output = { name: 'answer', schema: { type: 'object' } };
  expect((await refusalOf(complete(local(), ask('A?', { output }), testContext()))).code).toBe('llm.no-schema');
  const picture: ChatMessage = { role: 'user', content: [{ type: 'image', mediaType: 'image/png', data: 'AA==' }] };
  const shown = ask('', { messages: [picture] });
  expect((await refusalOf(complete(local(), shown, testContext()))).code).toBe('llm.no-pictures');
  const broken = local({ chatTemplate: '{% for' });
  expect((await refusalOf(complete(broken, ask('A?'), testContext()))).code).toBe('chat.bad-template');
  const context = testContext();
  const { usage } = await complete(local(), ask('How many? '.repeat(200)), context);
  expect(usage.inputTokens).toBe(model.blockLength - 12);
  expect(context.logs.join()).toMatch(/the beginning was left away/);
});

test('tools are told in words, called in words, and answered in words', () => {
  const tools = [{ name: 'add', description: 'Adds.', parameters: { type: 'object' } }];
  const messages: readonly ChatMessage[] = [
    { role: 'system', content: 'Be brief.' },
    userText('2 + 2?'),
    { role: 'assistant', content: 'I add.', toolCalls: [{ id: '1', name: 'add', arguments: '{"a":2,"b":2}' }] },
    { role: 'tool', toolCallId: '1', content: '4' },
    userText('Sure?'),
  ];
  const [system, ...others] = inWords({ messages, tools, maxTokens: 1 });
  expect(system?.content).toMatch(
    /^Be brief\.\n\nYou can use these tools:\nadd: Adds\. Arguments: \{"type":"object"\}/,
  );
  expect(others).toEqual([
    { role: 'user', content: '2 + 2?' },
    { role: 'assistant', content: 'I add.\nAction: add\nAction Input: {"a":2,"b":2}' },
    { role: 'user', content: 'Observation: 4\n\nSure?' },
  ]);
  expect(inWords({ messages, tools, toolChoice: 'none', maxTokens: 1 })[0]?.content).toBe('Be brief.');
  expect(callIn('Action: add\nAction Input: {"a": "}", "b": {"c": 1}} and so on')).toEqual({
    name: 'add',
    arguments: '{"a": "}", "b": {"c": 1}}',
  });
  expect(callIn('Action: add\nAction Input: two and two')).toEqual({ name: 'add', arguments: 'two and two' });
  expect(callIn('Action: add')).toBeNull();
  expect(callIn('I would use Action: add')).toBeNull();
});

test('what may become a stop string, a call or a character waits; a call is held back whole', () => {
  /** A text as it grows, a character at a time; é comes in two tokens. */
  const grown = (text: string, holding: Parameters<typeof createPieces>[0]) => {
    const pieces = createPieces(holding);
    const given: string[] = [];
    for (let end = 1; end <= text.length && !pieces.ended(); end++) {
      if (text[end - 1] === 'é') given.push(pieces.next(`${text.slice(0, end - 1)}\uFFFD`));
      given.push(pieces.next(text.slice(0, end)));
    }
    return { given: given.filter(Boolean), ...pieces.end() };
  };
  const holds = ['Action:'];
  const call = 'Action: add\nAction Input: {}';
  expect(grown(`I Acé.\n${call}\nObservation: 3`, { stop: ['\nObservation:'], holds, begun: '' })).toMatchObject({
    given: ['I', ' ', 'Ac', 'é', '.', '\n'],
    rest: '',
    held: call,
  });
  expect(grown('So be it. STOP and on', { stop: ['STOP'], holds: [], begun: '' }).given.join('')).toBe('So be it. ');
  expect(grown('Less is SO', { stop: ['SO!'], holds: [], begun: '' })).toMatchObject({ rest: 'SO', held: '' });
  expect(grown(' add\nAction Input: {}', { stop: [], holds, begun: 'Action:' })).toEqual({
    given: [],
    rest: '',
    held: call,
  });
});

test('a model that has to use a tool begins with one; what it then writes is words where it is no call', async () => {
  const tools = [{ name: 'add', description: 'Adds.', parameters: {} }];
  const asked = ask('2?', { tools, toolChoice: 'required' });
  const free = await complete(local(), asked, testContext());
  // This one never learned to: it goes on after “Action:”, and that is no call.
  expect(free.toolCalls).toEqual([]);
  expect(free.text.length).toBeGreaterThan(0);
  expect(free.text).not.toContain('Action:');
});

test('a script answers by its first rule that fits, as often as that may, word by word and always the same', async () => {
  const llm = script(
    { when: '(?i)hello', times: 1, say: 'Good morning. ' },
    { when: '(?i)hello', say: 'Again?' },
    { when: 'add', say: 'I add.', calls: [{ name: 'add', arguments: '{"a":1}' }] },
  );
  const pieces: ChatEvent[] = [];
  for await (const event of chat(llm, ask('Hello you'), testContext())) pieces.push(event);
  expect(pieces).toEqual([
    { type: 'text', text: 'Good ' },
    { type: 'text', text: 'morning. ' },
    { type: 'usage', inputTokens: 2, outputTokens: 2, cost: 0 },
    { type: 'finished', reason: 'stop' },
  ]);
  const texts = async (...messages: readonly ChatMessage[]) =>
    (await complete(llm, { messages, maxTokens: 9 }, testContext())).text;
  expect(await texts(userText('hello'), said('Good morning. '), userText('hello'))).toBe('Again?');
  // What somebody else had answered does not count.
  expect(await texts(userText('hello'), said('Ahoy.'), userText('hello'))).toBe('Good morning. ');
  expect(await complete(llm, ask('hello', { maxTokens: 1 }), testContext())).toMatchObject({
    text: 'Good ',
    reason: 'length',
  });
  expect((await complete(llm, ask('hello', { stop: ['morn'] }), testContext())).text).toBe('Good ');
  const tools = [{ name: 'add', description: 'Adds.', parameters: {} }];
  expect(await complete(llm, ask('add', { tools }), testContext())).toMatchObject({
    toolCalls: [{ id: 'scripted-0-0', name: 'add', arguments: '{"a":1}' }],
    reason: 'tool-calls',
  });
  expect((await complete(llm, ask('add'), testContext())).toolCalls).toEqual([]);
  expect((await refusalOf(complete(llm, ask('what?'), testContext()))).code).toBe('llm.no-rule');
  expect((await refusalOf(complete(script({ when: '(a', say: 'b' }), ask('a'), testContext()))).code).toBe(
    'llm.pattern',
  );
});

test('rules are read as people write them, and what is wrong is told with its line', async () => {
  const text = 'when: (?i)sum\r\ntimes: 2\nsay: Two\\nlines\n  and more\ncall: add {"a": 1}\n\n\nsay: Else\n';
  expect(readRules(text)).toEqual([
    { when: '(?i)sum', times: 2, say: 'Two\nlines\n  and more', calls: [{ name: 'add', arguments: '{"a": 1}' }] },
    { say: 'Else' },
  ]);
  const titleOf = async (wrong: string) => (await refusalOf(() => readRules(wrong))).title;
  expect(await titleOf('say: a\n\nsays: b')).toBe('Line 3 of the script cannot be understood.');
  expect(await titleOf('when: a\n\nsay: b')).toMatch(/Line 1/);
  expect(await titleOf('say: a\ntimes: often')).toMatch(/Line 2/);
  expect(await titleOf(' \n')).toBe('There are no answers in this script.');
});

test('a language model is kept as it is, without a key, and says where its words come from', () => {
  const codec = codecOf('llm');
  const kept = { ...model, network: { ...model.network, context: 128 } };
  for (const llm of [local({ model: kept }), endpoint, script({ say: 'Hi', times: 2 })]) {
    expect(codec.decode(codec.encode(llm))).toEqual(llm);
    expect(codec.look(llm, {})).toEqual(llmView(llm));
  }
  expect(JSON.stringify(llmView(script({ say: 'Hi' })))).toContain('These answers are scripted: no model writes them.');
  const file = new TextDecoder().decode(codec.file?.(local()));
  expect(JSON.parse(file)).toEqual({
    from: 'model',
    title: 'tiny',
    chatTemplate: CHAT_TEMPLATES.plain,
    temperature: 0,
    maxTokens: 12,
  });
});
