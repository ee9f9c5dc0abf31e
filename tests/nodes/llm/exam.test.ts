import { beforeAll, expect, test } from 'vitest';
import type { Metrics } from '@/graph';
import { letterIn, letterQuestion } from '@/ml/exams/letters';
import { programIn } from '@/ml/exams/program-in';
import * as tf from '@/ml/tf';
import { CHAT_TEMPLATES } from '@/nodes/common/chat-template';
import { evaluateBenchmarkChat } from '@/nodes/evaluate/benchmark-chat/node';
import { run as runExam } from '@/nodes/evaluate/benchmark-chat/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { examOf, readExam, tinyGpt } from '../exams/support';
import { refusalOf, testContext } from '../support';
import { script } from './support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

const run = async (...given: Parameters<typeof runExam>) => runExam(...given);
const params = (given: object = {}) => evaluateBenchmarkChat.params.parse(given);
const scoreIn = ({ values }: Metrics, name: string) => values.find((one) => one.name === name)?.value;

/** The last question, behind however many examples: `John` … `Answer:`. */
const asked = (who: string) => `${who}[^\\n]*\\nAnswer:$`;

test.each([0, 2])(
  'GSM8K with %d examples: the score is the one computed by hand, and what cannot be read is wrong and told',
  async (shots) => {
    const llm = script(
      { when: asked('John buys'), say: 'He bought 6 pairs.\n#### 360' }, // right by both filters
      { when: asked('Tom gets'), say: 'He pays $720' }, // right, and not in the form that is asked for
      { when: asked('James decides'), say: 'Nine times sixty.' }, // no number
      { when: asked('A robe'), say: 'It takes 3.\n#### 3\n\nQuestion: And 99?' }, // what follows is cut off
    );
    const { metrics, results } = await run({ llm, exam: await examOf('gsm8k') }, params({ shots }), testContext());
    expect(scoreIn(metrics, 'exact_match (strict)')).toBeCloseTo(50, 10);
    expect(scoreIn(metrics, 'exact_match (flexible)')).toBeCloseTo(75, 10);
    // s / √n of 1, 0, 0, 1 and of 1, 1, 0, 1.
    expect(scoreIn(metrics, 'exact_match (strict): standard error')).toBeCloseTo(100 * Math.sqrt(1 / 12), 10);
    expect(scoreIn(metrics, 'exact_match (flexible): standard error')).toBeCloseTo(25, 10);
    expect(scoreIn(metrics, 'Could not be read')).toBe(1);
    expect(scoreIn(metrics, 'Questions')).toBe(4);
    expect(results.rows).toHaveLength(4);
  },
);

test('choices are asked for by letters: a measure with a name of its own, and letters that nobody offered are not read', async () => {
  const exam = await examOf('mmlu_high_school_physics');
  const [first, second] = exam.questions.map(({ text, right }) => ({
    stem: text.split('\n')[0] ?? '',
    letter: 'ABCD'[right[0] ?? 0],
  }));
  const llm = script(
    { when: `\\Q${first?.stem}\\E[^?]*$`, say: `Let me think. Answer: Z\nNo.\n**Answer: ${first?.letter}**` },
    { when: `\\Q${second?.stem}\\E[^?]*$`, say: 'Answer: Because it falls.' },
    { say: 'I cannot tell.' },
  );
  const { metrics } = await run({ llm, exam }, params({ shots: 2, questions: 3 }), testContext());
  expect(scoreIn(metrics, 'letter accuracy')).toBeCloseTo(100 / 3, 10);
  expect(scoreIn(metrics, 'Could not be read')).toBe(2);
  expect(scoreIn(metrics, 'Chance')).toBe(25);
  expect(metrics.values.map(({ name }) => name)).not.toContain('acc');
});

test('a right choice keeps its place in no order but the drawn one, and MC2 is refused for want of likelihoods', async () => {
  const exam = await examOf('truthfulqa_mc1');
  const question = exam.questions.find(({ choices }) => choices.length === 3);
  if (!question) throw new Error('no question with three choices');
  const places = new Map<string, number>();
  for (let seed = 0; seed < 300; seed++) {
    const { text, letters, right, choices } = letterQuestion(exam, question, `${seed}`);
    const [letter = ''] = right;
    expect(right).toHaveLength(1);
    expect(choices[letters.indexOf(letter)]).toBe(question.choices[question.right[0] ?? -1]);
    expect(text).toContain(`${letter}) ${question.choices[question.right[0] ?? -1]}`);
    places.set(letter, (places.get(letter) ?? 0) + 1);
  }
  // A third of 300 each, within four standard deviations.
  for (const letter of 'ABC')
    expect(Math.abs((places.get(letter) ?? 0) - 100)).toBeLessThan(4 * Math.sqrt(300 * (2 / 9)));
  const refused = run({ llm: script({ say: 'A' }), exam: await examOf('truthfulqa_mc2') }, params(), testContext());
  expect((await refusalOf(refused)).code).toBe('exam.needs-likelihoods');
});

test.each([
  ['Answer: B', 'B'],
  ['so the\nanswer : b.', 'B'],
  ['**Answer:** $\\boxed{C}$', 'C'],
  ['Answer: (D)', 'D'],
  ['Answer: A? No.\nAnswer: B', 'B'],
  ['Answer: E', null],
  ['Answer: Apples', null],
  ['B', null],
])('%j is read as %j', (written, letter) => {
  expect(letterIn(written, 'ABCD')).toBe(letter);
});

const task = {
  name: 'HumanEval_900_twice',
  language: 'js',
  prompt: '//Twice a number.\nfunction twice(number){\n',
  tests: "const assert = require('node:assert');\nassert.deepEqual(twice(4), 8);\nassert.deepEqual(twice(0), 0);",
};

test('programs are taken from what was answered in words, run with the tests, and counted', async () => {
  const content = [task, { ...task, name: 'b', prompt: task.prompt.replace('Twice', 'Double') }]
    .map((one) => JSON.stringify(one))
    .join('\n');
  const { exam } = await readExam('humaneval-js', { name: 'humaneval-js.jsonl', content });
  const llm = script(
    { when: 'Twice', say: 'Here it is:\n```js\nconst twice = (number) => 2 * number;\n```\nIt doubles.' },
    { when: 'Double', say: '```\n  return number + 4;\n}\n```' },
  );
  const { metrics } = await run({ llm, exam }, params(), testContext());
  expect(scoreIn(metrics, 'pass@1')).toBe(50);
  expect(scoreIn(metrics, 'Could not be read')).toBe(0);
  expect(programIn('function twice(n) {\n  return 2 * n;\n}', task.prompt)).toEqual({
    before: '//Twice a number.\n',
    program: 'function twice(n) {\n  return 2 * n;\n}',
  });
  expect(programIn('  return twice(number - 1) + 2;\n}', task.prompt).before).toBe(task.prompt);
});

test('a model of the graph sits the same exam, and leaves no tensor behind', async () => {
  const llm = {
    from: 'model',
    title: 'tiny',
    model: tinyGpt(),
    chatTemplate: CHAT_TEMPLATES.plain,
    maxTokens: 4,
  } as const;
  const before = tf.memory().numTensors;
  const { metrics } = await run({ llm, exam: await examOf('gsm8k') }, params({ questions: 2 }), testContext());
  expect(tf.memory().numTensors).toBe(before);
  expect(scoreIn(metrics, 'Tokens written')).toBe(8);
  expect(scoreIn(metrics, 'Cut off')).toBe(2);
});
