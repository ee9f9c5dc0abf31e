import { beforeAll, expect, test } from 'vitest';
import { agreementOf, unigramInconsistency } from '@/ml/hallucination/self-check';
import { rocArea, selectiveCurve } from '@/ml/metrics/selective';
import * as tf from '@/ml/tf';
import { evaluateSelfConsistency } from '@/nodes/evaluate/self-consistency/node';
import { metricsOf, run } from '@/nodes/evaluate/self-consistency/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { tinyGpt } from '../exams/support';
import { refusalOf, testContext } from '../support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

test('inconsistency is the unigram’s surprise, and agreement the share of the same answers', () => {
  // Of eight words four are “blue”, one is “red”.
  const { mean, most } = unigramInconsistency('blue red', ['Blue!', 'blue', 'blue green grey sky']);
  expect(mean).toBeCloseTo((Math.log(8 / 4) + Math.log(8 / 1)) / 2, 12);
  expect(most).toBeCloseTo(Math.log(8), 12);
  expect(unigramInconsistency('', ['a'])).toEqual({ mean: 0, most: 0 });
  expect(agreementOf('A baker.', ['baker', 'the Baker', 'smith', ''])).toBe(0.5);
  // Letters of choices are answers, though “A” is an article too.
  expect(agreementOf('A', ['a', 'B', 'A.', ''])).toBe(0.5);
});

test('who keeps silent where it is not sure is right more often', () => {
  const told = [
    { sure: 1, right: true },
    { sure: 0.5, right: true },
    { sure: 0.5, right: false },
    { sure: 0, right: false },
  ];
  expect(rocArea(told)).toBe(3.5 / 4);
  expect(rocArea(told.slice(0, 2))).toBeNaN();
  expect(selectiveCurve(told, 5)).toEqual([
    { coverage: 0.2, accuracy: 1 },
    { coverage: 0.6, accuracy: 2 / 3 },
    { coverage: 0.8, accuracy: 0.5 },
  ]);
  const metrics = metricsOf(
    [...told.map(({ sure, right }) => ({ sure, right, silent: false })), { sure: 0, right: null, silent: true }].map(
      ({ sure, right, silent }) => ({
        prompt: 'p',
        answer: silent ? '' : 'a',
        reference: ['a'],
        agreement: sure,
        right,
        silent,
        mean: 0,
        most: 0,
      }),
    ),
  );
  const value = (name: string) => metrics.values.find((one) => one.name === name)?.value;
  expect([value('Not answered'), value('Right where it answers'), value('Agreement')]).toEqual([20, 50, 50]);
  expect(metrics.curves[0]?.x).toEqual([20, 60, 80]);
});

test('a model that never says the same does not agree, and nothing is left in memory', async () => {
  const answers = { items: [{ prompt: 'the old man', answer: 'no such thing', reference: ['x'] }] };
  const params = evaluateSelfConsistency.params.parse({ samples: 3, temperature: 0.05, maxTokens: 4 });
  const before = tf.memory().numTensors;
  const { metrics, table } = await run({ model: tinyGpt(), answers }, params, testContext());
  expect(tf.memory().numTensors).toBe(before);
  expect(metrics.values.find(({ name }) => name === 'Agreement')?.value).toBe(0);
  expect(table.rows[0]?.[5]).toBe(0);
  const open = await run(
    { model: tinyGpt(), answers: { items: [{ prompt: 'the old man', answer: 'I do NOT know.', reference: ['x'] }] } },
    params,
    testContext(),
  );
  expect(open.table.rows[0]?.[5]).toBeNull();
  expect(open.metrics.values.find(({ name }) => name === 'Not answered')?.value).toBe(100);
  const refused = (model: ReturnType<typeof tinyGpt>, items: typeof answers.items) =>
    refusalOf(() => run({ model, answers: { items } }, params, testContext()));
  expect((await refused(tinyGpt(), [])).code).toBe('answers.none');
  expect((await refused({ ...tinyGpt(), objective: 'masked' }, answers.items)).code).toContain('fills');
});
