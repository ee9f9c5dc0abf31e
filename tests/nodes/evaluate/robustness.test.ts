import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '@/ml/random';
import { perturb } from '@/ml/text/perturb';
import * as tf from '@/ml/tf';
import { evaluateRobustness } from '@/nodes/evaluate/robustness/node';
import { run as runRobustness } from '@/nodes/evaluate/robustness/run';
import { perturbText } from '@/nodes/prepare/perturb/node';
import { run as runPerturb } from '@/nodes/prepare/perturb/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { tinyGpt } from '../exams/support';
import { refusalOf, testContext } from '../support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

const LONG = 'many words stand here and 1234 is a number. '.repeat(50);
const damaged = (kind: Parameters<typeof perturb>[1], severity: 1 | 5) =>
  perturb(LONG, kind, severity, createRandom(1));
const changed = (text: string) => Array.from(text).filter((sign, index) => sign !== LONG[index]).length;

test('damage grows with severity, touches letters only, and is the same for the same seed', () => {
  const letters = LONG.match(/[a-z]/g)?.length ?? 0;
  for (const [kind, share] of [
    ['typos', 0.1],
    ['case', 0.4],
  ] as const) {
    expect(changed(damaged(kind, 5)) / letters).toBeCloseTo(share, 1);
    expect(changed(damaged(kind, 1))).toBeLessThan(changed(damaged(kind, 5)) / 3);
    expect(damaged(kind, 5)).toBe(damaged(kind, 5));
    expect(damaged(kind, 5).match(/\d/g)).toEqual(LONG.match(/\d/g));
  }
  expect(damaged('case', 5).toLowerCase()).toBe(LONG);
  expect((LONG.length - damaged('drop', 5).length) / letters).toBeCloseTo(0.1, 1);
  expect((damaged('double', 5).length - LONG.length) / letters).toBeCloseTo(0.1, 1);
  const asked = perturb('It is so. Is it?', 'distractors', 5, createRandom(2));
  expect(asked.match(/[.?]/g)).toHaveLength(7);
  expect(asked.endsWith('Is it?')).toBe(true);
});

test('the same is said in other words, orders are put in before the question, and rules are talked away at the beginning', () => {
  const said = 'It is big. I do not know 12 of them. Where is the old house?';
  const otherwise = perturb(said, 'paraphrase', 5, createRandom(3));
  expect(otherwise).toBe("It's large. I don't know 12 of them. Do you know where the old house is?");
  // And back: what is said in other words means the same, so nearly all of it can be undone.
  expect(perturb("It's large. I don’t know.", 'paraphrase', 5, createRandom(3))).toBe('It is big. I do not know.');
  // Of a hundred times the same, a fifth is said otherwise at the first step.
  const once = perturb('It is so. '.repeat(100), 'paraphrase', 1, createRandom(3)).match(/It's/g)?.length ?? 0;
  expect(once).toBeGreaterThan(8);
  expect(once).toBeLessThan(32);
  for (const severity of [1, 3, 5] as const) {
    const injected = perturb(said, 'injection', severity, createRandom(4));
    expect(injected.endsWith('Where is the old house?')).toBe(true);
    expect(injected.match(/[.?]/g)).toHaveLength(3 + severity);
    const freed = perturb(said, 'jailbreak', severity, createRandom(5));
    expect(freed.endsWith(said)).toBe(true);
    expect(freed.slice(0, -said.length).length).toBeGreaterThan(30 * severity);
  }
});

test('documents keep their number and order', async () => {
  const params = perturbText.params.parse({ severity: 1 });
  const { text } = await runPerturb({ text: { items: ['1', 'same words', '2', 'same words'] } }, params, testContext());
  expect([text.items[0], text.items[2], text.items.length]).toEqual(['1', '2', 4]);
});

test('a curve tells what each severity costs, and nothing is left in memory', async () => {
  const params = evaluateRobustness.params.parse({ read: 12, scored: 4 });
  const text = { items: ['the old man sat down', 'a bird in the hand is', 'short', 'what goes up must come'] };
  const model = tinyGpt();
  const before = tf.memory().numTensors;
  const { metrics } = await runRobustness({ model, text }, params, testContext());
  expect(tf.memory().numTensors).toBe(before);
  expect(metrics.curves[0]?.y).toHaveLength(6);
  expect(metrics.curves[0]?.y.every((value) => value > 0 && value < 30)).toBe(true);
  const value = (name: string) => metrics.values.find((one) => one.name === name)?.value ?? Number.NaN;
  expect(value('Texts')).toBe(3);
  const [clean = 0, , , , , worst = 0] = metrics.curves[0]?.y ?? [];
  expect(value('Lost at the worst')).toBeCloseTo(worst - clean, 9);
  expect((await refusalOf(() => runRobustness({ model, text }, { ...params, read: 100 }, testContext()))).code).toBe(
    'robustness.too-short',
  );
  const masked = { ...model, objective: 'masked' as const };
  expect((await refusalOf(() => runRobustness({ model: masked, text }, params, testContext()))).code).toContain(
    'fills',
  );
});
