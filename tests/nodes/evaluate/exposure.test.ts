import { beforeAll, describe, expect, test } from 'vitest';
import type { Model } from '@/graph';
import { exposureByChance, exposureOf } from '@/ml/memorisation/exposure';
import { drawSecrets, secretAt, spaceSize } from '@/ml/memorisation/secrets';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { evaluateExposure } from '@/nodes/evaluate/exposure/node';
import { run as measure } from '@/nodes/evaluate/exposure/run';
import { insertCanaries } from '@/nodes/prepare/canaries/node';
import { run as insert } from '@/nodes/prepare/canaries/run';
import { characters } from '@/nodes/tokenize/characters/node';
import { run as learn } from '@/nodes/tokenize/characters/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { tinyGpt } from '../exams/support';
import { refusalOf, testContext } from '../support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

describe('exposure', () => {
  test('is the paper’s formula', () => {
    const others = Array.from({ length: 1_023 }, (_, at) => -at);
    expect(exposureOf(1, others)).toEqual({ rank: 1, exposure: 10 });
    expect(exposureOf(-2_000, others)).toEqual({ rank: 1_024, exposure: 0 });
    expect(exposureOf(-510.5, others).exposure).toBe(1);
    expect(exposureOf(0, [0, 0]).rank).toBe(2);
    expect(exposureByChance(1)).toBe(0);
    expect(exposureByChance(2)).toBeCloseTo(0.5, 12);
    expect(exposureByChance(1_000_000)).toBeCloseTo(Math.log2(Math.E), 4);
  });

  test('secrets are different, and all of them where they are few', () => {
    const space = { signs: 'ab', length: 3 };
    expect(Array.from({ length: 8 }, (_, at) => secretAt(space, at)).join()).toBe('aaa,aab,aba,abb,baa,bab,bba,bbb');
    expect(drawSecrets(space, 100, createRandom(1), new Set(['aaa'])).sort()).toHaveLength(7);
    const many = drawSecrets({ signs: '0123456789', length: 6 }, 500, createRandom(1));
    expect(new Set(many).size).toBe(500);
    expect(many.every((one) => /^\d{6}$/.test(one))).toBe(true);
    expect(spaceSize(space)).toBe(8);
  });
});

const hide = async (params: object = {}, items: readonly string[] = ['one two', 'three', 'four']) => {
  const settings = insertCanaries.params.parse({ times: '0, 1, 3', each: 2, length: 4, ...params });
  return insert({ text: { items: [...items] } }, settings, testContext());
};

describe('canaries', () => {
  test('are put in as often as the table says, and documents keep their order', async () => {
    const { text, canaries } = await hide();
    expect(text.items).toHaveLength(3 + 2 * (0 + 1 + 3));
    expect(text.items.filter((item) => !item.startsWith('The number of'))).toEqual(['one two', 'three', 'four']);
    for (const [beginning, secret, ending, times] of canaries.rows)
      expect(text.items.filter((item) => item === `${beginning}${secret}${ending}`)).toHaveLength(Number(times));
    expect(await hide()).toEqual({ text, canaries });
    expect((await hide({ secrets: 2 })).canaries.rows[0]?.[1]).not.toBe(canaries.rows[0]?.[1]);
  });

  test('what cannot be put in is refused', async () => {
    const code = async (params: object, items?: readonly string[]) => (await refusalOf(() => hide(params, items))).code;
    expect(await code({ sentence: 'nothing' })).toBe('canaries.sentence');
    expect(await code({ sentence: '{secret} of {who}' })).toBe('canaries.sentence');
    expect(await code({ times: 'often' })).toBe('canaries.times');
    expect(await code({ times: '0, -1' })).toBe('canaries.times');
    expect(await code({ times: '90000' })).toBe('canaries.too-many');
    expect(await code({ length: 2, each: 50 })).toBe('canaries.few-secrets');
    expect(await code({}, [''])).toBe('text.empty');
  });
});

describe('memorisation', () => {
  const look = async (model: Model, canaries: Awaited<ReturnType<typeof hide>>['canaries'], candidates = 30) =>
    measure({ model, canaries }, evaluateExposure.params.parse({ candidates }), testContext());

  test('tells the exposure by times put in, and leaves nothing in memory', async () => {
    const model = tinyGpt();
    const { canaries } = await hide({ signs: 'letters', sentence: '{who} {secret}', length: 2 });
    const before = tf.memory().numTensors;
    const first = await look(model, canaries);
    expect(tf.memory().numTensors).toBe(before);
    const exposures = first.table.rows.map((row) => Number(row[4]));
    expect(exposures.every((one) => one >= 0 && one <= Math.log2(31))).toBe(true);
    const value = (name: string) => first.metrics.values.find((one) => one.name === name)?.value;
    expect(value('Exposure, put in 3 times')).toBeCloseTo(((exposures[4] ?? 0) + (exposures[5] ?? 0)) / 2, 9);
    expect(value('Secrets')).toBe(6);
    expect(first.metrics.curves[0]?.x).toEqual([0, 1, 3]);
  });

  test('a secret that the model writes is extracted', async () => {
    const { canaries } = await hide({ signs: 'letters', sentence: '{who} {secret}', length: 2, times: '1', each: 1 });
    const wrote = String((await look(tinyGpt(), canaries)).table.rows[0]?.[5] ?? '');
    const secret = wrote.slice(0, 2);
    expect(secret).toHaveLength(2);
    const rows = canaries.rows.map(([beginning = '']) => [beginning, secret, null, 1, `${secret}abcdef`] as const);
    const { metrics } = await look(tinyGpt(), { ...canaries, rows });
    expect(metrics.values.find(({ name }) => name === 'Extracted')?.value).toBe(100);
    expect(metrics.notes[1]).toContain(secret);
  });

  test('a table of something else, unknown signs and a model that fills gaps are refused', async () => {
    const { canaries } = await hide();
    const [model, code] = [tinyGpt(), async (work: () => Promise<unknown>) => (await refusalOf(work)).code];
    expect(await code(() => look(model, { columns: [], rows: [] }))).toBe('exposure.no-canaries');
    expect(await code(() => look(model, { ...canaries, rows: [] }))).toBe('exposure.no-canaries');
    expect(await code(() => look({ ...model, objective: 'masked' }, canaries))).toContain('fills');
    const known = await learn(
      { text: { items: ['abc'] } },
      characters.params.parse({ unknown: 'left-out' }),
      testContext(),
    );
    expect(await code(() => look({ ...model, tokenizer: known.tokenizer }, canaries))).toBe('exposure.unknown-signs');
  });
});
