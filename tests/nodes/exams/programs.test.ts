import { beforeAll, expect, test } from 'vitest';
import { examView } from '@/graph';
import { passAtK } from '@/ml/exams/pass-at-k';
import * as tf from '@/ml/tf';
import { openSandbox } from '@/nodes/common/sandbox/sandbox';
import { evaluateBenchmark } from '@/nodes/evaluate/benchmark/node';
import { tested } from '@/nodes/evaluate/benchmark/programs';
import { resultsTable } from '@/nodes/evaluate/benchmark/report';
import { run } from '@/nodes/evaluate/benchmark/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { refusalOf, testContext } from '../support';
import { readExam, tinyGpt } from './support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

/** As MultiPL-E publishes its tasks; this one is ours. */
const task = {
  name: 'HumanEval_900_pairs',
  language: 'js',
  prompt: '//How many pairs of numbers sum to total.\nfunction pairs(numbers, total){\n',
  tests: [
    "const assert = require('node:assert');\n\n\nfunction test() {\n  let candidate = pairs;",
    '  assert.deepEqual(candidate([1, 2, 3], 4),1);',
    '  assert.deepEqual(candidate([], 0),0);\n}\n\ntest();',
  ].join('\n'),
  stop_tokens: ['\nfunction ', '\n/*', '\n//', '\nconsole.log'],
};
const right =
  '  let found = 0;\n  numbers.forEach((a, i) => numbers.forEach((b, j) => { if (i < j && a + b === total) found++; }));\n  return found;\n}\n';
const file = (...tasks: readonly object[]) => ({
  name: 'humaneval-js.jsonl',
  content: tasks.map((one) => JSON.stringify(one)).join('\n'),
});

test('pass@k is what counting all choices of k gives', () => {
  expect(passAtK(5, 2, 1)).toBeCloseTo(2 / 5, 12);
  expect(passAtK(5, 2, 2)).toBeCloseTo(1 - 3 / 10, 12);
  expect(passAtK(5, 4, 2)).toBe(1);
  expect(passAtK(10, 0, 10)).toBe(0);
  // C(190, 100) / C(200, 100) by Python’s exact integers.
  expect(passAtK(200, 10, 100)).toBeCloseTo(1 - 0.0007710260627178503, 12);
  expect(() => passAtK(5, 2, 6)).toThrow(RangeError);
  expect(() => passAtK(5, 6, 1)).toThrow(RangeError);
});

test('a program passes where its tests do, and else it is said why not', async () => {
  const { exam } = await readExam('humaneval-js', file(task));
  expect(examView(exam)).toMatchObject({ columns: ['question', 'tests'], rows: [[task.prompt, expect.any(String)]] });
  const [question] = exam.questions;
  if (!question) throw new Error('no task');
  const sandbox = await openSandbox();
  expect(tested(sandbox, question, right).ok).toBe(true);
  expect(tested(sandbox, question, '  return 1;\n}\n')).toMatchObject({
    why: 'wrong',
    message: 'Error: It gives 1, and should give 0.',
  });
  expect(tested(sandbox, question, '  while (true) {}\n}\n')).toMatchObject({ why: 'time' });
  expect(tested(sandbox, question, '  return numbers.')).toMatchObject({
    message: expect.stringMatching(/SyntaxError/),
  });
});

test('deep equality is Node’s: loose about kinds of plain values, strict about shapes', async () => {
  const sandbox = await openSandbox();
  const holds = (a: string, b: string, how = 'deepEqual') =>
    tested(sandbox, { text: '', answer: `require('assert').${how}(${a}, ${b})` }, '').ok;
  expect(holds('[1, { a: "2" }]', '[1, { a: 2 }]')).toBe(true);
  expect(holds('[1, { a: "2" }]', '[1, { a: 2 }]', 'deepStrictEqual')).toBe(false);
  expect(holds('NaN', 'NaN')).toBe(true);
  expect(holds('[1, 2]', '[1, 2, 3]')).toBe(false);
  expect(holds('[]', '{}')).toBe(false);
  expect(holds('{ a: undefined }', '{ b: undefined }')).toBe(false);
  expect(holds('new Map([[1, [2]]])', 'new Map([[1, [2]]])')).toBe(true);
});

test('a model writes programs, and pass@k is told as far as there are samples, with no tensor left', async () => {
  const { exam } = await readExam('humaneval-js', file(task, { ...task, name: 'HumanEval_901_again' }));
  const model = tinyGpt();
  const before = tf.memory().numTensors;
  const params = evaluateBenchmark.params.parse({ samples: 10, longestAnswer: 4 });
  const { metrics, results } = await run({ model, exam }, params, testContext());
  expect(tf.memory().numTensors).toBe(before);
  expect(metrics.values.map(({ name, value }) => [name, value])).toEqual(
    expect.arrayContaining([
      ['pass@1', 0],
      ['pass@10', 0],
      ['Questions', 2],
    ]),
  );
  expect(metrics.values.map(({ name }) => name)).not.toContain('pass@100');
  expect(results.rows).toHaveLength(2);
  expect(metrics.notes.join()).toMatch(/Error/);
});

test('of programs that were written several times the table tells a share, which is no whole number', async () => {
  const { exam } = await readExam('humaneval-js', file(task));
  const [question] = exam.questions;
  const marked = question ? [{ question, marks: { 'pass@1': 0.3 }, given: '', logLikelihoods: [] }] : [];
  expect(resultsTable(exam, marked).columns.find(({ name }) => name === 'pass@1')?.kind).toBe('number');
});

test('tasks in another language are refused with what would serve', async () => {
  const python = { task_id: 'HumanEval/0', prompt: 'def f():\n', entry_point: 'f', test: 'def check(f): pass' };
  const error = await refusalOf(readExam('humaneval-js', file(python)));
  expect(error).toMatchObject({ code: 'benchmark.other-language', title: expect.stringMatching(/Python/) });
  const rust = await refusalOf(readExam('humaneval-js', file({ ...task, language: 'rs' })));
  expect(rust.code).toBe('benchmark.other-language');
  const odd = await refusalOf(readExam('humaneval-js', file({ ...task, tests: '' })));
  expect(odd.title).toMatch(/humaneval-js\.jsonl/);
});
