import { expect, test } from 'vitest';
import { type AnswerPair, type AnswerPairs, type Answers, pairId, writeDecisions } from '@/graph';
import { verdictOf } from '@/nodes/evaluate/arena/judge';
import { arena } from '@/nodes/evaluate/arena/node';
import { run as decide } from '@/nodes/evaluate/arena/run';
import { pairUp } from '@/nodes/evaluate/pair-up/node';
import { run as pairAnswers } from '@/nodes/evaluate/pair-up/run';
import { script } from '../llm/support';
import { testContext } from '../support';

const PROMPTS = Array.from({ length: 12 }, (_, index) => `Question ${index}?`);
const answersOf = (say: (prompt: string) => string, prompts = PROMPTS): Answers => ({
  items: prompts.map((prompt) => ({ prompt, answer: say(prompt) })),
});
const good = answersOf((prompt) => `good ${prompt}`);
const bad = answersOf((prompt) => `bad ${prompt}`);
const middling = answersOf((prompt) => `middling ${prompt}`);
const paired = async (inputs: Parameters<typeof pairAnswers>[0], most = 200): Promise<AnswerPairs> =>
  (await pairAnswers(inputs, pairUp.params.parse({ most }), testContext())).pairs;
const params = (own: object = {}) => arena.params.parse({ names: 'Good, Bad', ...own });
const value = (metrics: Awaited<ReturnType<typeof decide>>['metrics'], name: string) =>
  metrics.values.find((one) => one.name === name)?.value;

/** Prefers what begins with “good”, wherever it stands. */
const fair = script(
  { when: '<answer A>\\ngood', say: 'The first is right. [[A]]' },
  { when: '<answer B>\\ngood', say: '[[B]]' },
  { say: '[[C]]' },
);

test('two to six models meet over the prompts that all answered, blind, each pair once', async () => {
  const { pairs } = await paired({ first: good, second: bad, third: middling });
  expect(pairs).toHaveLength(3 * PROMPTS.length);
  expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
  const sides = pairs.filter(({ leftBy, rightBy }) => leftBy < rightBy).length / pairs.length;
  expect(sides).toBeGreaterThan(0.2);
  expect(sides).toBeLessThan(0.8);
  for (const { left, leftBy } of pairs)
    expect(left.startsWith(['good', 'bad', 'middling'][leftBy - 1] ?? '')).toBe(true);
  // Whole prompts are drawn, so that all meet equally often.
  expect(await paired({ first: good, second: bad, third: middling }, 7)).toHaveProperty('pairs.length', 6);
  await expect(paired({ first: good, second: answersOf(() => 'x', ['Another?']) })).rejects.toThrow(/no prompt/);
  await expect(paired({ first: good, second: good })).rejects.toThrow(/same/);
});

test('a judge sees each pair both ways round; the better model is rated higher, and the table says how sure that is', async () => {
  const pairs = await paired({ first: good, second: bad });
  const { metrics, table } = await decide({ pairs, judge: fair }, params(), testContext());
  expect(value(metrics, 'The judge agrees with itself')).toBe(100);
  // Twelve wins, none lost, and half a draw that is imagined: the closed form of two players.
  const apart = 400 * Math.log10(12.25 / 0.25);
  expect(value(metrics, 'Rating of Good')).toBeCloseTo(1_000 + apart / 2, 3);
  expect(value(metrics, 'Rating of Bad')).toBeCloseTo(1_000 - apart / 2, 3);
  expect(metrics.values[0]?.help).toContain('ended alike');
  expect(table.rows[0]?.slice(0, 1)).toEqual(['Good']);
  expect(table.rows[0]?.slice(-3)).toEqual([12, 0, 0]);
});

test('a judge that goes by place sees draws only, and is told to do so; one that talks nonsense is refused', async () => {
  const pairs = await paired({ first: good, second: bad });
  const { metrics } = await decide({ pairs, judge: script({ say: '[[A]]' }) }, params(), testContext());
  expect(value(metrics, 'The judge agrees with itself')).toBe(0);
  expect(value(metrics, 'Rating of Good')).toBeCloseTo(1_000, 6);
  const nonsense = script({ say: 'Both are lovely, A and B alike.' });
  await expect(decide({ pairs, judge: nonsense }, params(), testContext())).rejects.toThrow(/does not judge/);
  expect(['[[a]]', 'B', '**C**', 'First [[A]], no: [[B]]', 'A is better', ''].map(verdictOf)).toEqual([
    'A',
    'B',
    'C',
    'B',
    null,
    null,
  ]);
});

test('without a judge what was decided by hand counts, ties half, and what is open not at all', async () => {
  const pair = (prompt: string, leftBy: number): AnswerPair => {
    const shown = { prompt, left: `l ${prompt}`, right: `r ${prompt}` };
    return { id: pairId(shown), ...shown, leftBy, rightBy: 3 - leftBy };
  };
  const pairs = [pair('a', 1), pair('b', 2), pair('c', 1), pair('d', 1)];
  const [a, b, c] = pairs.map(({ id }) => id);
  // The first model wins left and right, and once it is a draw.
  const decisions = writeDecisions(
    new Map([[a ?? '', 'L'] as const, [b ?? '', 'R'] as const, [c ?? '', '='] as const]),
  );
  const { metrics, table } = await decide({ pairs: { pairs } }, params({ decisions }), testContext());
  expect(value(metrics, 'Pairs')).toBe(3);
  expect(value(metrics, 'Rating of Good')).toBeCloseTo(1_000 + 200 * Math.log10(2.75 / 0.75), 3);
  expect(table.rows[0]?.slice(-3)).toEqual([2, 1, 0]);
  await expect(decide({ pairs: { pairs } }, params(), testContext())).rejects.toThrow(/decided yet/);
  const alone = pairs.map((one) => ({ ...one, leftBy: 1, rightBy: 1 }));
  await expect(decide({ pairs: { pairs: alone } }, params({ decisions }), testContext())).rejects.toThrow(/one model/);
});
