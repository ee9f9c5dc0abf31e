import { gunzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { codecOf } from '@/workers/artifacts/kinds';
import { refusalOf } from '../support';
import { examOf, readExam, reference } from './support';

const tables: Readonly<Record<string, string>> = reference.mmlu;
const tar = gunzipSync(Buffer.from(reference.mmluTar, 'base64'));
const files: Readonly<Record<string, string>> = reference.files;

test('MMLU’s archive is read as it is published: all subjects, with the first examples of each', async () => {
  const { exam } = await readExam('mmlu', { name: 'data.tar', content: tar });
  expect(new Set(exam.questions.map(({ subject }) => subject))).toEqual(
    new Set(['high_school_physics', 'world_religions']),
  );
  const physics = await examOf('mmlu_high_school_physics');
  expect(exam.questions.filter(({ subject }) => subject === 'high_school_physics')).toEqual(physics.questions);
  expect(exam.pool.filter(({ subject }) => subject === 'high_school_physics')).toEqual(physics.pool);

  const zip = zipSync(Object.fromEntries(Object.entries(tables).map(([name, text]) => [name, Buffer.from(text)])));
  expect((await readExam('mmlu', { name: 'mmlu.zip', content: zip })).exam).toEqual(exam);
});

test('Parquet as the hub has it gives the same questions, and is refused where it is damaged', async () => {
  const parquet = new Uint8Array(Buffer.from(reference.mmluParquet, 'base64'));
  const { exam } = await readExam('mmlu', { name: 'test-00000-of-00001.parquet', content: parquet });
  expect(exam.questions).toEqual((await examOf('mmlu_high_school_physics')).questions);
  for (const damaged of [
    parquet.slice(0, -40),
    parquet.slice(0, 8),
    parquet.map((byte, at) => (at % 7 === 6 ? 255 : byte)),
  ]) {
    const error = await refusalOf(readExam('mmlu', { name: 'x.parquet', content: damaged }));
    expect(error.code).toBe('parquet.unreadable');
  }
});

test('a tar archive that is cut short is refused', async () => {
  const error = await refusalOf(readExam('mmlu', { name: 'data.tar', content: tar.slice(0, 2_000) }));
  expect(error.code).toBe('tar.corrupt');
});

test('ARC may come from the hub as well: the same questions in other fields', async () => {
  const hub = (files['ARC-Challenge-Test.jsonl'] ?? '')
    .trim()
    .split('\n')
    .map((line) => {
      const { id, question, answerKey } = JSON.parse(line);
      const of = (key: 'text' | 'label') => question.choices.map((choice: Record<string, string>) => choice[key]);
      return JSON.stringify({
        id,
        question: question.stem,
        choices: { text: of('text'), label: of('label') },
        answerKey,
      });
    })
    .join('\n');
  const published = await examOf('arc_challenge');
  expect((await readExam('arc', { name: 'arc.jsonl', content: hub })).exam.questions).toEqual(published.questions);
});

test.each([
  ['gsm8k', 'hellaswag_val.jsonl', /Line 1 has no “question”.*test\.jsonl of GSM8K/],
  ['hellaswag', 'gsm8k-test.jsonl', /Line 1 has no “activity_label”.*hellaswag_val\.jsonl/],
  ['winogrande', 'ARC-Challenge-Test.jsonl', /no “sentence”.*dev\.jsonl of WinoGrande/],
  ['truthfulqa-mc1', 'dev.jsonl', /no “question”.*mc_task\.json/],
  ['mmlu', 'hellaswag_val.jsonl', /no “question”.*data\.tar of MMLU/],
  ['arc', 'mc_task.json', /Entry 1.*ARC-Challenge-Test\.jsonl/],
] as const)(
  'the file of another benchmark is refused with what was expected: %s given %s',
  async (benchmark, name, told) => {
    const error = await refusalOf(readExam(benchmark, { name, content: files[name] ?? '' }));
    expect(error.code).toBe('benchmark.other-format');
    expect(error.detail).toMatch(told);
  },
);

test('questions without answers, as tests are given out, are refused with the place', async () => {
  const blind = (files['dev.jsonl'] ?? '').replace(/, "answer": "."/g, '');
  const error = await refusalOf(readExam('winogrande', { name: 'test.jsonl', content: blind }));
  expect(error.detail).toMatch(/Line 1 has no “answer”/);
  const letters = await refusalOf(readExam('mmlu', { name: 'x_test.csv', content: 'a,b,c,d,e,F\n' }));
  expect(letters.code).toBe('benchmark.other-format');
});

test('an exam and answers are the same after they were stored', async () => {
  const exam = await examOf('hellaswag');
  const codec = codecOf('exam');
  expect(codec.decode(codec.encode(exam))).toEqual(exam);
  expect(codec.look(exam, {})).toMatchObject({
    view: 'table',
    caption: 'HellaSwag · 5 questions · 12 solved examples',
  });

  const answers = {
    items: [
      { prompt: 'a\n', answer: '“b”', reference: ['c', 'd'] },
      { prompt: '', answer: '' },
    ],
  };
  const lines = codecOf('answers');
  expect(lines.decode(lines.encode(answers))).toEqual(answers);
  expect(lines.look(answers, {})).toMatchObject({ view: 'table', columns: ['prompt', 'answer', 'reference'] });
});
