import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { memory, setBackend } from '@/ml/tf';
import { rankByRule } from '@/nodes/align/rank-by-rule/node';
import { run } from '@/nodes/align/rank-by-rule/run';
import { refusalOf, testContext } from '../support';
import { tinyModel } from './support';

beforeAll(() => setBackend('cpu'));

const PROMPTS = { items: ['abc', 'd', 'feed a', 'bad'] };
const rule = { lengthWeight: 0, fullStopWeight: 0, shareWeight: 1, shareOf: 'vowels' };
const rank = async (params: object, context = testContext()) =>
  run(
    { model: await tinyModel(), prompts: PROMPTS },
    rankByRule.params.parse({ answerTokens: 6, pairs: 12, ...params }),
    context,
  );
const vowels = (text: string) => (text.match(/[aeA]/g)?.length ?? 0) / text.length;

test('of two answers the one that the rule scores higher is preferred; the batch size changes nothing', async () => {
  await tinyModel();
  const before = memory().numTensors;
  const { preferences, report } = await rank(rule);
  expect(memory().numTensors).toBe(before);
  expect(preferences.pairs.length).toBeGreaterThan(4);
  for (const { prompt, chosen, rejected, by } of preferences.pairs) {
    expect(PROMPTS.items).toContain(prompt);
    expect(vowels(chosen)).toBeGreaterThan(vowels(rejected));
    expect(by).toBe('rule');
  }
  const value = (name: string) => report.values.find((one) => one.name === name)?.value ?? Number.NaN;
  expect(value('Pairs') + value('Left out')).toBe(12);
  expect((await rank({ ...rule, together: 2 })).preferences).toEqual(preferences);
});

test('mistakes turn some pairs round', async () => {
  const { preferences } = await rank({ ...rule, pairs: 60, noise: 0.3 });
  const wrong = preferences.pairs.filter(({ chosen, rejected }) => vowels(chosen) < vowels(rejected)).length;
  expect(wrong / preferences.pairs.length).toBeGreaterThan(0.1);
  expect(wrong / preferences.pairs.length).toBeLessThan(0.5);
});

test('a rule that looks at nothing, ties only, and answers without room for a prompt are refused', async () => {
  expect((await refusalOf(rank({ lengthWeight: 0, fullStopWeight: 0 }))).code).toBe('rule.empty');
  const never = { lengthWeight: 0, fullStopWeight: 0, wantedWords: 'zebra' };
  expect((await refusalOf(rank(never))).code).toBe('rank.all-ties');
  expect((await refusalOf(rank({ ...rule, answerTokens: 16 }))).code).toBe('align.no-room');
  expect((await refusalOf(rank({ ...rule, pattern: '(a+)+' }))).code).toBe('text.pattern');
});
