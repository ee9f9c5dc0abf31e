import { beforeAll, describe, expect, test } from 'vitest';
import { encodePair } from '@/ml/exams/encode-pair';
import { logLikelihoods } from '@/ml/exams/log-likelihood';
import { markChoices, pooledScore } from '@/ml/exams/mark';
import { isSameNumber, numberIn } from '@/ml/exams/number-answer';
import { promptsOf } from '@/ml/exams/prompt';
import { pythonRandom } from '@/ml/exams/python-random';
import * as tf from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '@/nodes/common/codec';
import { concreteNetwork } from '@/nodes/common/network';
import { evaluateBenchmark } from '@/nodes/evaluate/benchmark/node';
import { run } from '@/nodes/evaluate/benchmark/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { testContext } from '../support';
import { examOf, reference, tinyGpt } from './support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

const model = tinyGpt();
const sittingOf = (task: string, shots: number) => {
  const found = reference.sittings.find((one) => one.task === task && one.shots === shots);
  if (!found) throw new Error(`The reference has no ${task}.`);
  return found;
};
const { new: longestAnswer } = reference.settings;

for (const { task, shots, limit, samples } of reference.sittings)
  describe(`${task}, ${shots} examples: each question is put and marked as by the harness`, () => {
    const first = samples[0]?.filter;
    const once = samples.filter(({ filter }) => filter === first);

    test('the texts that are read', async () => {
      const prompts = promptsOf(await examOf(task), { shots, seed: 1234, ...(limit !== null && { limit }) });
      const read = prompts.map(({ pairs }) => pairs.map(({ context, continuation }) => [context, continuation]));
      expect(read).toEqual(once.map((sample) => ('pairs' in sample ? sample.pairs : [[sample.context, '']])));
    });

    test.skipIf(task === 'gsm8k')('how likely each choice is, and the marks for it', async () => {
      const exam = await examOf(task);
      const codec = codecOf(model.tokenizer);
      const encoded = once.flatMap((sample) =>
        ('pairs' in sample ? sample.pairs : []).map(([context = '', continuation = '']) =>
          encodePair(codec.encode, context, continuation),
        ),
      );
      const network = concreteNetwork(model.network);
      const weights = uploadWeights(network, model.weights);
      const found = await logLikelihoods(encoded, { network, weights, context: model.blockLength, batchSize: 7 });
      disposeAll(weights);
      let at = 0;
      once.forEach((sample, index) => {
        if (!('likelihoods' in sample)) throw new Error('The reference is damaged.');
        const own = found.slice(at, at + sample.likelihoods.length);
        at += own.length;
        own.forEach(({ logLikelihood, greedy }, choice) => {
          expect(Math.abs(logLikelihood - Number(sample.likelihoods[choice]?.[0]))).toBeLessThan(1e-3);
          expect(greedy).toBe(sample.likelihoods[choice]?.[1]);
        });
        const question = exam.questions[index];
        if (!question) throw new Error('There are fewer questions than the harness had.');
        const mark = markChoices(exam, question, own);
        expect(mark.acc).toBeCloseTo(sample.marks.acc ?? Number.NaN, 4);
        if ('acc_norm' in sample.marks) expect(mark.accNorm).toBe(sample.marks.acc_norm);
      });
    });
  });

test.each([
  ['hellaswag', 0],
  ['gsm8k', 0],
])('%s as a node: the scores with their standard errors, and question by question', async (task, shots) => {
  const { scores, samples } = sittingOf(task, shots);
  const before = tf.memory().numTensors;
  const params = evaluateBenchmark.params.parse({ shots, longestAnswer, batchSize: 3 });
  const context = testContext();
  const { metrics, results } = await run({ model, exam: await examOf(task) }, params, context);
  expect(tf.memory().numTensors).toBe(before);
  expect(context.breaths).toBeGreaterThan(0);

  const nameOf = (measure: string, filter: string) => measure + (filter === 'none' ? '' : ` (${filter.split('-')[0]})`);
  const value = (name: string) => (metrics.values.find((one) => one.name === name)?.value ?? Number.NaN) / 100;
  for (const [key, score] of Object.entries(scores)) {
    const [measure = '', filter = ''] = key.split(',');
    const name = nameOf(measure.replace('_stderr', ''), filter);
    expect(value(measure.endsWith('_stderr') ? `${name}: standard error` : name)).toBeCloseTo(score, 6);
  }
  const column = (name: string) => {
    const at = results.columns.findIndex((one) => one.name === name);
    return results.rows.map((row) => row[at]);
  };
  const first = samples.filter(({ filter }) => filter === samples[0]?.filter);
  for (const [measure, mark] of Object.entries(samples[0]?.marks ?? {}))
    expect(column(nameOf(measure, samples[0]?.filter ?? ''))[0]).toBe(mark);
  const written = first.flatMap((sample) => ('written' in sample ? [sample.written.replace(/\s+/g, ' ').trim()] : []));
  if (written.length > 0) expect(column('answered')).toEqual(written);
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
