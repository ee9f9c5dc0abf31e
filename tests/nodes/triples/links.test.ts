import { expect, test } from 'vitest';
import { collectTriples } from '@/graph';
import { filteredRank, rankingOf } from '@/ml/knowledge/ranks';
import { asked, scored } from '@/ml/knowledge/scorers';
import { createRandom } from '@/ml/random';
import { memory, tensor2d, tidy } from '@/ml/tf';
import { trainLinkPrediction } from '@/nodes/train/link-prediction/node';
import { run } from '@/nodes/train/link-prediction/run';
import { refusalOf, testContext } from '../support';
import '@tensorflow/tfjs-backend-cpu';

const WIDTH = 6;
const random = createRandom(3);
const vector = () => Array.from({ length: WIDTH }, () => random.normal());
const entities = Array.from({ length: 4 }, vector);
const relation = vector();

/** By the papers’ own formulas, number by number. */
const closed = {
  transe: (h: number[], r: number[], t: number[]) =>
    -h.reduce((sum, x, at) => sum + (x + (r[at] ?? 0) - (t[at] ?? 0)) ** 2, 0),
  distmult: (h: number[], r: number[], t: number[]) =>
    h.reduce((sum, x, at) => sum + x * (r[at] ?? 0) * (t[at] ?? 0), 0),
  complex: (h: number[], r: number[], t: number[]) => {
    let sum = 0;
    for (let at = 0; at < WIDTH / 2; at++) {
      const of = (v: number[]) => [v[at] ?? 0, v[at + WIDTH / 2] ?? 0] as const;
      const [[a, b], [c, d], [e, f]] = [of(h), of(r), of(t)];
      // Re((a + bi)(c + di)(e − fi))
      sum += (a * c - b * d) * e + (a * d + b * c) * f;
    }
    return sum;
  },
};

test.each(['transe', 'distmult', 'complex'] as const)(
  '%s scores facts as its paper says, asked both ways',
  (scorer) => {
    const scores = (turned: boolean) =>
      tidy(() =>
        Array.from(
          scored(
            scorer,
            asked(scorer, tensor2d([entities[0] ?? []]), tensor2d([relation]), turned),
            tensor2d(entities),
          ).dataSync(),
        ),
      );
    const [first = []] = entities;
    for (const [at, entity] of entities.entries()) {
      expect(scores(false)[at]).toBeCloseTo(closed[scorer](first, relation, entity), 4);
      expect(scores(true)[at]).toBeCloseTo(closed[scorer](entity, relation, first), 4);
    }
  },
);

test('ranks leave out what is true as well, and give equal scores the middle', () => {
  // Others at 5 and 4 are true too: without them the target stands second.
  expect(filteredRank([3, 5, 4, 9, 1], 0, new Set([0, 1, 2]))).toBe(2);
  expect(filteredRank([3, 5, 4, 9, 1], 0, new Set())).toBe(4);
  expect(filteredRank([7, 7, 7, 7, 7], 2, new Set())).toBe(3);
  expect(rankingOf([1, 2, 4, 20])).toEqual({ mrr: (1 + 0.5 + 0.25 + 0.05) / 4, hits: [0.25, 0.5, 0.75], count: 4 });
  expect(rankingOf([]).mrr).toBe(0);
});

/** Children of a father live where he does: who lives where is told of all but the last. */
function family() {
  const collected = collectTriples();
  const towns = Array.from({ length: 4 }, (_, at) => collected.entity({ name: `town ${at}`, type: 'place' }));
  for (let at = 0; at < 24; at++) {
    const person = collected.entity({ name: `person ${at}`, type: 'person' });
    const firm = collected.entity({ name: `firm ${at % 8}`, type: 'firm' });
    const town = towns[(at % 8) % 4] ?? 0;
    collected.fact(person, 'works for', firm);
    collected.fact(firm, 'based in', town);
    if (at !== 23) collected.fact(person, 'lives in', town);
  }
  return collected.made();
}

test('what follows from other facts is foretold better than by frequency, and nothing leaks', async () => {
  const before = memory().numTensors;
  const params = trainLinkPrediction.params.parse({
    steps: 40,
    learningRate: 0.1,
    batchSize: 48,
    width: 4,
    evaluateEvery: 40,
  });
  const { predicted, metrics } = await run({ triples: family() }, params, testContext({ seed: 5 }));
  expect(memory().numTensors).toBe(before);
  const figure = (name: string) => metrics.values.find((one) => one.name === name)?.value ?? Number.NaN;
  expect(figure('MRR')).toBeGreaterThan(figure('MRR by frequency alone'));
  const missing = predicted.triples.find(({ subject }) => predicted.entities[subject]?.name === 'person 23');
  expect(predicted.entities[missing?.object ?? -1]?.name).toBe('town 3');
  expect(await refusalOf(() => run({ triples: collectTriples().made() }, params, testContext()))).toMatchObject({
    code: 'links.too-few',
  });
});
