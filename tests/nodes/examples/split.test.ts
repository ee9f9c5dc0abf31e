import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Examples, extendNode } from '@/graph';
import { splitItems } from '@/ml/data/split';
import { createRandom } from '@/ml/random';
import { splitExamples } from '@/nodes/prepare/split-examples/node';
import { run } from '@/nodes/prepare/split-examples/run';
import { refusalOf, testContext } from '../support';
import { points } from './support';

const split = async (examples: Examples, params: object = {}, seed = 1) =>
  run({ examples }, splitExamples.params.parse(params), testContext({ seed }));
const counted = ({ labels = new Int32Array() }: Examples) => {
  const counts: Record<number, number> = {};
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
};

describe('examples', () => {
  test('are put aside, the same share of every class, with their classes and modes', async () => {
    const ring = await points({ shape: 'eight-gaussians', count: 800 });
    const { training, validation } = await split(ring, { validation: 0.25 });
    expect([training.count, validation.count]).toEqual([600, 200]);
    expect(Object.values(counted(validation))).toEqual(Array(8).fill(25));
    for (const part of [training, validation]) {
      expect(part.data.length).toBe(2 * part.count);
      expect(part).toMatchObject({ shape: [2], classes: ring.classes, modes: ring.modes });
    }
  });

  test('of a rare class are in both parts where there are enough of them', async () => {
    const labels = Int32Array.from({ length: 1_000 }, (_, index) => (index < 20 ? 1 : 0));
    const rare: Examples = { shape: [1], count: 1_000, data: new Float32Array(1_000), labels, classes: ['a', 'b'] };
    expect(counted((await split(rare, { validation: 0.1 })).validation)).toEqual({ 0: 98, 1: 2 });
  });

  test('are drawn by the seed', async () => {
    const board = await points({ shape: 'checkerboard', count: 200 });
    expect(await split(board)).toEqual(await split(board));
    expect((await split(board)).validation.data).not.toEqual((await split(board, {}, 2)).validation.data);
  });

  test('that are one cannot be split', async () => {
    const one: Examples = { shape: [1], count: 1, data: new Float32Array(1) };
    expect(await refusalOf(() => split(one))).toMatchObject({ code: 'data.split.few' });
  });

  test('are known by shape and classes on both sides before anything runs', () => {
    const facts = { exampleShape: [28, 28, 1], classes: ['0', '1'] };
    const extended = extendNode(splitExamples, { examples: facts }, splitExamples.params.parse({}), {
      nodeId: 'split',
    });
    expect(extended).toMatchObject({ ok: true, facts: { training: facts, validation: facts } });
  });
});

test('every item is in one part, each class as near to its share as whole numbers allow', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 200 }),
      fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      fc.integer(),
      (given, share, seed) => {
        const labels = Int32Array.from(given);
        const { kept, aside } = splitItems({ count: labels.length, labels }, { share, seed, byClass: true });
        expect([...kept, ...aside].sort((a, b) => a - b)).toEqual([...labels.keys()]);
        const wanted = Math.min(labels.length - 1, Math.max(1, Math.round(share * labels.length)));
        expect(aside.length).toBe(wanted);
        for (const label of new Set(given)) {
          const own = given.filter((one) => one === label).length;
          const taken = aside.filter((index) => labels[index] === label).length;
          expect(Math.abs(taken - (wanted * own) / labels.length)).toBeLessThan(1);
        }
      },
    ),
  );
});

test('an item is as likely as any other to be put aside', () => {
  const times = new Float64Array(20);
  const random = createRandom(1);
  for (let draw = 0; draw < 2_000; draw++)
    for (const index of splitItems({ count: 20 }, { share: 0.25, seed: random.next() }).aside)
      times[index] = (times[index] ?? 0) + 1;
  // 500 times each, deviation 19.
  for (const count of times) expect(Math.abs(count - 500)).toBeLessThan(95);
});
