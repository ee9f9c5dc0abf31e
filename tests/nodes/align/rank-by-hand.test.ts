import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { answerPairsView, type Verdict, writeDecisions } from '@/graph';
import { memory, setBackend } from '@/ml/tf';
import { makePairs } from '@/nodes/align/make-pairs/node';
import { run as make } from '@/nodes/align/make-pairs/run';
import { rankByHand } from '@/nodes/align/rank-by-hand/node';
import { run as rank } from '@/nodes/align/rank-by-hand/run';
import { refusalOf, testContext } from '../support';
import { tinyModel } from './support';

beforeAll(() => setBackend('cpu'));

const prompts = { items: ['abc', 'd', 'feed a', 'bad'] };
const params = makePairs.params.parse({ answerTokens: 6, pairs: 10 });
const made = async (seed?: number) => {
  const model = await tinyModel();
  const second = seed === undefined ? undefined : await tinyModel(seed);
  return (await make({ model, second, prompts }, params, testContext())).pairs.pairs;
};
const ranked = async (pairs: Awaited<ReturnType<typeof made>>, verdicts: readonly Verdict[]) => {
  const decisions = writeDecisions(new Map(verdicts.map((verdict, at) => [pairs[at]?.id ?? '', verdict])));
  return rank({ pairs: { pairs } }, rankByHand.params.parse({ decisions }), testContext());
};

test('pairs are the same for the same seed, blind, and leave no tensor', async () => {
  await tinyModel();
  const before = memory().numTensors;
  const pairs = await made(2);
  expect(memory().numTensors).toBe(before);
  expect(await made(2)).toEqual(pairs);
  expect(new Set(pairs.map(({ leftBy }) => leftBy))).toEqual(new Set([1, 2]));
  for (const { leftBy, rightBy, left, right } of pairs) {
    expect(leftBy + rightBy).toBe(3);
    expect(left).not.toBe(right);
  }
  const view = answerPairsView({ pairs }, true);
  expect(view.view === 'table' && view.columns).toEqual(['prompt', 'left', 'right', 'pair']);
  expect((await made()).every(({ leftBy, rightBy }) => leftBy === 1 && rightBy === 1)).toBe(true);
});

test('what is better on the left or right is preferred; ties and pairs passed over are left out', async () => {
  const pairs = await made(2);
  const { preferences, report } = await ranked(pairs, ['L', 'R', '=', 'S']);
  expect(preferences.pairs).toEqual([
    { prompt: pairs[0]?.prompt, chosen: pairs[0]?.left, rejected: pairs[0]?.right, by: 'person' },
    { prompt: pairs[1]?.prompt, chosen: pairs[1]?.right, rejected: pairs[1]?.left, by: 'person' },
  ]);
  expect(report.values.find(({ name }) => name === 'Not ranked yet')?.value).toBe(pairs.length - 4);
  // What is decided of pairs that are no longer there does not count.
  expect((await refusalOf(ranked([...pairs].slice(1), ['=']))).code).toBe('ranking.none');
});

test('nothing ranked, and answers without room, are refused', async () => {
  expect((await refusalOf(ranked(await made(), []))).title).toBe('No pair is ranked yet.');
  const model = await tinyModel();
  const long = { ...params, answerTokens: 16 };
  expect((await refusalOf(async () => make({ model, second: undefined, prompts }, long, testContext()))).code).toBe(
    'align.no-room',
  );
});
