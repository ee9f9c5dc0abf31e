import { expect, test } from 'vitest';
import type { Metrics } from '@/graph';
import { evaluateGate } from '@/nodes/evaluate/gate/node';
import { run } from '@/nodes/evaluate/gate/run';
import { refusalOf, testContext } from '../support';

const measured = (perplexity: number, accuracy = 80): Metrics => ({
  values: [
    { name: 'Perplexity', value: perplexity, better: 'lower' },
    { name: 'Accuracy', value: accuracy, unit: '%', better: 'higher' },
    { name: 'Tokens', value: 1_000 },
  ],
  curves: [],
  notes: [],
});
const gate = async (params: object, now: Metrics, baseline?: Metrics) =>
  (await run({ metrics: now, ...(baseline && { baseline }) }, evaluateGate.params.parse(params), testContext()))
    .verdict;
const code = async (...given: Parameters<typeof gate>) => (await refusalOf(() => gate(...given))).code;

test('what worsens by as much as it may passes, and what worsens by more fails with the figures', async () => {
  const params = { rule: 'worsens', share: 2 };
  const verdict = await gate(params, measured(10.2), measured(10));
  expect(verdict.values.find(({ name }) => name === 'Limit')?.value).toBeCloseTo(10.2, 9);
  expect(await gate(params, measured(5), measured(10))).toMatchObject({ notes: [expect.stringContaining('says yes')] });
  const refused = await refusalOf(() => gate(params, measured(10.3), measured(10)));
  expect(refused.code).toBe('gate.failed');
  expect(refused.title).toContain('Perplexity is 10.3');
  expect(refused.detail).toBe('The baseline has 10; it is 3 % worse.');
});

test('where more is better, less is worse', async () => {
  const params = { measure: 'accuracy', rule: 'worsens', share: 5 };
  expect((await gate(params, measured(1, 76), measured(1, 80))).values[0]?.value).toBe(76);
  expect(await code(params, measured(1, 75), measured(1, 80))).toBe('gate.failed');
});

test('limits hold without a baseline', async () => {
  expect((await gate({ rule: 'at-most', limit: 10 }, measured(10))).values[0]?.value).toBe(10);
  expect(await code({ rule: 'at-most', limit: 10 }, measured(11))).toBe('gate.failed');
  expect(await code({ measure: 'Accuracy', rule: 'at-least', limit: 81 }, measured(11))).toBe('gate.failed');
});

test('what cannot be judged does not pass', async () => {
  expect(await code({ measure: 'Nothing' }, measured(1))).toBe('gate.no-measure');
  expect(await code({}, measured(Number.NaN))).toBe('gate.not-a-number');
  expect(await code({ rule: 'worsens' }, measured(1))).toBe('gate.no-baseline');
  const tokens = { rule: 'worsens', measure: 'Tokens' };
  expect(await code(tokens, measured(1), measured(1))).toBe('gate.no-direction');
  expect((await gate({ ...tokens, direction: 'higher' }, measured(1), measured(1))).values[0]?.value).toBe(1_000);
});

test('where it is asked to, the gate says no only beyond noise', async () => {
  const params = { rule: 'worsens', share: 2, beyondNoise: true };
  const blocks = (losses: readonly number[]): Metrics => ({
    ...measured(Math.exp(losses.reduce((sum, loss) => sum + loss, 0) / losses.length)),
    items: { title: 'blocks', set: 'a', measures: [{ name: 'Perplexity', values: losses, through: 'exp' }], texts: [] },
  });
  const old = Array.from({ length: 50 }, () => 2);
  const wild = old.map((loss, index) => loss + (index % 2 === 0 ? 1 : -0.9));
  expect(await code({ rule: 'worsens', share: 2 }, blocks(wild), blocks(old))).toBe('gate.failed');
  expect((await gate(params, blocks(wild), blocks(old))).notes[0]).toContain('within noise');
  expect(await code(params, blocks(old.map((loss) => loss + 0.05)), blocks(old))).toBe('gate.failed');
  expect(await code(params, measured(10), measured(10))).toBe('gate.noise-unknown');
});
