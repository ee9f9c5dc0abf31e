import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodePair } from '@/ml/exams/encode-pair';
import { logLikelihoods } from '@/ml/exams/log-likelihood';
import { pooledScore } from '@/ml/exams/mark';
import { isSameNumber, numberIn } from '@/ml/exams/number-answer';
import { promptsOf } from '@/ml/exams/prompt';
import { pythonRandom } from '@/ml/exams/python-random';
import * as tf from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '@/nodes/common/codec';
import { concreteNetwork } from '@/nodes/common/network';
import { evaluateBenchmark } from '@/nodes/evaluate/benchmark/node';
import { run } from '@/nodes/evaluate/benchmark/run';
import { testContext } from '../support';
import { examOf, reference, tinyGpt } from './support';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const model = tinyGpt();
const { new: longestAnswer } = reference.settings;

for (const { task, shots, limit, scores, samples } of reference.sittings)
  describe(`${task}, ${shots} examples: each question is put and marked as by the harness`, () => {
    const first = samples[0]?.filter;
    const once = samples.filter(({ filter }) => filter === first);

    test('the texts that are read', async () => {
      const prompts = promptsOf(await examOf(task), { shots, seed: 1234, ...(limit !== null && { limit }) });
      const read = prompts.map(({ pairs }) => pairs.map(({ context, continuation }) => [context, continuation]));
      expect(read).toEqual(once.map((sample) => ('pairs' in sample ? sample.pairs : [[sample.context, '']])));
    });

    test('the log-likelihoods, the marks and the scores', async () => {
      const before = tf.memory().numTensors;
      const params = evaluateBenchmark.params.parse({ shots, limit: limit ?? 0, longestAnswer, batchSize: 3 });
      const context = testContext();
      const { metrics, results } = await run({ model, exam: await examOf(task) }, params, context);
      expect(tf.memory().numTensors).toBe(before);
      expect(context.breaths).toBeGreaterThan(0);

      const column = (name: string) => {
        const at = results.columns.findIndex((one) => one.name === name);
        return results.rows.map((row) => row[at]);
      };
      const value = (name: string) => (metrics.values.find((one) => one.name === name)?.value ?? Number.NaN) / 100;
      for (const [key, score] of Object.entries(scores)) {
        const [measure = '', filter = ''] = key.split(',');
        const name = measure.replace('_stderr', '') + (filter === 'none' ? '' : ` (${filter.split('-')[0]})`);
        if (measure.endsWith('_stderr')) expect(value(`${name}: standard error`)).toBeCloseTo(score, 5);
        else expect(value(name)).toBeCloseTo(score, 5);
      }
      for (const filter of new Set(samples.map((sample) => sample.filter))) {
        const own = samples.filter((sample) => sample.filter === filter);
        for (const measure of Object.keys(own[0]?.marks ?? {})) {
          const marks = own.map(({ marks }) => (marks as Readonly<Record<string, number>>)[measure] ?? Number.NaN);
          const found = column(measure + (filter === 'none' ? '' : ` (${filter.split('-')[0]})`));
          marks.forEach((mark, index) => void expect(found[index]).toBeCloseTo(mark, 4));
        }
      }
      const written = once.flatMap((sample) =>
        'written' in sample ? [sample.written.replace(/\s+/g, ' ').trim()] : [],
      );
      if (written.length > 0) expect(column('answered')).toEqual(written);
    });

    test('how likely each choice is', async () => {
      const codec = codecOf(model.tokenizer);
      const network = concreteNetwork(model.network);
      const weights = uploadWeights(network, model.weights);
      const pairs = once.flatMap((sample) => ('pairs' in sample ? sample.pairs : []));
      const expected = once.flatMap((sample) => ('likelihoods' in sample ? sample.likelihoods : []));
      const encoded = pairs.map(([context = '', continuation = '']) =>
        encodePair(codec.encode, String(context), String(continuation)),
      );
      const found = await logLikelihoods(encoded, { network, weights, context: model.blockLength, batchSize: 7 });
      disposeAll(weights);
      expect(found).toHaveLength(expected.length);
      found.forEach(({ logLikelihood, greedy }, index) => {
        expect(Math.abs(logLikelihood - Number(expected[index]?.[0]))).toBeLessThan(1e-3);
        expect(greedy).toBe(expected[index]?.[1]);
      });
    });
  });

test('subjects are joined as the harness joins MMLU’s', () => {
  const marks = reference.sittings
    .filter(({ task, shots }) => task.startsWith('mmlu') && shots === 2)
    .map(({ samples }) => samples.map(({ marks }) => ('acc' in marks ? (marks.acc ?? 0) : 0)));
  const { mean, standardError } = pooledScore(marks);
  expect(mean).toBeCloseTo(reference.pooled.acc, 12);
  expect(standardError).toBeCloseTo(reference.pooled.standardError, 12);
});

test('numbers are found in answers, and compared, as by the harness', () => {
  for (const [filter, written, solution, found, score] of reference.extracted) {
    const number = numberIn(String(written), filter === 'strict-match' ? 'strict' : 'flexible');
    expect([written, number, Number(isSameNumber(number, String(solution)))]).toEqual([written, found, score]);
  }
});

test('examples are drawn as by Python’s random, one draw after the other', () => {
  const random = pythonRandom(1234);
  for (const [size, count, drawn] of reference.draws) {
    const items = Array.from({ length: Number(size) }, (_, index) => index);
    expect(random.sample(items, Number(count))).toEqual(drawn);
  }
  expect(() => random.sample([1, 2], 3)).toThrow(RangeError);
});
