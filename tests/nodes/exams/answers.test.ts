import { beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '@/graph';
import * as tf from '@/ml/tf';
import { prefixIds } from '@/nodes/common/prefix';
import { compareAnswers } from '@/nodes/evaluate/answers/node';
import { run as runCompare } from '@/nodes/evaluate/answers/run';
import { evaluateBenchmark } from '@/nodes/evaluate/benchmark/node';
import { run as runExam } from '@/nodes/evaluate/benchmark/run';
import { answerPrompts } from '@/nodes/generate/answers/node';
import { run as runAnswers } from '@/nodes/generate/answers/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import texts from '../../fixtures/text-metrics/reference.json';
import { fileOf, refusalOf, testContext } from '../support';
import { examOf, tinyGpt } from './support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

const model = tinyGpt();
const PROMPTS = '{"prompt":"Question: one","reference":"two"}\n{"prompt":"A","reference":["b","c"]}\n{"prompt":"A"}\n';

test('each prompt of a file is answered, the same for the same seed, and beside what would be right', async () => {
  const { file, files } = fileOf('prompts.jsonl', PROMPTS);
  const params = answerPrompts.params.parse({ file, maxTokens: 5, strategy: 'sample', stop: '' });
  const before = tf.memory().numTensors;
  const { answers } = await runAnswers({ model }, params, testContext({ files }));
  expect(tf.memory().numTensors).toBe(before);
  expect(answers.items.map(({ prompt, reference }) => [prompt, reference])).toEqual([
    ['Question: one', ['two']],
    ['A', ['b', 'c']],
    ['A', undefined],
  ]);
  expect(answers.items.every(({ answer }) => answer.length > 0)).toBe(true);
  expect(answers.items[1]?.answer).not.toBe(answers.items[2]?.answer); // each has a stream of its own
  const again = await runAnswers({ model }, params, testContext({ files }));
  expect(again.answers).toEqual(answers);

  const csv = fileOf('prompts.csv', 'reference,prompt\nx,"A, b"\n');
  const table = await runAnswers({ model }, { ...params, file: csv.file }, testContext({ files: csv.files }));
  expect(table.answers.items[0]).toMatchObject({ prompt: 'A, b', reference: ['x'] });
});

test('the last question of a conversation is asked as the model learned to be asked, beside what was answered', async () => {
  const said = (content: string, reply: string) => [
    { role: 'user', content } as const,
    { role: 'assistant', content: reply } as const,
  ];
  const conversations = {
    conversations: [{ messages: [...said('A?', 'b'), ...said('C?', 'd')] }, { messages: said('E?', 'f').slice(0, 1) }],
  };
  const params = answerPrompts.params.parse({ maxTokens: 2 });
  const asked = async (one: typeof model) =>
    (await runAnswers({ model: one, conversations }, params, testContext())).answers;
  expect((await asked(model)).items).toMatchObject([
    { prompt: 'User: A?\nAssistant: b\n\nUser: C?\nAssistant: ', reference: ['d'], question: 'C?' },
    { prompt: 'User: E?\nAssistant: ', question: 'E?' }, // nothing was answered: it is asked, and what would be right is not known
  ]);
  const chat_template = '{% for m in messages %}[{{ m.content }}]{% endfor %}';
  const own = { ...model, tokenizer: { ...model.tokenizer, chat_template } };
  expect((await asked(own)).items).toMatchObject([{ prompt: '[A?][b][C?]', reference: ['d'] }, { prompt: '[E?]' }]);
});

test('a file without prompts, none at all, and a cancelled run are told', async () => {
  const { file, files } = fileOf('prompts.jsonl', '{"prompt":"a"}\n{"text":"b"}\n');
  const params = answerPrompts.params.parse({ file, maxTokens: 2 });
  const other = await refusalOf(() => runAnswers({ model }, params, testContext({ files })));
  expect([other.code, other.title]).toEqual(['answers.no-prompt', 'Line 2 of “prompts.jsonl” has no prompt.']);
  const none = await refusalOf(() => runAnswers({ model }, { ...params, file: null }, testContext()));
  expect(none.code).toBe('answers.no-prompts');
  const prompts = { items: ['a', 'b', 'c'] };
  const before = tf.memory().numTensors;
  const stopped = await refusalOf(() => runAnswers({ model, prompts }, params, testContext({ cancelAt: 2 })));
  expect(stopped.code).toBe('cancelled');
  expect(tf.memory().numTensors).toBe(before);
});

test('answers are measured by what the reference implementations say', async () => {
  const items = texts.items.map(([answer, reference]) => ({
    prompt: '',
    answer: String(answer),
    reference: Array.isArray(reference) ? reference : [],
  }));
  const params = compareAnswers.params.parse({});
  const { metrics } = await runCompare({ answers: { items } }, params, testContext());
  const value = (name: string) => metrics.values.find((one) => one.name === name)?.value;
  const mean = (values: readonly number[]) => (100 * values.reduce((sum, one) => sum + one, 0)) / values.length;
  expect(value('BLEU')).toBeCloseTo(texts.bleu.score, 9);
  expect(value('chrF')).toBeCloseTo(texts.chrf, 9);
  expect(value('chrF++')).toBeCloseTo(texts.chrfPlusPlus, 9);
  expect(value('ROUGE-L')).toBeCloseTo(mean(texts.rouge.map(({ rougeL }) => rougeL[2] ?? 0)), 9);
  expect(value('F1')).toBeCloseTo(mean(texts.f1), 9);
  expect(value('Exact match, normalised')).toBeCloseTo(mean(texts.exact), 9);
  expect(value('Word error rate')).toBeCloseTo(100 * texts.wordErrorRate, 9);
  expect(metrics.notes.length).toBeGreaterThan(0);
});

test('answers without references, and references of another number, are refused', async () => {
  const params = compareAnswers.params.parse({});
  const answers = { items: [{ prompt: 'a', answer: 'b' }] };
  expect((await refusalOf(() => runCompare({ answers }, params, testContext()))).code).toBe('answers.no-reference');
  const references = { items: ['b', 'c'] };
  expect((await refusalOf(() => runCompare({ answers, references }, params, testContext()))).code).toBe(
    'answers.other-count',
  );
  const right = await runCompare({ answers, references: { items: ['b'] } }, params, testContext());
  expect(right.metrics.values[0]).toMatchObject({ name: 'Exact match', value: 100 });
});

test('an exam with too few examples, a choice longer than the window, and a model that fills gaps are refused', async () => {
  const exam = await examOf('hellaswag');
  const params = evaluateBenchmark.params.parse({});
  const few = await refusalOf(() => runExam({ model, exam }, { ...params, shots: 20 }, testContext()));
  expect(few.code).toBe('exam.few-examples');
  const short = await refusalOf(() => runExam({ model: { ...model, blockLength: 4 }, exam }, params, testContext()));
  expect([short.code, short.title]).toEqual([
    'exam.answer-too-long',
    expect.stringMatching(/^An answer has \d+ tokens, and the model looks back on 4\.$/),
  ]);
  const fills = await refusalOf(() =>
    runExam({ model: { ...model, objective: 'masked' }, exam }, params, testContext()),
  );
  expect(fills.code).toBe('generate.only-fills');
});

test('what a published tokenizer puts before each text is found in its post-processor', () => {
  const template: JsonObject = {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
    pair: [],
    special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
  };
  expect(prefixIds({ post_processor: template })).toEqual([1]);
  expect(prefixIds({ post_processor: { type: 'Sequence', processors: [{ type: 'ByteLevel' }, template] } })).toEqual([
    1,
  ]);
  expect(prefixIds(model.tokenizer)).toEqual([]);
});
