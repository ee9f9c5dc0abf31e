import { zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { type ChatEvent, type ChatRequest, defaultParams, llmView, userText } from '@/graph';
import { chat, complete, openLlm } from '@/nodes/common/llm/chat';
import { borrowOnnx } from '@/nodes/common/onnx/warm';
import { llmOnnx } from '@/nodes/llm/onnx/node';
import { run } from '@/nodes/llm/onnx/run';
import { fileOf, refusalOf, testContext } from '../support';
import { onnxBeside, onnxExpected, onnxModel } from './published-onnx';

let published: Record<string, Uint8Array>;
beforeAll(async () => {
  published = await onnxModel();
});

const ask = (question: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [userText(question)],
  maxTokens: 60,
  ...more,
});

/** Runs the node on these files, given as one zip, and what it gives with a context that has them. */
async function loaded(changed: Readonly<Record<string, Uint8Array | null>> = {}, params: object = {}) {
  const all = Object.entries({ ...published, ...changed }).flatMap(([name, bytes]) =>
    bytes ? [[`tiny/${name}`, bytes] as const] : [],
  );
  const { file, files } = fileOf('tiny.zip', zipSync(Object.fromEntries(all), { level: 0 }));
  const context = testContext({ files });
  const { llm } = await run(
    {},
    llmOnnx.params.parse({ ...defaultParams(llmOnnx), temperature: 0, files: file, ...params }),
    context,
  );
  return { llm, context, files };
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const changedJson = (name: string, change: object) =>
  bytesOf(JSON.stringify({ ...JSON.parse(textOf(published[name])), ...change }));

test('a published model answers with the tokens of the reference, in pieces, and says how many', async () => {
  const { llm, context } = await loaded();
  expect(context.logs[0]).toMatch(/^A model of the type “llama”, fp32, loaded in .* the processor/);
  const open = openLlm(llm, context);
  for (const { question, prompt, ids, answer } of await onnxExpected()) {
    const events: ChatEvent[] = [];
    for await (const event of open.chat(ask(question))) events.push(event);
    const pieces = events.flatMap((event) => (event.type === 'text' ? [event.text] : []));
    expect(pieces.join('')).toBe(answer);
    expect(pieces.length).toBeGreaterThan(answer.length / 2);
    expect(events.slice(-2)).toEqual([
      { type: 'usage', inputTokens: prompt.length, outputTokens: ids.length, cost: 0 },
      { type: 'finished', reason: ids.length < 60 ? 'stop' : 'length' },
    ]);
  }
  // A repeated question finds nothing of the one before, and one that may write less is cut.
  expect(await open.complete(ask('Count to three.', { maxTokens: 5 }))).toMatchObject({
    text: 'One, ',
    reason: 'length',
  });
  expect(await open.complete(ask('Count to three.', { stop: ['two'] }))).toMatchObject({
    text: 'One, ',
    reason: 'stop',
  });
  open.close();
});

test('what is drawn is drawn by the seed', async () => {
  const { llm, context } = await loaded();
  const drawn = async (seed: number, more: Partial<ChatRequest> = {}) =>
    (await complete(llm, ask('Who are you?', { temperature: 1.6, seed, ...more }), context)).text;
  const first = await drawn(1);
  expect(await drawn(1)).toBe(first);
  expect(await drawn(2)).not.toBe(first);
  expect(await drawn(2, { topP: 0.05 })).toBe('A very small model: I know four answers by heart.');
});

test('a cancel ends an answer at the next token, and the model goes on to serve', async () => {
  const { llm, files } = await loaded();
  const context = testContext({ files, cancelAt: 8 });
  const pieces: string[] = [];
  const asking = async () => {
    for await (const event of chat(llm, ask('Who are you?'), context))
      if (event.type === 'text') pieces.push(event.text);
  };
  expect((await refusalOf(asking())).code).toBe('cancelled');
  expect(pieces.length).toBeLessThan(8);
  const { text } = await complete(llm, ask('Count to three.'), testContext({ files }));
  expect(text).toBe('One, two, three.');
});

test('its files, its tokens and its weights are told, and its template is another one where one is chosen', async () => {
  const template = changedJson('tokenizer_config.json', { chat_template: undefined });
  const { context, llm } = await loaded({ 'tokenizer_config.json': template });
  expect(context.logs[1]).toMatch(/written plainly/);
  expect(JSON.stringify(llmView(llm))).toContain('512 tokens');
  const own = await loaded({
    'tokenizer_config.json': template,
    'chat_template.jinja': bytesOf(JSON.parse(textOf(published['tokenizer_config.json'])).chat_template),
  });
  expect((await complete(own.llm, ask('Count to three.'), own.context)).text).toBe('One, two, three.');
  const chatml = await loaded({ 'tokenizer_config.json': template }, { template: 'chatml' });
  expect((await complete(chatml.llm, ask('Count to three.'), chatml.context)).text).toBe('One, two, three.');
});

test('weights may lie in a file beside the model, and have to be whole', async () => {
  const beside = await onnxBeside();
  const { llm, context } = await loaded(beside);
  expect((await complete(llm, ask('Count to three.'), context)).text).toBe('One, two, three.');
  for (const data of [null, (beside['onnx/model.onnx_data'] ?? new Uint8Array()).subarray(0, 1_000)])
    expect((await refusalOf(loaded({ ...beside, 'onnx/model.onnx_data': data }))).code).toBe('onnx.no-data');
});

test('what cannot be loaded says what would help', async () => {
  const codeOf = async (changed: Readonly<Record<string, Uint8Array | null>>, params = {}) => {
    const { code, title, fix } = await refusalOf(loaded(changed, params));
    expect.soft([title, fix].every(Boolean)).toBe(true);
    return code;
  };
  const model = published['onnx/model.onnx'] ?? new Uint8Array();
  expect.soft(await codeOf({ 'onnx/model.onnx': model.subarray(0, 50_000) })).toBe('onnx.damaged');
  expect.soft(await codeOf({ 'onnx/model.onnx': bytesOf('not a model') })).toBe('onnx.damaged');
  expect.soft(await codeOf({ 'onnx/model.onnx': null })).toBe('onnx.missing-file');
  expect.soft(await codeOf({ 'tokenizer.json': null })).toBe('onnx.missing-file');
  expect.soft(await codeOf({}, { weights: 'q4' })).toBe('onnx.other-form');
  expect.soft(await codeOf({}, { device: 'webgpu' })).toBe('onnx.device');
  expect.soft(await codeOf({ 'config.json': changedJson('config.json', { vocab_size: 200 }) })).toBe('onnx.tokenizer');
  expect
    .soft(await codeOf({ 'config.json': changedJson('config.json', { model_type: 'unheard-of' }) }))
    .toBe('onnx.architecture');
  expect
    .soft(await codeOf({ 'config.json': changedJson('config.json', { is_encoder_decoder: true }) }))
    .toBe('onnx.architecture');
  expect.soft(await codeOf({ 'config.json': bytesOf('{') })).toBe('onnx.config');
  const none = testContext();
  expect((await refusalOf(Promise.resolve(run({}, llmOnnx.params.parse({}), none)))).code).toBe('onnx.no-files');
});

test('a model that was asked for in any form is the same one when it is asked for in the form that it has', async () => {
  const { llm, context } = await loaded({}, { weights: 'auto' });
  if (llm.from !== 'onnx') throw new Error('it is an ONNX model');
  const [any, own] = [await borrowOnnx({ ...llm, form: 'auto' }, context), await borrowOnnx(llm, context)];
  expect(own.model).toBe(any.model);
  any.giveBack();
  own.giveBack();
});
